using static PollGen.Benchmarks.Sizes.Buffers;

namespace PollGen.Benchmarks.Sizes;

/// <summary>Shapes of the table with other names, orders, types and counts: whoever fits the table must fit these.</summary>
public static partial class Variants
{
    [Coroutine]
    public static long Offset(Co co, long origin)
    {
        var step = co.Await(new Leaf());
        return origin + step;
    }

    [Coroutine]
    public static int Announce(Co co, Bytes64 header, short code)
    {
        Sum(header);
        Opaque((ulong)code);
        return (int)co.Await(new Leaf());
    }

    [Coroutine]
    public static long Falling(Co co)
    {
        long sum = Shapes.Hold256(co);
        sum += Shapes.Hold8(co);
        sum -= Shapes.Hold64(co);
        return sum;
    }

    [Coroutine]
    public static int ThreeBuffers(Co co)
    {
        var head = Of<Bytes128>(1);
        var seen = (int)co.Await(new Leaf()) + (int)Sum(head);
        var body = Of<Bytes128>(2);
        seen += (int)co.Await(new Leaf()) + (int)Sum(body);
        var tail = Of<Bytes64>(3);
        seen += (int)co.Await(new Leaf()) + (int)Sum(tail);
        return seen;
    }

    [Coroutine]
    public static long Countdown(Co co, string text, byte left)
    {
        long weight = 0;
        while (left-- > 0)
            weight += co.Await(new Leaf()) * text.Length;
        return weight;
    }

    [Coroutine]
    public static Attempt FourAttempts(Co co)
    {
        var one = Try32(co);
        if (!one.Succeeded)
            return one;
        var a = one.Code;
        var two = Try32(co);
        if (!two.Succeeded)
            return two;
        var b = two.Code;
        var three = Try32(co);
        if (!three.Succeeded)
            return three;
        var c = three.Code;
        var four = Try32(co);
        return four.Succeeded ? new Attempt(true, a + b + c + four.Code) : four;
    }

    [Coroutine]
    public static uint ThreeWays(Co co, int kind)
    {
        switch (kind)
        {
            case 0:
                return Shapes.Hold64(co);
            case 1:
                return Shapes.Hold128(co);
            default:
                return Shapes.Hold16(co);
        }
    }

    [Coroutine]
    public static int TwoNames(Co co, int width, string left, string right, short pad)
    {
        var r = (int)co.Await(new Leaf());
        return r + left.Length + right.Length + width + pad;
    }

    [Coroutine]
    public static uint JoinOfThree(Co co)
    {
        var (a, b, c) = co.Await(Future.Join(Shapes.Hold16(), Shapes.Hold128(), Shapes.Hold64()));
        return a + b + c;
    }

    [Coroutine]
    public static uint PeekAndPass(Co co)
    {
        var packet = Of<Bytes64>(5);
        var first = packet[0];
        Opaque(first);
        return Swallow(co, packet);
    }

    [Coroutine]
    public static int PassTable(Co co, Dictionary<string, int> table, int fallback) => CountTable(co, fallback, table);

    [Coroutine]
    private static Attempt Try32(Co co)
    {
        var frame = Of<Bytes32>(1);
        var code = (int)co.Await(new Leaf());
        return new Attempt(code != 9, code + (int)Sum(frame));
    }

    [Coroutine]
    private static uint Swallow(Co co, Bytes64 packet)
    {
        var r = co.Await(new Leaf());
        return r + Sum(packet);
    }

    [Coroutine]
    private static int CountTable(Co co, int fallback, Dictionary<string, int> table)
    {
        var r = (int)co.Await(new Leaf());
        return table.Count > 0 ? r + table.Count : fallback;
    }
}

/// <summary>Success and a number, the other way round than <see cref="Fallible"/>.</summary>
public readonly record struct Attempt(bool Succeeded, int Code);
