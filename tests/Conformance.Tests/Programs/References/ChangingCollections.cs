using System.Runtime.InteropServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>What points into a collection or a memory goes on to point there, whatever becomes of that meanwhile.</summary>
public static partial class ChangingCollections
{
    [Coroutine]
    public static string AListThatGrows(Co co, Trace t)
    {
        var list = new List<int>(4) { 1, 2, 3, 4 };
        var span = CollectionsMarshal.AsSpan(list)[1..];
        span[0] = t.Get(co, 20);
        list.AddRange([5, 6, 7]);
        span[1] = t.Get(co, 30);
        t.Step(co, "kept");
        var anew = CollectionsMarshal.AsSpan(list);
        anew[0] += t.Get(co, 10);
        return $"{string.Join(",", span.ToArray())} {string.Join(",", list)}";
    }

    [Coroutine]
    public static string AListThatShrinks(Co co, Trace t)
    {
        List<string?> list = ["a", "b", "c"];
        ref string? last = ref CollectionsMarshal.AsSpan(list)[2];
        var span = CollectionsMarshal.AsSpan(list);
        list.RemoveAt(1);
        t.Step(co, "removed");
        last = t.Get(co, "d");
        list.Add("e");
        t.Step(co, "added");
        return $"{last} {span.Length} {string.Join(",", span.ToArray())} {string.Join(",", list)}";
    }

    [Coroutine]
    public static string AVariableThatGetsAnotherList(Co co, Trace t)
    {
        var text = "";
        List<int>? list = [1, 2];
        var span = CollectionsMarshal.AsSpan(list);
        for (var i = 0; i < 4; i++)
        {
            list = i == 2 ? null : [i, i + 1, i + 2];
            text += $"{span.Length}{(span.Length > 0 ? span[0] + t.Get(co, 10) : t.Get(co, 0))} ";
            span = CollectionsMarshal.AsSpan(list);
            t.Step(co, "set");
        }

        return text + span[^1];
    }

    [Coroutine]
    public static string AListThatIsMade(Co co, Trace t)
    {
        var span = CollectionsMarshal.AsSpan(Made(t, 3)).Slice(1);
        var none = CollectionsMarshal.AsSpan(new List<int>());
        span[0] += t.Get(co, 10);
        try
        {
            span = CollectionsMarshal.AsSpan(Made(t, 2))[t.See(5)..];
        }
        catch (ArgumentOutOfRangeException)
        {
            t.Step(co, "still the one before");
        }

        return $"{string.Join(",", span.ToArray())} {none.Length}";
    }

    [Coroutine]
    public static string AListOfAnObject(Co co, Trace t)
    {
        var shelf = new Shelf();
        var items = shelf.Items;
        items[0] = t.Get(co, 5);
        shelf.Grow();
        items[1] = t.Get(co, 6);
        shelf.Items[2] = t.Get(co, 7);
        return $"{string.Join(",", items.ToArray())} {string.Join(",", shelf.Items.ToArray())}";
    }

    [Coroutine]
    public static string ADictionaryThatGrows(Co co, Trace t)
    {
        var counts = new Dictionary<string, int> { ["a"] = 1 };
        ref int a = ref CollectionsMarshal.GetValueRefOrNullRef(counts, "a");
        a += t.Get(co, 10);
        for (var i = 0; i < 20; i++)
            counts[$"{i}"] = i;
        a += t.Get(co, 100);
        ref int anew = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, "a", out _);
        anew += t.Get(co, 1000);
        return $"{a} {counts["a"]}";
    }

    [Coroutine]
    public static string AKeyThatIsRemoved(Co co, Trace t)
    {
        var counts = new Dictionary<int, long> { [1] = 1, [2] = 2 };
        ref long two = ref CollectionsMarshal.GetValueRefOrNullRef(counts, 2);
        counts.Remove(2);
        two += t.Get(co, 10);
        counts[3] = 30;
        t.Step(co, "in its place");
        return $"{two} {string.Join(",", counts)}";
    }

    [Coroutine]
    public static string AKeyThatComparesItself(Co co, Trace t)
    {
        // The comparer runs when the value is looked up, and not again.
        var table = new Dictionary<string, (string Name, int Count)>(new Logged(t)) { ["k"] = ("first", 1) };
        ref int count = ref CollectionsMarshal.GetValueRefOrNullRef(table, "k").Count;
        for (var i = 0; i < 3; i++)
            count += t.Get(co, 1);
        return $"{table["k"]}";
    }

    [Coroutine]
    public static string MemoriesOfAllKinds(Co co, Trace t)
    {
        var array = new int[5];
        Memory<int> memory = array.AsMemory(1, 3);
        ReadOnlyMemory<char> text = "hello".AsMemory(1);
        ReadOnlyMemory<object> strings = new string[] { "x", "y" };
        Memory<byte> signed = (byte[])(object)new sbyte[] { 1, 2, 3 };
        using var manager = new LentMemory(4);
        var managed = manager.Memory[1..];
        var a = memory.Span[1..];
        var b = text.Span[1..];
        ref readonly object c = ref strings.Span[1];
        ref byte d = ref signed.Span[2];
        var e = managed.Span[1..];
        var f = default(Memory<int>).Span;
        t.Step(co, "kept");
        (memory, text, strings, signed, managed) = (default, default, default, default, default);
        a[0] = t.Get(co, 7);
        d = t.Get(co, (byte)200);
        e[0] = t.Get(co, 9);
        e[1] = t.Get(co, 10);
        return $"{string.Join(",", array)} {b} {c} {d} {string.Join(",", manager.Memory.ToArray())} {f.Length}";
    }

    [Coroutine]
    public static string Segments(Co co, Trace t)
    {
        int[] array = [1, 2, 3, 4], other = [5, 6];
        var segment = new ArraySegment<int>(array, 1, 2);
        var span = segment.AsSpan();
        ArraySegment<int> none = default;
        Span<int> empty = none;
        segment = other;
        span[0] = t.Get(co, 20);
        Span<int> rest = segment;
        rest[0] += t.Get(co, 50);
        return $"{string.Join(",", array)} {string.Join(",", other)} {empty.Length}";
    }

    [Coroutine]
    public static string OneOfThem(Co co, Trace t)
    {
        List<int> list = [1, 2];
        Memory<int> memory = new[] { 3, 4, 5 };
        int[] array = [6];
        var text = "";
        Span<int> span = default;
        for (var i = 0; i < 5; i++)
        {
            span = (i % 4) switch { 0 => CollectionsMarshal.AsSpan(list), 1 => memory.Span[1..], 2 => array, _ => default };
            if (i == 0)
                list.Add(9);
            text += $"{span.Length}{(span.Length == 0 ? "" : span[0] += t.Get(co, 10))} ";
            t.Step(co, "kept");
        }

        var longest = Longer(CollectionsMarshal.AsSpan(list), memory.Span);
        longest[0] += t.Get(co, 100);
        return $"{text}{string.Join(",", list)} {string.Join(",", memory.ToArray())} {array[0]} {span.Length}";
    }

    [Coroutine]
    public static string InARefStruct(Co co, Trace t)
    {
        List<int> list = [1, 2, 3];
        Memory<int> memory = new[] { 4, 5, 6 };
        var pair = new Pair(CollectionsMarshal.AsSpan(list)[1..]);
        pair.Right = memory.Span[..2];
        t.Step(co, "made");
        list.AddRange([7, 8, 9]);
        memory = default;
        pair.Left[0] = t.Get(co, 20);
        pair.Right[1] = t.Get(co, 50);
        pair.Right = CollectionsMarshal.AsSpan(list);
        pair.Right[0] = t.Get(co, 10);
        return $"{string.Join(",", pair.Left.ToArray())} {string.Join(",", pair.Right.ToArray())}";
    }

    [Coroutine]
    public static string HandedOn(Co co, Trace t)
    {
        List<int> list = [1, 2, 3];
        var sum = Sum(co, t, CollectionsMarshal.AsSpan(list)[1..], list) + t.Get(co, 100);
        return $"{sum} {string.Join(",", list)}";
    }

    [Coroutine]
    public static string OfAnyElement(Co co, Trace t) => First<int>(co, t, [1, 2], new[] { 3 }) + First<string>(co, t, ["a"], new[] { "b", "c" }) + First<(string, int)>(co, t, [("a", 1)], new[] { ("b", 2) });

    [Coroutine]
    private static string First<T>(Co co, Trace t, List<T> list, ReadOnlyMemory<T> memory)
        where T : notnull
    {
        var key = list[0];
        var listed = CollectionsMarshal.AsSpan(list);
        var span = memory.Span;
        var table = new Dictionary<T, T> { [key] = span[0] };
        ref T value = ref CollectionsMarshal.GetValueRefOrNullRef(table, key);
        list = [];
        t.Step(co, "kept");
        var text = $"{listed[0]} {span[^1]} {value} ";
        value = listed[0];
        t.Step(co, "set");
        return text + string.Join(",", table) + " ";
    }

    [Coroutine]
    private static int Sum(Co co, Trace t, Span<int> items, List<int> list)
    {
        var sum = 0;
        for (var i = 0; i < items.Length; i++)
        {
            sum += items[i] * t.Get(co, 10);
            list.Add(i);
            items[i]++;
        }

        return sum;
    }

    private static Span<int> Longer(Span<int> a, Span<int> b) => a.Length > b.Length ? a : b;

    private static List<int> Made(Trace t, int count) => [.. Enumerable.Range(t.See(1), count)];

    private ref struct Pair(Span<int> left)
    {
        public Span<int> Left = left;
        public Span<int> Right;
    }

    private sealed class Shelf
    {
        private readonly List<int> items = new(3) { 1, 2, 3 };

        public Span<int> Items => CollectionsMarshal.AsSpan(items);

        public void Grow() => items.AddRange([4, 5]);
    }

    private sealed class Logged(Trace t) : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => t.See(x == y, "equals");

        public int GetHashCode(string obj) => t.See(obj.Length, "hash");
    }
}
