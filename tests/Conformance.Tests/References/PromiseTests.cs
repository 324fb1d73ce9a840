namespace PollGen.Conformance.Tests.References;

/// <summary>A promise is believed when a body is compiled, and checked when it is run.</summary>
public partial class PromiseTests
{
    private static readonly int[] Other = [7, 8, 9];

    [return: PartOf(nameof(items))]
    private delegate Span<int> Part(int[] items);

    [return: PartOf(nameof(items))]
    private delegate ref int Element(int[] items);

    [Fact]
    public void A_span_of_something_else_is_found_at_the_suspension()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Future.BlockOn(KeepsASpan(_ => Other, [1, 2, 3])));
        Assert.Contains("promised to return a part of its argument", error.Message, StringComparison.Ordinal);
        Assert.Equal([7, 8, 9], Other);
    }

    [Fact]
    public void A_reference_to_something_else_is_found_at_the_suspension()
    {
        Assert.Throws<InvalidOperationException>(() => Future.BlockOn(KeepsAReference(_ => ref Other[1], [1, 2, 3])));
        Assert.Equal([7, 8, 9], Other);
    }

    [Fact]
    public void What_is_kept_is_what_was_promised()
    {
        int[] items = [1, 2, 3];
        Assert.Equal(3, Future.BlockOn(KeepsASpan(given => given.AsSpan(1), items)));
        Assert.Equal(2, Future.BlockOn(KeepsAReference(given => ref given[2], items)));
        Assert.Equal([1, 0, 2], items);
    }

    [Coroutine]
    private static int KeepsASpan(Co co, Part part, int[] items)
    {
        var span = part(items);
        co.Await(Future.Yield());
        span[0] = 0;
        return span.Length + 1;
    }

    [Coroutine]
    private static int KeepsAReference(Co co, Element element, int[] items)
    {
        ref int one = ref element(items);
        co.Await(Future.Yield());
        return --one;
    }
}
