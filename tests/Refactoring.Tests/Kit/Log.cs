namespace PollGen.Refactoring.Tests.Kit;

/// <summary>What a program does, in order. Thread-safe.</summary>
public sealed class Log
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    public void Add(string line)
    {
        lock (lines)
            lines.Add(line);
    }
}
