namespace PollGen.Runtime.Tests;

/// <summary>A combinator of scoped futures does what that of ordinary ones does: the same polls and clean-up in the same order, the same end. By chance, with each number of futures.</summary>
public class ScopedTwinTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Seeds = 3000;

    public static TheoryData<string, int> Several()
    {
        var several = new TheoryData<string, int>();
        foreach (string combinator in (string[])["Join", "TryJoin", "Select", "SelectBiased"])
        {
            for (int count = 2; count <= 8; count++)
                several.Add(combinator, count);
        }

        return several;
    }

    [Theory]
    [MemberData(nameof(Several))]
    public void Do_what_those_of_ordinary_futures_do(string combinator, int count) => Compare(combinator, count);

    [Theory]
    [InlineData("Timeout")]
    [InlineData("Shield")]
    [InlineData("Settled")]
    [InlineData("CancelledBy")]
    public void Do_what_that_of_an_ordinary_future_does(string wrapper) => Compare(wrapper, 1);

    private void Compare(string combinator, int count)
    {
        var ends = new Dictionary<string, int>();
        for (int seed = 0; seed < Seeds; seed++)
        {
            var ordinary = new TwinRun(seed);
            string end = ordinary.Run(() => ordinary.Ordinary(combinator, count));
            var scoped = new TwinRun(seed);
            Assert.Equal(end, scoped.Run(() => scoped.Scoped(combinator, count)));
            Assert.Equal(ordinary.Trace, scoped.Trace);
            string kind = end.Split(' ', ',')[0];
            ends[kind] = ends.GetValueOrDefault(kind) + 1;
        }

        output.WriteLine(string.Join(", ", ends.Select(pair => $"{pair.Value} {pair.Key}")));
        Assert.All(["given", "given-up"], end => Assert.True(ends[end] > Seeds / 50));
        Assert.True(combinator == "Settled" || ends["failed"] > Seeds / 50);
    }
}
