using static PollGen.Benchmarks.Sizes.Buffers;

namespace PollGen.Benchmarks.Sizes;

/// <summary>The shapes of the size table, each as one writes it. rust/future_sizes.rs has the same in Rust.</summary>
public static partial class Shapes
{
    [Coroutine]
    public static uint Trivial(Co co) => 7;

    [Coroutine]
    public static uint LeafThenParameter(Co co, uint a) => co.Await(new Leaf()) + a;

    [Coroutine]
    public static uint NowThenParameter(Co co, uint a) => co.Await(new Now()) + a;

    [Coroutine]
    public static uint ParameterBefore(Co co, uint a)
    {
        Opaque(a);
        return co.Await(new Leaf());
    }

    [Coroutine]
    public static uint BigParameterBefore(Co co, Bytes256 a)
    {
        Sum(a);
        return co.Await(new Leaf());
    }

    [Coroutine]
    public static uint Sequence(Co co)
    {
        var a = Hold8(co);
        var b = Hold64(co);
        return a + b + Hold256(co);
    }

    [Coroutine]
    public static uint TwoBlocks(Co co)
    {
        uint total = 0;
        {
            var a = Of<Bytes256>(1);
            total += co.Await(new Leaf());
            total += Sum(a);
        }

        {
            var b = Of<Bytes256>(2);
            total += co.Await(new Leaf());
            total += Sum(b);
        }

        return total;
    }

    [Coroutine]
    public static uint TwoBuffers(Co co)
    {
        uint total = 0;
        var a = Of<Bytes256>(1);
        total += co.Await(new Leaf());
        total += Sum(a);
        var b = Of<Bytes256>(2);
        total += co.Await(new Leaf());
        total += Sum(b);
        return total;
    }

    [Coroutine]
    public static uint BufferAndElement(Co co)
    {
        var a = Of<Bytes1024>(1);
        ref var r = ref a[5];
        var x = co.Await(new Leaf());
        return x + r + Sum(a);
    }

    [Coroutine]
    public static uint JoinOfTwo(Co co)
    {
        var (a, b) = co.Await(Future.Join(Hold64(), Hold64()));
        return a + b;
    }

    [Coroutine]
    public static uint LoopOverParameter(Co co, uint n, Cell k)
    {
        uint total = 0;
        for (uint i = 0; i < n; i++)
            total += co.Await(new Leaf()) + k.Value;
        return total;
    }

    [Coroutine]
    public static uint LoopOverLocal(Co co, uint n)
    {
        var k = new Cell(n);
        uint total = 0;
        for (uint i = 0; i < n; i++)
            total += co.Await(new Leaf()) + k.Value;
        return total;
    }

    [Coroutine]
    public static Fallible ThreeFallible(Co co)
    {
        var first = Try16(co);
        if (first.Error != 0)
            return first;
        var a = first.Value;
        var second = Try16(co);
        if (second.Error != 0)
            return second;
        var b = second.Value;
        var third = Try16(co);
        if (third.Error != 0)
            return third;
        return new Fallible(a + b + third.Value, 0);
    }

    [Coroutine]
    public static uint Branch(Co co, bool small) => small ? Hold16(co) : Hold128(co);

    [Coroutine]
    public static uint FourObjects(Co co, Cell a, Cell b, Cell c, Cell d)
    {
        var r = co.Await(new Leaf());
        return r + a.Value + b.Value + c.Value + d.Value;
    }

    [Coroutine]
    public static uint Eat(Co co, Bytes256 b) => co.Await(new Leaf()) + Sum(b);

    [Coroutine]
    public static uint HandOver(Co co)
    {
        var b = Of<Bytes256>(1);
        return Eat(co, b);
    }

    [Coroutine]
    public static uint ReadAndHandOver(Co co)
    {
        var b = Of<Bytes256>(1);
        Sum(b);
        return Eat(co, b);
    }

    [Coroutine]
    public static uint EatList(Co co, List<byte> v) => co.Await(new Leaf()) + (uint)v.Count;

    [Coroutine]
    public static uint HandListOn(Co co, List<byte> v) => EatList(co, v);

    [Coroutine]
    public static uint Wrap<TMachine>(Co co, Future<TMachine, uint> inner)
        where TMachine : struct, IFuture<uint> => co.Await(inner);
}

/// <summary>An object with a number in it.</summary>
public sealed class Cell(uint value)
{
    public uint Value => value;
}

/// <summary>A number or an error, for children that may fail without throwing.</summary>
public readonly record struct Fallible(uint Value, ulong Error);
