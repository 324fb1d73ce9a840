namespace PollGen.Benchmarks.Polled;

/// <summary>What spawned tasks do: nearly nothing.</summary>
public static partial class Works
{
    [Coroutine]
    public static int AtOnce(Co co, int x) => x + 1000;

    [Coroutine]
    public static int AfterYield(Co co, int x)
    {
        co.Await(Future.Yield());
        return x + 1000;
    }
}
