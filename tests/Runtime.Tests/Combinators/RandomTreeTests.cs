namespace PollGen.Runtime.Tests;

/// <summary>
/// Whatever happens in a tree of combinators: nothing is polled after its end or while it is being cancelled, whatever was started has ended when the tree
/// has, every result is taken or disposed once, and no wake is lost.
/// </summary>
public class RandomTreeTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public void Whatever_was_started_ends_once()
    {
        const int Trees = 20_000;

        // The test runner's context would send continuations of C# tasks to other threads.
        SynchronizationContext.SetSynchronizationContext(null);
        var ends = new Dictionary<string, int>();
        for (int seed = 0; seed < Trees; seed++)
        {
            var trees = new RandomTrees(seed);
            string end = trees.Run();
            Assert.True(trees.Violations.Count == 0, $"seed {seed}, {end}: {string.Join("; ", trees.Violations)}");
            ends[end] = ends.GetValueOrDefault(end) + 1;
        }

        output.WriteLine(string.Join(", ", ends.Select(pair => $"{pair.Value} {pair.Key}")));
        Assert.All(["done", "failed", "cancelled"], end => Assert.True(ends[end] > Trees / 50));
    }
}
