using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Collection expressions: spreads, builders, spans, types with Add.</summary>
public static partial class Collections
{
    private static IEnumerable<int> Lazily(Trace t, params int[] items)
    {
        foreach (int item in items)
            yield return t.See(item, $"lazily {item}");
    }

    [Coroutine]
    public static string SpreadsOfSuspensions(Co co, Trace t)
    {
        int[] a = [.. t.Get(co, new[] { 1, 2 }), t.See(3), .. t.Get(co, new List<int> { 4 }), t.Get(co, 5)];
        List<int> b = [t.See(1), .. t.Get(co, a), t.See(6)];
        IEnumerable<int> c = [.. t.Get(co, Lazily(t, 7, 8)), t.See(9)];
        return $"{Show.Of(a)} {Show.Of(b)} {Show.Of(c)}";
    }

    [Coroutine]
    public static string SpreadsOfKnownLength(Co co, Trace t)
    {
        var list = new List<int> { 1, 2 };
        int[] a = [.. list, t.Get(co, Grow(list, 3)), t.See(list.Count)];
        int[] b = [t.See(0), t.Get(co, Grow(list, 4)), .. list, t.Get(co, Grow(list, 5)), t.See(9)];
        int[] c = [.. list, t.Get(co, Grow(list, 6)), .. list];
        IReadOnlyList<int> d = [t.Get(co, Grow(list, 7)), .. list, .. a, t.Get(co, Grow(list, 8))];
        List<int> e = [.. list, t.Get(co, Grow(list, 9))];
        return $"{Show.Of(a)} {Show.Of(b)} {Show.Of(c)} {Show.Of(d)} {Show.Of(e)}";
    }

    private static int Grow(List<int> list, int item)
    {
        list.Add(item);
        return item;
    }

    [Coroutine]
    public static string SpreadsOfUnknownLength(Co co, Trace t)
    {
        int[] a = [.. Lazily(t, 1, 2), t.Get(co, 3), .. Lazily(t, 4), t.Get(co, 5), t.See(6)];
        List<int> b = [t.See(0), .. Lazily(t, 1), t.See(2), t.Get(co, 3)];
        IReadOnlyCollection<int> c = [.. t.Get(co, Lazily(t, 1)), .. t.Get(co, Lazily(t, 2)), t.Get(co, 3)];
        return $"{Show.Of(a)} {Show.Of(b)} {Show.Of(c)}";
    }

    [Coroutine]
    public static string TypesWithAdd(Co co, Trace t)
    {
        Logged.Current = t;
        Logged a = [t.See(1), t.Get(co, 2), .. Lazily(t, 3, 4), t.Get(co, 5)];
        HashSet<int> b = [1, t.Get(co, 2), 1, .. t.Get(co, new[] { 3 })];
        return $"{Show.Of(a)} {Show.Of(b)}";
    }

    [Coroutine]
    public static string BuilderTypes(Co co, Trace t)
    {
        Built a = [t.See(1), t.Get(co, 2), t.See(3)];
        Built b = [.. a.Items, t.Get(co, 4), .. Lazily(t, 5)];
        ImmutableArray<int> c = [t.Get(co, 6), .. b.Items, t.Get(co, 7)];
        ImmutableList<string> d = [t.See("x"), t.Get(co, "y")];
        return $"{Show.Of(a.Items)} {Show.Of(b.Items)} {Show.Of(c)} {Show.Of(d)}";
    }

    [Coroutine]
    public static int SpanTargets(Co co, Trace t)
    {
        Span<int> a = [t.See(1), t.Get(co, 2), t.See(3)];
        int sum = Order.TotalSpan(a);
        ReadOnlySpan<int> b = [.. t.Get(co, new[] { 4, 5 }), t.Get(co, 6)];
        return sum + Order.TotalSpan(b) + Order.TotalSpan([t.Get(co, 7), t.See(8)]);
    }

    [Coroutine]
    public static string ASpanBesideASuspension(Co co, Trace t) => Spanned([t.See(1), 2], t.Get(co, 3)) + Spanned([t.Get(co, 4), t.See(5)], t.Get(co, 6));

    private static string Spanned(ReadOnlySpan<int> items, int more) => $"{Order.TotalSpan(items)}+{more} ";

    [Coroutine]
    public static string AsOperands(Co co, Trace t) =>
        Joined([t.See("a"), t.Get(co, "b")], t.Get(co, "c")) + Joined([], t.Get(co, "d")) + Joined([.. Joined(["e"], t.Get(co, "f")).Select(c => $"{c}")], "g");

    private static string Joined(IEnumerable<string> items, string more) => string.Join("", items) + more + ";";

    [Coroutine]
    public static string ElementsAreConverted(Co co, Trace t)
    {
        long[] a = [1, t.Get(co, 2), 3];
        object?[] b = [null, 1, t.Get(co, "x"), t.See('c')];
        Func<int>[] c = [() => 1, t.Get<Func<int>>(co, () => 2), () => 3];
        List<int?> d = [null, t.Get(co, 5), .. new[] { 6 }, t.Get(co, (int?)null)];
        int[][] e = [[1, t.Get(co, 2)], [], [.. t.Get(co, new[] { 3 })]];
        return $"{Show.Of(a)} {Show.Of(b)} {c.Sum(f => f())} {Show.Of(d)} {Show.Of(e)}";
    }

    [Coroutine]
    public static string ParamsOfAllKinds(Co co, Trace t) =>
        Order.Total(t.See(1), t.Get(co, 2)) + Order.TotalList(t.Get(co, 3), t.See(4)) + " " + Order.TotalSpan(t.See(5), t.Get(co, 6), t.See(7))
        + Concat(t.See("p"), t.See("a"), t.Get(co, "b")) + Concat(t.Get(co, "p")) + Sequence(t.See(1), t.Get(co, 2), t.See(3));

    private static string Concat(string prefix, params string[] parts) => prefix + string.Concat(parts);

    private static string Sequence(params IEnumerable<int> items) => string.Join("-", items);

    [Coroutine]
    public static string AnExceptionBetweenElements(Co co, Trace t)
    {
        try
        {
            int[] items = [t.Get(co, 1), t.Throw<int>("two"), t.Get(co, 3)];
            return Show.Of(items);
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }
    }
}

public sealed class Logged : IEnumerable<int>
{
    [ThreadStatic]
    private static Trace? current;
    private readonly List<int> items = [];
    private static readonly AsyncLocal<Trace> Flowing = new();

    public Logged() => (Flowing.Value ?? current)?.Log("new");

    public static Trace Current
    {
        set => current = Flowing.Value = value;
    }

    public void Add(int item) => items.Add(item);

    public IEnumerator<int> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

[CollectionBuilder(typeof(Builder), nameof(Builder.Create))]
public sealed class Built(int[] items) : IEnumerable<int>
{
    public int[] Items => items;

    public IEnumerator<int> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public static class Builder
{
    public static Built Create(ReadOnlySpan<int> items) => new(items.ToArray());
}
