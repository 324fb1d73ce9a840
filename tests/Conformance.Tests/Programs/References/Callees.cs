using System.Diagnostics.CodeAnalysis;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Spans and references that methods give, whose source shows what they are a part of.</summary>
public static partial class Callees
{
    private static ref int At(int[] items, int index) => ref items[index];

    private static Span<int> Tail(Span<int> items, int start)
    {
        if (start >= items.Length)
            return default;
        var rest = items[start..];
        return rest;
    }

    private static ReadOnlySpan<char> Word(string text, int number)
    {
        ReadOnlySpan<char> rest = text;
        for (; number > 0; number--)
            rest = rest[(rest.IndexOf(' ') + 1)..];
        int end = rest.IndexOf(' ');
        return end < 0 ? rest : rest[..end];
    }

    private static Span<T> Middle<T>(T[] items) => Inner(items.AsSpan(), 1);

    private static Span<T> Inner<T>(Span<T> items, int margin) => items.Slice(margin, items.Length - 2 * margin);

    private static ref int Larger(ref int value, bool isNegative)
    {
        ref int result = ref value;
        if (isNegative)
            value = -value;
        return ref result;
    }

    private static Span<byte> Recursive(Span<byte> bytes) => bytes.Length > 2 ? Recursive(bytes[1..]) : bytes;

    private static ref int CountOf(Ledger ledger) => ref ledger.Count;

    private static Span<byte> Whole(Writer writer) => writer.Written;

    [Coroutine]
    public static string OfAnArray(Co co, Trace t)
    {
        int[] items = [1, 2, 3, 4];
        ref int second = ref At(items, 1);
        var tail = Tail(items, 2);
        var nothing = Tail(items, 9);
        second += t.Get(co, 10);
        tail[0] += t.Get(co, 100);
        return $"{Show.Of(items)} {nothing.Length}";
    }

    [Coroutine]
    public static string OfAnArrayThatHasNoOtherName(Co co, Trace t)
    {
        var tail = Tail(t.See(new[] { 1, 2, 3 }), 1);
        ref int last = ref At(new[] { 5, 6 }, 1);
        tail[0] = t.Get(co, 7);
        last += t.Get(co, 1);
        return $"{tail[0]} {tail[1]} {last}";
    }

    [Coroutine]
    public static string OfTheFrame(Co co, Trace t)
    {
        int number = 5;
        Span<byte> room = stackalloc byte[6];
        ref int same = ref Larger(ref number, t.Get(co, true));
        var end = Recursive(room);
        same += t.Get(co, 1);
        end[0] = t.Get(co, (byte)9);
        return $"{number} {Convert.ToHexString(room)}";
    }

    [Coroutine]
    public static string OfText(Co co, Trace t)
    {
        var text = string.Join(" ", "zero", "one", "two");
        var word = Word(text, 1);
        var last = Word(text, 2);
        t.Step(co, "kept");
        return $"{word}|{last}";
    }

    [Coroutine]
    public static string Generic(Co co, Trace t)
    {
        string[] items = ["a", "b", "c", "d"];
        var middle = Middle(items);
        middle[0] = t.Get(co, "x");
        middle[^1] = t.Get(co, "y");
        return Show.Of(items);
    }

    [Coroutine]
    public static string NamedAndLeftOut(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        ref int last = ref At(index: t.See(2), items: items);
        last = t.Get(co, 30);
        return Show.Of(items);
    }

    [Coroutine]
    public static string AssignedAgain(Co co, Trace t)
    {
        var items = new[] { 1, 2 };
        var first = items;
        var span = Tail(items, 0);
        for (var i = 0; i < 3; i++)
        {
            span[0] += t.Get(co, 1);
            items = new[] { 10 * i, i };
            span = Tail(items, i % 2);
            t.Step(co, "kept");
        }

        return $"{Show.Of(first)} {span[0]} {span.Length}";
    }

    [Coroutine]
    public static string AFieldOfAnObject(Co co, Trace t)
    {
        var ledger = new Ledger();
        ref int count = ref CountOf(ledger);
        count += t.Get(co, 5);
        ref int hidden = ref ledger.Hidden;
        hidden += t.Get(co, 2);
        ref int made = ref new Ledger().Count;
        made = t.Get(co, 3);
        return $"{ledger.Count} {ledger.Hidden} {made}";
    }

    [Coroutine]
    public static string OfAWriter(Co co, Trace t)
    {
        var writer = new Writer(4);
        writer.Add(1);
        writer.Add(2);
        var written = writer.Written;
        t.Step(co, "kept");
        written[0] = 7;
        for (byte i = 3; i < 8; i++)
            writer.Add(t.Get(co, i));
        // It has moved on to a larger array; the span has not.
        written[1] = 8;
        t.Step(co, "kept on");
        var whole = Whole(writer);
        whole[0] += t.Get(co, (byte)1);
        writer[2] = t.Get(co, (byte)99);
        ref byte third = ref writer[2];
        third++;
        t.Step(co, "and on");
        third++;
        return $"{Convert.ToHexString(written)} {Convert.ToHexString(whole)}";
    }

    [Coroutine]
    public static string OfAStructThatHoldsAnArray(Co co, Trace t)
    {
        var window = new Window([1, 2, 3, 4, 5], 1, 3);
        var items = window.Items;
        window = window.Moved(1);
        items[0] += t.Get(co, 10);
        var next = window.Items;
        next[0] += t.Get(co, 100);
        return $"{Show.Of(items.ToArray())} {Show.Of(next.ToArray())}";
    }

    [Coroutine]
    public static string OfAStructItself(Co co, Trace t)
    {
        var pair = new Pair { Left = 1, Right = 2 };
        ref int chosen = ref pair.Choose(t.Get(co, true));
        chosen += t.Get(co, 10);
        var pairs = new Pair[2];
        ref int element = ref pairs[1].Choose(false);
        element = t.Get(co, 4);
        return $"{pair.Left} {pair.Right} {pairs[1].Right}";
    }

    [Coroutine]
    public static string LocalFunctions(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        var rest = Rest(items);
        rest[0] = t.Get(co, 20);
        return Show.Of(items);

        static Span<int> Rest(int[] items) => items.AsSpan(1);
    }

    [Coroutine]
    public static string HandedOn(Co co, Trace t)
    {
        var writer = new Writer(4);
        writer.Add(1);
        writer.Add(2);
        int sum = Sum(co, t, writer.Written) + Sum(co, t, Recursive(writer.Written));
        foreach (byte one in writer.Written)
            sum += t.Get(co, one);
        return $"{sum}";
    }

    [Coroutine]
    private static int Sum(Co co, Trace t, Span<byte> bytes)
    {
        int sum = 0;
        for (var i = 0; i < bytes.Length; i++)
            sum += t.Get(co, bytes[i]);
        return sum;
    }

    private sealed class Ledger
    {
        private int hidden = 1;

        public int Count;

        public ref int Hidden => ref hidden;
    }

    /// <summary>A buffer that grows, as anyone would write it.</summary>
    private sealed class Writer(int capacity)
    {
        private byte[] items = new byte[capacity];
        private int count;

        public Span<byte> Written => items.AsSpan(0, count);

        public ref byte this[int index] => ref items[index];

        public void Add(byte item)
        {
            if (count == items.Length)
                Array.Resize(ref items, 2 * count);
            items[count++] = item;
        }
    }

    private readonly struct Window(int[] array, int start, int length)
    {
        private readonly int[] array = array;

        public Span<int> Items => array.AsSpan(start, length);

        public Window Moved(int by) => new(array, start + by, length);
    }

    private struct Pair
    {
        public int Left;
        public int Right;

        [UnscopedRef]
        public ref int Choose(bool isLeft) => ref isLeft ? ref Left : ref Right;
    }
}
