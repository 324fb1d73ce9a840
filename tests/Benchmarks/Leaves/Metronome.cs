namespace PollGen.Benchmarks.Leaves;

/// <summary>What the leaves of all contenders wait for: ready at once, or pending once at each wait.</summary>
public sealed class Metronome(bool isReady)
{
    private Action? continuation;

    /// <summary>Whether waits are ready at once.</summary>
    public bool IsReady { get; } = isReady;

    /// <summary>What every wait gives.</summary>
    public int Value { get; set; } = 1;

    /// <summary>Keeps the continuation of a pending C# await.</summary>
    public void Keep(Action action) => continuation = action;

    /// <summary>Resumes pending C# awaits until there is none.</summary>
    public void ResumeAll()
    {
        while (continuation is { } next)
        {
            continuation = null;
            next();
        }
    }
}
