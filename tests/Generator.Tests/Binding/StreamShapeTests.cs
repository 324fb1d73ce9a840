using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Binding;

/// <summary>Types that have the methods of an async stream or resource, but not the interface.</summary>
public class StreamShapeTests
{
    [Theory]
    [InlineData("foreach (var x in co.Each(new Shaped())) Use(x);", "try { while (co.Await(e.MoveNextAsync()))")]
    [InlineData("foreach (var x in co.Each(new Narrow())) Use(x);", "try { while (co.Await(e.MoveNextAsync()))")]
    [InlineData("using (co.Use(new Shaped())) { }", "finally { co.Await(resource.DisposeAsync()); }")]
    public void What_has_only_the_methods_is_told_what_to_write(string statement, string advice)
    {
        var run = ProgramRun.Of(Body(statement));
        var error = Assert.Single(run.Errors);
        Assert.Equal("CS0619", error.Id);
        Assert.Contains(advice, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(Checking.Problems(run.Output));
    }

    [Theory]
    [InlineData("foreach (int x in co.Each(new Both())) Use(x);")]
    [InlineData("foreach (int x in co.Each(new Both().GetAsyncEnumerator(default))) Use(x);")]
    [InlineData("foreach (var x in co.Each<string>(null!)) Use(x.Length);")]
    [InlineData("using (co.Use(new Both())) { }")]
    public void What_has_the_interface_is_taken(string statement) => Checking.Allows(Body(statement));

    private static string Body(string statement) => $$"""
        static partial class P
        {
            [Coroutine] static void M(Co co) { {{statement}} }
            static void Use(int x) { }
            class Shaped
            {
                public int Current => 1;
                public Shaped GetAsyncEnumerator() => this;
                public ValueTask<bool> MoveNextAsync() => default;
                public ValueTask DisposeAsync() => default;
            }
            ref struct Narrow
            {
                public Shaped GetAsyncEnumerator() => new();
            }
            class Both : IAsyncEnumerable<int>, IAsyncEnumerator<int>
            {
                public int Current => 1;
                public IAsyncEnumerator<int> GetAsyncEnumerator(System.Threading.CancellationToken token) => this;
                public ValueTask<bool> MoveNextAsync() => default;
                public ValueTask DisposeAsync() => default;
            }
        }
        """;
}
