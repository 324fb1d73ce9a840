using static PollGen.Benchmarks.Sizes.Buffers;

namespace PollGen.Benchmarks.Sizes;

/// <summary>Chains of calls, ten deep: with a parameter and a local, with a local, with nothing kept.</summary>
public static partial class Shapes
{
    [Coroutine]
    public static ulong Both1(Co co, ulong x) => co.Await(new Leaf()) + x;

    [Coroutine]
    public static ulong Both2(Co co, ulong x)
    {
        var y = Opaque(x + 1);
        return Both1(co, y) + y;
    }

    [Coroutine]
    public static ulong Both3(Co co, ulong x)
    {
        var y = Opaque(x + 1);
        return Both2(co, y) + y;
    }

    [Coroutine]
    public static ulong Both4(Co co, ulong x)
    {
        var y = Opaque(x + 1);
        return Both3(co, y) + y;
    }

    [Coroutine]
    public static ulong Both5(Co co, ulong x)
    {
        var y = Opaque(x + 1);
        return Both4(co, y) + y;
    }

    [Coroutine]
    public static ulong Both6(Co co, ulong x)
    {
        var y = Opaque(x + 1);
        return Both5(co, y) + y;
    }

    [Coroutine]
    public static ulong Both7(Co co, ulong x)
    {
        var y = Opaque(x + 1);
        return Both6(co, y) + y;
    }

    [Coroutine]
    public static ulong Both8(Co co, ulong x)
    {
        var y = Opaque(x + 1);
        return Both7(co, y) + y;
    }

    [Coroutine]
    public static ulong Both9(Co co, ulong x)
    {
        var y = Opaque(x + 1);
        return Both8(co, y) + y;
    }

    [Coroutine]
    public static ulong Both10(Co co, ulong x)
    {
        var y = Opaque(x + 1);
        return Both9(co, y) + y;
    }

    [Coroutine]
    public static ulong Local1(Co co)
    {
        var y = Opaque(1);
        return co.Await(new Leaf()) + y;
    }

    [Coroutine]
    public static ulong Local2(Co co)
    {
        var y = Opaque(1);
        return Local1(co) + y;
    }

    [Coroutine]
    public static ulong Local3(Co co)
    {
        var y = Opaque(1);
        return Local2(co) + y;
    }

    [Coroutine]
    public static ulong Local4(Co co)
    {
        var y = Opaque(1);
        return Local3(co) + y;
    }

    [Coroutine]
    public static ulong Local5(Co co)
    {
        var y = Opaque(1);
        return Local4(co) + y;
    }

    [Coroutine]
    public static ulong Local6(Co co)
    {
        var y = Opaque(1);
        return Local5(co) + y;
    }

    [Coroutine]
    public static ulong Local7(Co co)
    {
        var y = Opaque(1);
        return Local6(co) + y;
    }

    [Coroutine]
    public static ulong Local8(Co co)
    {
        var y = Opaque(1);
        return Local7(co) + y;
    }

    [Coroutine]
    public static ulong Local9(Co co)
    {
        var y = Opaque(1);
        return Local8(co) + y;
    }

    [Coroutine]
    public static ulong Local10(Co co)
    {
        var y = Opaque(1);
        return Local9(co) + y;
    }

    [Coroutine]
    public static uint Nothing1(Co co) => co.Await(new Leaf());

    [Coroutine]
    public static uint Nothing2(Co co) => Nothing1(co);

    [Coroutine]
    public static uint Nothing3(Co co) => Nothing2(co);

    [Coroutine]
    public static uint Nothing4(Co co) => Nothing3(co);

    [Coroutine]
    public static uint Nothing5(Co co) => Nothing4(co);

    [Coroutine]
    public static uint Nothing6(Co co) => Nothing5(co);

    [Coroutine]
    public static uint Nothing7(Co co) => Nothing6(co);

    [Coroutine]
    public static uint Nothing8(Co co) => Nothing7(co);

    [Coroutine]
    public static uint Nothing9(Co co) => Nothing8(co);

    [Coroutine]
    public static uint Nothing10(Co co) => Nothing9(co);
}
