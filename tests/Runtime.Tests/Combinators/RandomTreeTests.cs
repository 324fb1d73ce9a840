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

    [Fact]
    public void Also_when_it_is_given_up_at_every_poll_in_turn()
    {
        const int Trees = 2_000;
        SynchronizationContext.SetSynchronizationContext(null);
        int cancellations = 0;
        for (int seed = 0; seed < Trees; seed++)
        {
            var whole = new RandomTrees(seed, int.MaxValue);
            whole.Run();
            for (int poll = 0; poll < whole.Polls; poll++)
            {
                // A select draws lots, so that the same tree may have ended before.
                var trees = new RandomTrees(seed, poll);
                if (trees.Run() == "cancelled")
                    cancellations++;
                Assert.True(trees.Violations.Count == 0, $"seed {seed} at poll {poll}: {string.Join("; ", trees.Violations)}");
            }
        }

        output.WriteLine($"{Trees} trees, {cancellations} cancellations");
        Assert.True(cancellations > Trees);
    }
}
