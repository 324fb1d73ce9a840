using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Frames in which things that are never needed together lie in the same place: nothing may be overwritten too early.</summary>
public static partial class Overlays
{
    /// <summary>A child without references; its frame is smaller than its struct.</summary>
    [Coroutine]
    private static int Number(Co co, Trace t, int value)
    {
        long kept = value * 10L;
        byte small = (byte)value;
        int got = co.Await(t.Leaf(value));
        return got + (int)kept + small;
    }

    /// <summary>A child with two references and data.</summary>
    [Coroutine]
    private static string Words(Co co, Trace t, string first, string second)
    {
        string both = first + second;
        char last = second[^1];
        var got = co.Await(t.Leaf(first));
        return got + both + last;
    }

    /// <summary>A child with a large buffer.</summary>
    [Coroutine]
    private static int Buffered(Co co, Trace t, byte fill)
    {
        Block block = default;
        for (int i = 0; i < 48; i++)
            block[i] = fill;
        int got = co.Await(t.Leaf(1));
        int sum = 0;
        for (int i = 0; i < 48; i++)
            sum += block[i];
        return got + sum;
    }

    [Coroutine]
    public static string ChildrenOfAllKinds(Co co, Trace t)
    {
        byte a = 7;
        string name = "n" + a;
        int x = Number(co, t, 3);
        ulong big = (ulong)x + 100;
        string words = Words(co, t, name, "w");
        short s = (short)(words.Length + a);
        int sum = Buffered(co, t, 2);
        t.Log($"{a} {name} {x} {big} {words} {s} {sum}");
        object o = new List<int> { s };
        words += Words(co, t, "k", words);
        return $"{a} {big} {words} {s} {((List<int>)o)[0]} {sum}";
    }

    [Coroutine]
    public static string ReferencesTakeTurns(Co co, Trace t)
    {
        var list = new List<int> { 1, 2 };
        t.Step(co, "list");
        int count = list.Count;
        string text = "text" + count;
        t.Step(co, "text");
        var array = new[] { text.Length, count };
        t.Step(co, "array");
        object boxed = array[0];
        array = null!;
        t.Step(co, "boxed");
        return $"{count} {boxed}";
    }

    [Coroutine]
    public static int SmallThingsBesideAChild(Co co, Trace t)
    {
        bool a = DateTime.UnixEpoch.Year > 0;
        byte b = 2;
        short c = 3;
        int d = 4;
        long e = 5;
        int x = Number(co, t, 1);
        int y = (a ? 1 : 0) + b + c + d + (int)e;
        e = Number(co, t, y);
        return x + y + b + (int)e;
    }

    [Coroutine]
    public static string BuffersTakeTurns(Co co, Trace t)
    {
        int total = 0;
        Block a = default;
        a[5] = 11;
        t.Step(co, "a");
        total += a[5];
        Block b = default;
        b[5] = 22;
        b[40] = 1;
        t.Step(co, "b");
        total += b[5] + b[40];
        Block c = default;
        c[0] = 3;
        t.Step(co, "c");
        return $"{total} {c[0]} {c[5]}";
    }

    [Coroutine]
    public static int ASpanKeepsItsBuffer(Co co, Trace t)
    {
        Block a = default;
        a[3] = 4;
        t.Step(co, "a");
        Span<byte> rest = a;
        rest = rest[3..];
        Block b = default;
        b[0] = rest[0];
        b[1] = 9;
        int before = rest[0] + rest[1];
        t.Step(co, "b");
        return before + b[0] + b[1];
    }

    [Coroutine]
    public static string InATry(Co co, Trace t)
    {
        string outer = "o";
        Block block = default;
        block[1] = 5;
        try
        {
            int n = Number(co, t, 2);
            var words = Words(co, t, "a", "b" + n);
            t.Log(words);
            block[2] = (byte)n;
            t.Step(co, words);
            if (n > 0)
                t.Throw("after " + words);
        }
        catch (LeafException e) when (e.Message.Length > 3)
        {
            string message = e.Message;
            int again = Buffered(co, t, 1);
            outer += message + again + Words(co, t, message, "z");
        }
        finally
        {
            t.Log($"{outer} {block[1]} {block[2]}");
            block[1] = 6;
        }

        int last = Number(co, t, 4);
        return $"{outer} {block[1]} {last}";
    }

    [Coroutine]
    public static string WrittenInAFinally(Co co, Trace t)
    {
        Block after = default;
        Block scratch = default;
        try
        {
            after[0] = 1;
            scratch[0] = (byte)co.Await(t.Leaf(8));
            after[1] = 2;
        }
        finally
        {
            scratch = default;
            scratch[7] = 9;
            t.Log(scratch[7]);
        }

        t.Step(co, "end");
        return $"{after[0]} {after[1]}";
    }

    [Coroutine]
    public static string ParametersDie(Co co, Trace t)
    {
        Block block = default;
        block[9] = 3;
        return Consume(co, t, "p", 40000000000L, block, [1, 2, 3]);
    }

    [Coroutine]
    private static string Consume(Co co, Trace t, string name, long number, Block block, List<int> list)
    {
        t.Log(name);
        int x = Number(co, t, list.Count);
        t.Log(number + x);
        string words = Words(co, t, "q", name);
        int sum = Buffered(co, t, block[9]);
        return words + sum + block[9];
    }

    [Coroutine]
    public static string ManyRounds(Co co, Trace t)
    {
        var text = "";
        long sum = 0;
        for (byte i = 0; i < 3; i++)
        {
            string word = $"w{i}";
            sum += Number(co, t, i);
            Pair pair = new(word, i, sum);
            text += Words(co, t, word, text + "-");
            text += pair.Name + pair.Number + Inner(co, t, pair);
        }

        return text + sum;
    }

    [Coroutine]
    private static string Inner(Co co, Trace t, Pair pair)
    {
        var (name, number, sum) = pair;
        int x = Number(co, t, number);
        return name + x + sum + pair.Name;
    }

    [Coroutine]
    public static long Deep(Co co, Trace t) => Deep1(co, t, 1) + 2;

    [Coroutine]
    private static long Deep1(Co co, Trace t, long x)
    {
        byte own = (byte)(x + 1);
        return Deep2(co, t, x + 1) * own;
    }

    [Coroutine]
    private static long Deep2(Co co, Trace t, long x)
    {
        short own = (short)(x * 100);
        string name = $"deep {x}";
        long y = Deep3(co, t, name, x + own);
        return y + own + name.Length;
    }

    [Coroutine]
    private static long Deep3(Co co, Trace t, string name, long x)
    {
        bool isLong = name.Length > 3;
        int n = Number(co, t, (int)x);
        return isLong ? n : -n;
    }

    private record struct Pair(string Name, byte Number, long Sum);

    [InlineArray(48)]
    private struct Block
    {
        private byte first;
    }

    /// <summary>A span that C# cannot tell from its argument, and that no suspension needs.</summary>
    private static Span<byte> Through(Span<byte> bytes) => bytes;

    /// <summary>Memory that no suspension needs at the same time shares room, but not while a span still points there.</summary>
    [Coroutine]
    public static int StackallocsTakeTurns(Co co, Trace t)
    {
        int sum = 0;
        {
            Span<byte> one = stackalloc byte[40];
            one.Fill(1);
            sum += co.Await(t.Leaf(1)) + one[39];
            var view = Through(one);
            Span<byte> two = stackalloc byte[40];
            two.Fill(2);
            sum += view[3] * 100;
            view.Fill(3);
            sum += co.Await(t.Leaf(2)) + two[39];
        }

        for (int i = 0; i < 3; i++)
            sum += StackallocsOfOneRound(co, t, i);
        return sum;
    }

    [Coroutine]
    private static int StackallocsOfOneRound(Co co, Trace t, int i)
    {
        int sum = 0;
        Span<byte> three = stackalloc byte[40];
        sum += three[i];
        three.Fill(4);
        sum += co.Await(t.Leaf(3)) + three[0];
        Span<byte> four = i == 1 ? stackalloc byte[40] : three;
        sum += four[7];
        four[7] = 9;
        return sum + co.Await(t.Leaf(4)) + three[7] * 1000 + four[7];
    }

    /// <summary>A ref struct that is made of a span is as good as the span.</summary>
    [Coroutine]
    public static int AnEnumeratorHoldsOn(Co co, Trace t)
    {
        Span<int> one = stackalloc int[3];
        one[0] = co.Await(t.Leaf(5));
        one[2] = 7;
        int sum = 0;
        var items = one.GetEnumerator();
        Span<int> two = stackalloc int[3];
        two.Fill(1000);
        while (items.MoveNext())
            sum += items.Current;
        sum += co.Await(t.Leaf(6));
        return sum + two[2];
    }
}
