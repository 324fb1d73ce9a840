using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PollGen.Conformance.Tests.Testing;

#pragma warning disable CA2014 // the stackalloc in a loop is what is tested

namespace PollGen.Conformance.Tests.Programs.References;

[InlineArray(8)]
public struct Eight<T>
{
    private T first;
}

public struct Point
{
    public int X;
    public int Y;
    public Eight<byte> Bytes;
}

public class Holder
{
    public int Count;
    public Point Point;
    public Holder? Next;
    public static int Shared;
}

/// <summary>Spans and refs to variables of the coroutine itself and into objects, across suspensions.</summary>
public static partial class IntoFrames
{
    [Coroutine]
    public static string StackAlloc(Co co, Trace t)
    {
        Span<byte> header = stackalloc byte[16];
        var body = header[4..];
        for (var i = 0; i < 4; i++)
        {
            header[i] = t.Get(co, (byte)i);
            body[i] += header[i];
        }

        return Convert.ToHexString(header);
    }

    [Coroutine]
    public static string StackAllocWithValues(Co co, Trace t)
    {
        Span<int> numbers = stackalloc int[] { 3, 1, 2 };
        ReadOnlySpan<long> more = stackalloc[] { 5L, t.See(6L) };
        Span<string> texts = [t.See("a"), t.See("b")];
        t.Step(co, "kept");
        numbers.Sort();
        texts[0] += t.Get(co, "c");
        return $"{string.Join(",", numbers.ToArray())} {more[0] + more[1]} {texts[0]}{texts[1]}";
    }

    [Coroutine]
    public static string StackAllocInALoop(Co co, Trace t)
    {
        var text = "";
        for (var i = 0; i < 3; i++)
        {
            Span<int> room = stackalloc int[2];
            text += room[0] + room[1];
            room[0] = t.Get(co, i);
            room[1] = t.Get(co, 9);
            text += $"{room[0]}{room[1]} ";
        }

        return text;
    }

    [Coroutine]
    public static int StackAllocOfAGenericType(Co co, Trace t) => SumOf<short>(co, t, 3) + SumOf<int>(co, t, 4);

    [Coroutine]
    public static int SumOf<T>(Co co, Trace t, int value)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        Span<T> room = stackalloc T[4];
        for (var i = 0; i < 4; i++)
            room[i] = t.Get(co, T.CreateChecked(value + i));
        var sum = T.Zero;
        foreach (var item in room)
            sum += item;
        return int.CreateChecked(sum);
    }

    [Coroutine]
    public static string ALocal(Co co, Trace t)
    {
        int x = 1;
        int y = 10;
        ref int r = ref x;
        r = t.Get(co, 2);
        x++;
        t.Step(co, $"{r}");
        r = ref y;
        r += t.Get(co, 5);
        ref readonly int seen = ref x;
        x = t.Get(co, 77);
        return $"{x} {y} {r} {seen}";
    }

    [Coroutine]
    public static string ALocalThatIsAssignedMeanwhile(Co co, Trace t)
    {
        int number = t.Get(co, 1);
        ref int same = ref number;
        number = t.Get(co, 2);
        same++;
        Point point = default;
        ref int x = ref point.X;
        point = t.Get(co, new Point { X = 7 });
        return $"{same} {x}";
    }

    [Coroutine]
    public static string AParameter(Co co, Trace t) => WithParameters(co, t, 5, new Point { X = 1 });

    [Coroutine]
    public static string WithParameters(Co co, Trace t, int number, Point point)
    {
        ref int r = ref number;
        ref int x = ref point.X;
        r += t.Get(co, 1);
        x += t.Get(co, 1);
        point.Bytes[3] = 9;
        Span<byte> bytes = point.Bytes;
        bytes[4] = t.Get(co, (byte)8);
        return $"{number} {point.X} {point.Bytes[3]}{point.Bytes[4]}";
    }

    [Coroutine]
    public static string InlineArrays(Co co, Trace t)
    {
        Eight<int> room = default;
        Span<int> span = room;
        Span<int> part = room[2..5];
        ref int last = ref room[7];
        span[0] = t.Get(co, 1);
        part[0] = t.Get(co, 2);
        last = t.Get(co, 3);
        room[1] = 4;
        return string.Join(",", span.ToArray());
    }

    [Coroutine]
    public static string ASpanOverALocal(Co co, Trace t)
    {
        long value = 0x0102030405060708;
        var bytes = MemoryMarshal.AsBytes(new Span<long>(ref value));
        var same = MemoryMarshal.CreateReadOnlySpan(in value, 1);
        bytes[0] = t.Get(co, (byte)0xff);
        t.Step(co, "kept");
        return $"{value:x} {same[0]:x}";
    }

    [Coroutine]
    public static string FieldsOfObjects(Co co, Trace t)
    {
        var holder = new Holder { Next = new Holder() };
        var first = holder;
        ref int count = ref holder.Count;
        ref int x = ref holder.Next.Point.X;
        Span<byte> bytes = holder.Point.Bytes;
        holder = new Holder();
        count = t.Get(co, 1);
        x = t.Get(co, 2);
        bytes[7] = t.Get(co, (byte)3);
        return $"{first.Count} {first.Next.Point.X} {first.Point.Bytes[7]} {holder.Count}";
    }

    [Coroutine]
    [Alone]
    public static string AStaticField(Co co, Trace t)
    {
        Holder.Shared = 0;
        ref int shared = ref Holder.Shared;
        shared = t.Get(co, 4);
        shared += t.Get(co, 5);
        return $"{Holder.Shared}";
    }

    [Coroutine]
    public static string ANullOwnerIsFoundAtOnce(Co co, Trace t)
    {
        Holder? none = null;
        try
        {
            ref int count = ref none!.Count;
            count = t.Get(co, 1);
            t.Log("not reached");
        }
        catch (NullReferenceException)
        {
            t.Step(co, "caught");
        }

        return "done";
    }

    [Coroutine]
    public static string ACapturedLocal(Co co, Trace t)
    {
        int x = 1;
        Func<int> read = () => x;
        ref int r = ref x;
        r = t.Get(co, 5);
        return $"{read()} {r}";
    }

    [Coroutine]
    public static string ALargeStruct(Co co, Trace t)
    {
        var points = (new Point(), new Point(), new Point());
        ref var second = ref points.Item2;
        second.X = t.Get(co, 6);
        second = new Point { Y = t.Get(co, 7), X = second.X };
        return $"{points.Item2.X} {points.Item2.Y}";
    }
}
