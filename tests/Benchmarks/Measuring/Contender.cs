namespace PollGen.Benchmarks.Measuring;

/// <summary>One way to do what is measured.</summary>
/// <param name="Name">Unique in its race.</param>
/// <param name="Run">Does it so many times and returns what came out, which must be the same for all contenders of a race.</param>
public sealed record Contender(string Name, Func<int, long> Run)
{
    /// <summary>How many operations make one timed chunk; set by <see cref="Race.Prepare"/>.</summary>
    internal int ChunkSize { get; set; } = 16;
}
