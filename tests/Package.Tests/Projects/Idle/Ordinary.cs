using PollGen;

namespace Idle;

/// <summary>Uses the runtime only.</summary>
public static class Ordinary
{
    public static void Run()
    {
        using var executor = new LocalExecutor();
        executor.Run(Future.Delay(TimeSpan.Zero));
    }
}
