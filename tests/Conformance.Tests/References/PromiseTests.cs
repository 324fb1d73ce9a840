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

    [Fact]
    public void A_list_that_grows_while_its_span_is_in_use_is_an_exception()
    {
        var list = new List<int> { 1, 2, 3, 4 };
        Assert.Throws<InvalidOperationException>(() => Future.BlockOn(Grows(list, 100)));
        Assert.Throws<InvalidOperationException>(() => Future.BlockOn(Grows(list, -1)));
    }

    [Fact]
    public void A_key_that_is_removed_while_its_value_is_in_use_is_an_exception() =>
        Assert.Throws<InvalidOperationException>(() => Future.BlockOn(Removes(new() { ["a"] = 1, ["b"] = 2 })));

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

    [Coroutine]
    private static int Grows(Co co, List<int> list, int by)
    {
        var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list);
        if (by < 0)
            list.RemoveAt(0);
        for (int i = 0; i < by; i++)
            list.Add(i);
        co.Await(Future.Yield());
        return span[0];
    }

    [Coroutine]
    private static int Removes(Co co, Dictionary<string, int> values)
    {
        ref int value = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(values, "a");
        co.Await(Future.Yield());
        values.Remove("a");
        co.Await(Future.Yield());
        return value;
    }
}
