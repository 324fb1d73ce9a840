using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Parameters by reference and spans: by passing Co on, and through scoped futures.</summary>
public static partial class Parameters
{
    [Coroutine]
    public static string ASpanOfTheCallersStack(Co co, Trace t)
    {
        Span<byte> buffer = stackalloc byte[6];
        int read = ReadExactly(co, t, buffer[1..4]);
        read += ReadExactly(co, t, buffer[4..]);
        return $"{read} {Convert.ToHexString(buffer)}";
    }

    [Coroutine]
    public static int ReadExactly(Co co, Trace t, Span<byte> destination)
    {
        var got = 0;
        while (got < destination.Length)
            got += Read(co, t, destination[got..]);
        return got;
    }

    [Coroutine]
    public static int Read(Co co, Trace t, Span<byte> destination)
    {
        int length = Math.Min(2, destination.Length);
        for (var i = 0; i < length; i++)
            destination[i] = t.Get(co, (byte)(10 * destination.Length + i));
        return length;
    }

    [Coroutine]
    public static string OtherOrigins(Co co, Trace t)
    {
        var array = new byte[5];
        int read = ReadExactly(co, t, array);
        read += ReadExactly(co, t, t.See(new byte[3], "made here").AsSpan(1));
        Eight<byte> room = default;
        read += ReadExactly(co, t, room[..3]);
        Span<byte> none = default;
        read += ReadExactly(co, t, none) + ReadExactly(co, t, []);
        return $"{read} {Convert.ToHexString(array)} {room[1]} {Sum(co, t, "hello", [1, 2, 3])}";
    }

    [Coroutine]
    public static int Sum(Co co, Trace t, ReadOnlySpan<char> text, ReadOnlySpan<int> numbers)
    {
        var sum = 0;
        foreach (char c in text)
            sum += c - t.Get(co, 'a');
        foreach (int number in numbers)
            sum += t.Get(co, number);
        return sum;
    }

    [Coroutine]
    public static string ByReference(Co co, Trace t)
    {
        int count = 1;
        var array = new[] { 1, 2, 3 };
        var holder = new Holder();
        Add(co, t, ref count, 5);
        Add(co, t, ref array[t.See(1)], in count);
        Add(co, t, ref holder.Point.X, array[2]);
        ref int last = ref array[2];
        Add(co, t, ref last, in holder.Point.X);
        Make(co, t, out int made);
        Make(co, t, out array[0]);
        return $"{count} {string.Join(",", array)} {holder.Point.X} {made}";
    }

    [Coroutine]
    public static void Add(Co co, Trace t, ref int target, in int value)
    {
        target += t.Get(co, value);
        t.Step(co, $"now {target}");
        target += value;
    }

    [Coroutine]
    public static void Make(Co co, Trace t, out int made)
    {
        made = 1;
        t.Step(co, "making");
        made += t.Get(co, 7);
    }

    [Coroutine]
    public static string DiscardedResults(Co co, Trace t)
    {
        int made = 1;
        Make(co, t, out _);
        for (var round = 0; round < 2; round++)
            Make(co, t, out int _);
        if (TryMake(co, t, out var _) && TryMake(co, t, out made))
            Make(co, t, out _);
        return $"{made}";
    }

    [Coroutine]
    private static bool TryMake(Co co, Trace t, out int made)
    {
        made = t.Get(co, 4);
        return t.Get(co, true);
    }

    [Coroutine]
    public static string ReassignedParameters(Co co, Trace t)
    {
        int number = 1;
        ReadOnlySpan<char> text = "one two  three";
        return $"{Words(co, t, text)} {Walk(co, t, ref number)} {number}";
    }

    [Coroutine]
    public static int Words(Co co, Trace t, ReadOnlySpan<char> text)
    {
        var words = 0;
        while (!text.IsEmpty)
        {
            int space = text.IndexOf(' ');
            words += space != 0 ? t.Get(co, 1) : 0;
            text = space < 0 ? default : text[(space + 1)..];
        }

        return words;
    }

    [Coroutine]
    public static int Walk(Co co, Trace t, ref int place)
    {
        var own = new[] { 10, 20 };
        place += t.Get(co, 1);
        place = ref own[1];
        place += t.Get(co, 1);
        t.Step(co, "after");
        return place;
    }

    [Coroutine]
    public static string PartsOfAParameter(Co co, Trace t)
    {
        var points = new Point[2];
        Fill(co, t, points, ref points[1]);
        return $"{points[0].X} {points[0].Y} {points[1].X} {points[1].Bytes[2]}";
    }

    [Coroutine]
    public static void Fill(Co co, Trace t, Span<Point> points, ref Point other)
    {
        ref var first = ref points[0];
        ref int y = ref first.Y;
        Span<byte> bytes = other.Bytes;
        first.X = t.Get(co, 3);
        y = t.Get(co, 4);
        other.X = t.Get(co, 5);
        bytes[2] = t.Get(co, (byte)6);
    }

    [Coroutine]
    public static string Futures(Co co, Trace t)
    {
        Span<byte> buffer = stackalloc byte[7];
        int count = 2;
        int read = co.Await(ReadExactly(t, buffer[..3]));
        co.Await(Add(t, ref count, in read));
        return $"{read} {count} {Convert.ToHexString(buffer)}";
    }

    [Coroutine]
    [NoCancellationOracle("Some of its suspensions are not the trace's, so the oracle counts others.")]
    public static string Joined(Co co, Trace t)
    {
        Span<byte> buffer = stackalloc byte[7];
        int count = 2;
        var (a, b) = co.Await(Future.Join(Write(t.See(buffer.Length, "first"), buffer[..3], ref count), Write(t.See(1, "second"), buffer[3..], ref buffer[6])));
        var (c, (d, e)) = co.Await(Future.Join(Write(3, buffer[..1], ref count), Future.Join(Write(count, buffer[1..2], ref buffer[0]), Future.Ready(9).Scoped())));
        t.Step(co, "done");
        return $"{a} {b} {c} {d} {e} {count} {Convert.ToHexString(buffer)}";
    }

    [Coroutine]
    private static int Write<T>(Co co, int value, Span<byte> destination, ref T total)
        where T : System.Numerics.INumber<T>
    {
        foreach (ref byte place in destination)
        {
            co.Await(Future.Yield());
            place = (byte)value++;
            total += T.One;
        }

        return value;
    }

    [Coroutine]
    public static string Recursion(Co co, Trace t)
    {
        Span<int> numbers = [5, 3, 9, 1, 7, 2];
        Sort(co, t, numbers);
        return string.Join(",", numbers.ToArray());
    }

    [Coroutine]
    public static void Sort(Co co, Trace t, Span<int> numbers)
    {
        if (numbers.Length < 2)
            return;
        int pivot = numbers[^1];
        var low = 0;
        for (var i = 0; i < numbers.Length - 1; i++)
        {
            if (t.Get(co, numbers[i]) < pivot)
            {
                (numbers[i], numbers[low]) = (numbers[low], numbers[i]);
                low++;
            }
        }

        (numbers[low], numbers[^1]) = (numbers[^1], numbers[low]);
        Sort(co, t, numbers[..low]);
        Sort(co, t, numbers[(low + 1)..]);
    }

    [Coroutine]
    public static string Failures(Co co, Trace t)
    {
        Span<int> log = stackalloc int[4];
        try
        {
            FailAfter(co, t, log, 2);
        }
        catch (LeafException e)
        {
            log[3] = t.Get(co, e.Message.Length);
        }

        return string.Join(",", log.ToArray());
    }

    [Coroutine]
    public static void FailAfter(Co co, Trace t, Span<int> log, int steps)
    {
        try
        {
            for (var i = 0; i < steps; i++)
                log[i] = t.Get(co, i + 1);
            t.Lose<int>(co, "lost");
        }
        finally
        {
            log[2] += 100;
            t.Log($"cleaned up {log[0]}{log[1]}");
        }
    }

    [Coroutine]
    public static string Generic(Co co, Trace t)
    {
        Span<string> texts = ["a", "b", "c"];
        ref string middle = ref texts[1];
        Replace(co, t, texts, "z");
        middle += Replace<string>(co, t, texts[1..], t.Get(co, "y"));
        return string.Join(",", texts.ToArray());
    }

    [Coroutine]
    public static T Replace<T>(Co co, Trace t, Span<T> items, T with)
    {
        var old = items[^1];
        items[^1] = t.Get(co, with);
        return old;
    }

    [Coroutine]
    public static string Instances(Co co, Trace t)
    {
        var reader = new Reader(t);
        Span<int> numbers = stackalloc int[3];
        int sum = reader.Fill(co, numbers);
        sum += co.Await(reader.Fill(numbers[1..]));
        sum += reader.FillAll(co, numbers);
        return $"{sum} {string.Join(",", numbers.ToArray())}";
    }

    [Coroutine]
    public static int FillAll(this Reader reader, Co co, Span<int> numbers) => reader.Fill(co, numbers) + reader.Fill(co, numbers[2..]);
}

public partial class Reader(Trace t)
{
    private int next;

    [Coroutine]
    public int Fill(Co co, Span<int> numbers)
    {
        foreach (ref int number in numbers)
            number = t.Get(co, ++next);
        return numbers.Length;
    }
}
