using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Ref structs that live across suspensions, of which every part is kept.</summary>
public static partial class Holders
{
    [Coroutine]
    public static string SpanEnumerators(Co co, Trace t)
    {
        int[] items = [1, 2, 3, 4];
        var text = "";
        Span<int>.Enumerator e = items.AsSpan(1).GetEnumerator();
        while (e.MoveNext())
        {
            e.Current += t.Get(co, 10);
            text += $"{e.Current} ";
        }

        Span<byte> room = stackalloc byte[3];
        room[1] = 7;
        ReadOnlySpan<byte>.Enumerator r = ((ReadOnlySpan<byte>)room).GetEnumerator();
        t.Step(co, "made");
        room[2] = 9;
        while (r.MoveNext())
            text += r.Current + t.Get(co, 1) + " ";
        return text + string.Join(",", items);
    }

    [Coroutine]
    public static string AReader(Co co, Trace t)
    {
        Span<byte> bytes = [1, 2, 3, 4, 5, 6];
        var reader = new Reader(bytes) { Name = "first" };
        int sum = reader.Next() + t.Get(co, 10);
        var part = reader.Take(2);
        sum += reader.Next() * t.Get(co, 100);
        bytes[1] = 50;
        t.Step(co, "changed");
        sum += part[0] + part.Length;
        var saved = reader;
        reader.Next();
        t.Step(co, "moved");
        reader = saved;
        sum += reader.Next() * 1000;
        t.Step(co, "again");
        return $"{sum} {reader.Name} {reader.Left} {saved.Left}";
    }

    [Coroutine]
    public static string SetAgain(Co co, Trace t)
    {
        Reader reader = default;
        var text = "";
        for (var i = 0; i < 4; i++)
        {
            if (i % 2 == 0)
                reader = new Reader(new byte[] { (byte)i, (byte)(i + 1) });
            else
                reader = new(Bytes(i)) { Name = "odd" };
            t.Step(co, $"round {i}");
            text += $"{reader.Next()} ";
            t.Step(co, "between");
            text += $"{reader.Next()} {reader.Left} {reader.Name}|";
        }

        return text;
    }

    [Coroutine]
    public static string TwoOwners(Co co, Trace t)
    {
        int[] left = [1, 2, 3];
        Span<int> right = stackalloc int[2];
        var pair = new Pair<int>(left, right);
        pair.Left[0] += t.Get(co, 5);
        pair.Swap();
        t.Step(co, "swapped");
        pair.Left[1] = 8;
        pair.Right[2] = t.Get(co, 6);
        var taken = pair.Right;
        t.Step(co, "taken");
        taken[1] = 70;
        pair.Left = taken[1..];
        t.Step(co, "set");
        pair.Left[0]++;
        pair.Right = Numbers(3);
        t.Step(co, "set anew");
        pair.Right[1] = pair.Left[0];
        t.Step(co, "read");
        return $"{string.Join(",", left)} {right[0]} {right[1]} {pair.Left.Length} {string.Join(",", pair.Right.ToArray())}";
    }

    [Coroutine]
    public static string TakenInAfterASuspension(Co co, Trace t)
    {
        var text = "";
        for (var i = 0; i < 2; i++)
        {
            var pair = new Pair<int>(Numbers(2), Numbers(t.Get(co, 3)));
            pair.Left = Numbers(t.Get(co, 4));
            pair.Right = t.Get(co, i) switch { 0 => Numbers(5), _ => Numbers(t.Get(co, 6)) };
            pair = new Pair<int>(pair.Right, t.Get(co, Numbers(1)));
            t.Step(co, "kept");
            text += $"{pair.Left.Length} {pair.Right.Length} ";
        }

        return text;
    }

    [Coroutine]
    public static string TwoArraysOfOneType(Co co, Trace t)
    {
        var pair = new Pair<int>(Numbers(2), Numbers(3));
        for (var i = 0; i < 3; i++)
        {
            pair.Swap();
            pair.Left[0] += t.Get(co, i);
            pair.Right[1]--;
        }

        pair = new Pair<int>(Numbers(1), pair.Left);
        t.Step(co, "made of itself");
        return $"{string.Join(",", pair.Left.ToArray())} {string.Join(",", pair.Right.ToArray())}";
    }

    [Coroutine]
    public static string RefFields(Co co, Trace t)
    {
        int local = 1;
        int[] array = [10, 20];
        var box = new Counted { Count = 100 };
        var total = new Total(ref local, in array[1]);
        total.Add(t.Get(co, 2));
        total.Sum = ref box.Count;
        total.Add(t.Get(co, 3));
        array[1] = 30;
        t.Step(co, "changed");
        total.Add(0);
        t.Step(co, "added");
        return $"{local} {array[1]} {box.Count} {total.Adds} {total.Sum}";
    }

    [Coroutine]
    public static string Nested(Co co, Trace t)
    {
        var lines = new Lines("a,bb\nccc\n\nd,e".AsSpan());
        var text = "";
        while (lines.MoveNext())
        {
            t.Step(co, "line");
            foreach (var cell in lines.Cells)
            {
                text += cell.ToString() + t.Get(co, '.');
                text += cell.Length;
            }

            text += "|";
        }

        return text;
    }

    [Coroutine]
    public static string EnumeratedByForEach(Co co, Trace t)
    {
        var text = "";
        foreach (var line in new Lines("x\nyy\nzzz"))
        {
            t.Step(co, "in");
            text += line.ToString();
            t.Step(co, "out");
            text += line.Length;
        }

        var lines = new Lines(text);
        foreach (var line in lines)
            text += line[..1].ToString() + t.Get(co, 'q');
        return text;
    }

    [Coroutine]
    public static string AcrossHandlers(Co co, Trace t)
    {
        using var reader = new Reader(Bytes(3), t);
        try
        {
            reader.Next();
            t.Step(co, "before");
            reader.Next();
            t.Lose<int>(co, "lost");
        }
        catch (LeafException)
        {
            t.Step(co, "caught");
            t.Log($"{reader.Left}");
        }
        finally
        {
            t.Log($"finally {reader.Left}");
        }

        return $"{reader.Next() + t.Get(co, 1)}";
    }

    [Coroutine]
    public static string HandedOn(Co co, Trace t)
    {
        var reader = new Reader(Bytes(5));
        reader.Next();
        int rest = Left(co, t, reader) + Left(co, t, new Reader(Bytes(2)));
        return $"{rest} {reader.Next()}";
    }

    [Coroutine]
    public static string AsOperands(Co co, Trace t)
    {
        var reader = new Reader(Bytes(4));
        return Together(reader, t.Get(co, 1), new Reader(Bytes(2)), t.Get(co, 2)) + Together(Made(Bytes(3)), t.Get(co, 3), reader, t.Get(co, 4));
    }

    [Coroutine]
    public static string FilledWhileItIsMade(Co co, Trace t)
    {
        int[] all = [1, 2, 3, 4];
        var pair = new Pair<int> { Left = t.Get(co, all).AsSpan(1), Right = t.Get(co, new[] { 7, 8 }) };
        pair.Left[0] += t.Get(co, 10);
        pair = new Pair<int>(all.AsSpan(2), default) { Right = t.Get(co, all) };
        t.Step(co, "made anew");
        pair.Right[^1] += pair.Left[0];
        var other = pair with { Left = t.Get(co, new[] { 9 }) };
        t.Step(co, "copied");
        other.Right[0]--;
        pair.Left[1]++;
        pair.Left = t.Get(co, all);
        t.Step(co, "set");
        return string.Join(",", all) + $" {other.Left[0]} {other.Right.Length} {pair.Left[0]} {pair.Right[^1]}";
    }

    [Coroutine]
    public static string FilledInEachRound(Co co, Trace t)
    {
        int[][] rows = [[1, 2], [3], [4, 5, 6]];
        var text = "";
        for (int i = 0; i < 3; i++)
        {
            Pair<int> pair = new() { Left = t.Get(co, rows[i]), Right = rows[2 - i].AsSpan() };
            t.Step(co, "filled");
            var other = pair with { Right = t.Get(co, rows[1]) };
            t.Step(co, "copied");
            other.Right[0] += pair.Left[0];
            text += $"{other.Left.Length}{pair.Right.Length} ";
        }

        return text + rows[1][0];
    }

    [Coroutine]
    public static string Chosen(Co co, Trace t)
    {
        var a = new Reader(Bytes(2));
        var b = new Reader("xyz"u8) { Name = "b" };
        var text = "";
        for (var i = 0; i < 3; i++)
        {
            var one = i == 1 ? b : i == 2 ? Made(Bytes(9)) : a;
            t.Step(co, "chosen");
            text += $"{one.Next()} {one.Name} ";
        }

        return text;
    }

    [Coroutine]
    public static string Inside<T>(Co co, Trace t, T first, T second)
    {
        T[] items = [first, second];
        var pair = new Pair<T>(items, items.AsSpan(1));
        t.Step(co, "made");
        pair.Left[0] = pair.Right[0];
        pair.Last = second;
        t.Step(co, "set");
        return $"{pair.Left[0]} {pair.Last} {pair.Left.Length}";
    }

    [Coroutine]
    public static string Generic(Co co, Trace t) => Inside(co, t, "a", "b") + Inside(co, t, 1, 2);

    private static string Together(Reader a, int x, Reader b, int y) => $"{a.Next()} {x} {b.Next()} {y};";

    private static Reader Made(ReadOnlySpan<byte> bytes)
    {
        var reader = new Reader(bytes) { Name = "made" };
        reader.Next();
        return reader;
    }

    [Coroutine]
    private static int Left(Co co, Trace t, Reader reader) => reader.Left + t.Get(co, 1);

    private static byte[] Bytes(int count) => [.. Enumerable.Range(1, count).Select(i => (byte)i)];

    private static int[] Numbers(int count) => [.. Enumerable.Range(1, count)];

    private sealed class Counted
    {
        public int Count;
    }

    private ref struct Reader
    {
        private readonly ReadOnlySpan<byte> bytes;
        private readonly Trace? trace;
        private int position;

        public Reader(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

        public Reader(ReadOnlySpan<byte> bytes, Trace trace)
            : this(bytes) => this.trace = trace;

        public string? Name { get; init; }

        public readonly int Left => bytes.Length - position;

        public int Next() => bytes[position++];

        public ReadOnlySpan<byte> Take(int count)
        {
            var part = bytes.Slice(position, count);
            position += count;
            return part;
        }

        public readonly void Dispose() => trace?.Log($"disposed at {position}");
    }

    private ref struct Pair<T>(Span<T> left, Span<T> right)
    {
        public Span<T> Left = left;
        public T? Last;

        public Span<T> Right { get; set; } = right;

        public void Swap()
        {
            var old = Left;
            Left = Right;
            Right = old;
        }
    }

    private ref struct Total(ref int sum, ref readonly int step)
    {
        public ref int Sum = ref sum;
        private readonly ref readonly int step = ref step;

        public byte Adds { get; private set; }

        public void Add(int more)
        {
            Sum += step + more;
            Adds++;
        }
    }

    private ref struct Lines(ReadOnlySpan<char> text)
    {
        private Splitter splitter = new(text, '\n');

        public readonly ReadOnlySpan<char> Current => splitter.Current;

        public readonly Splitter Cells => new(splitter.Current, ',');

        public readonly Lines GetEnumerator() => this;

        public bool MoveNext() => splitter.MoveNext();
    }

    private ref struct Splitter(ReadOnlySpan<char> text, char separator)
    {
        private readonly char separator = separator;
        private ReadOnlySpan<char> rest = text;
        private bool isOver;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly Splitter GetEnumerator() => this;

        public bool MoveNext()
        {
            if (isOver)
                return false;
            int end = rest.IndexOf(separator);
            isOver = end < 0;
            Current = isOver ? rest : rest[..end];
            rest = isOver ? default : rest[(end + 1)..];
            return true;
        }
    }
}
