using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>References and memory on the left of a suspension, or beside it.</summary>
public static partial class ReturnedReferences
{
    private static ref int At(int[] items, int index) => ref items[index];

    [Coroutine]
    public static string AfterASuspension(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        At(items, t.Get(co, 2))++;
        At(items, t.Get(co, 0)) = t.See(10);
        At(items, t.Get(co, 1)) += t.See(20);
        return Show.Of(items);
    }

    [Coroutine]
    public static string ElementsOfASpan(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        Span<int> span = items;
        span[t.See(0)] = t.Get(co, 10);
        span[^1] += t.Get(co, span[2] = 30);
        items.AsSpan()[t.See(1)] = t.Get(co, 20);
        return Show.Of(items);
    }

    [Coroutine]
    public static int StackMemoryBesideASuspension(Co co, Trace t) => Sum(stackalloc int[] { 1, 2 }, t.Get(co, 3));

    private static int Sum(ReadOnlySpan<int> items, int more) => Order.TotalSpan(items) + more;
}
