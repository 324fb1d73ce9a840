using static PollGen.Benchmarks.Sizes.Buffers;

namespace PollGen.Benchmarks.Sizes;

/// <summary>Children that hold a buffer across their suspension.</summary>
public static partial class Shapes
{
    [Coroutine]
    public static uint Hold8(Co co)
    {
        var b = Of<Bytes8>(1);
        var r = co.Await(new Leaf());
        return r + Sum(b);
    }

    [Coroutine]
    public static uint Hold16(Co co)
    {
        var b = Of<Bytes16>(1);
        var r = co.Await(new Leaf());
        return r + Sum(b);
    }

    [Coroutine]
    public static uint Hold64(Co co)
    {
        var b = Of<Bytes64>(1);
        var r = co.Await(new Leaf());
        return r + Sum(b);
    }

    [Coroutine]
    public static uint Hold128(Co co)
    {
        var b = Of<Bytes128>(1);
        var r = co.Await(new Leaf());
        return r + Sum(b);
    }

    [Coroutine]
    public static uint Hold256(Co co)
    {
        var b = Of<Bytes256>(1);
        var r = co.Await(new Leaf());
        return r + Sum(b);
    }

    [Coroutine]
    public static Fallible Try16(Co co)
    {
        var b = Of<Bytes16>(1);
        var r = co.Await(new Leaf());
        return r == 9 ? new Fallible(0, 1) : new Fallible(r + Sum(b), 0);
    }
}
