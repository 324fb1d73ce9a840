using PollGen.Conformance.Tests.Testing;

#pragma warning disable CA2014 // the stackalloc in a loop is what is tested

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>References that may point to one of several memories, and to which is known only at run time.</summary>
public static partial class Merges
{
    [Coroutine]
    public static string OneOfTwoArrays(Co co, Trace t)
    {
        int[] a = [1, 2], b = [3, 4];
        var text = "";
        for (var i = 0; i < 4; i++)
        {
            ref int r = ref (i % 2 == 0 ? ref a[0] : ref b[1]);
            r += t.Get(co, i);
            Span<int> span = i < 2 ? a : b;
            t.Step(co, "kept");
            text += $"{r}:{span[0]} ";
        }

        return text;
    }

    [Coroutine]
    public static string OneOfTwoSpans(Co co, Trace t)
    {
        Span<int> a = Numbers(2);
        Span<int> b = Numbers(3);
        var text = "";
        for (var i = 0; i < 2; i++)
        {
            Span<int> one = i == 0 ? a : b;
            one[0] += t.Get(co, 10);
            ref int item = ref (i == 1 ? ref a[1] : ref b[1]);
            item += t.Get(co, 20);
            text += $"{one.Length} ";
        }

        return text + $"{a[0]} {a[1]} {b[0]} {b[1]}";
    }

    private static int[] Numbers(int count) => [.. Enumerable.Range(1, count)];

    [Coroutine]
    public static string ChosenBySuspensions(Co co, Trace t)
    {
        Span<int> span = default;
        var text = "";
        for (var i = 0; i < 3; i++)
        {
            span = t.Get(co, i) switch { 0 => new[] { 1, 2 }, 1 => Numbers(3), _ => Numbers(t.Get(co, 1)) };
            span[0] += t.Get(co, 10);
            span = (t.Get(co, i) > 1 ? Numbers(4) : Numbers(5));
            t.Step(co, "kept");
            text += $"{span.Length} ";
        }

        return text;
    }

    [Coroutine]
    public static string FrameOrHeap(Co co, Trace t)
    {
        var text = "";
        for (var size = 2; size < 6; size++)
        {
            Span<byte> small = stackalloc byte[4];
            Span<byte> buffer = size <= 4 ? small[..size] : new byte[size];
            buffer[0] = t.Get(co, (byte)size);
            buffer[^1] += t.Get(co, (byte)1);
            text += Convert.ToHexString(buffer) + " ";
        }

        return text;
    }

    [Coroutine]
    public static string StackOrPool(Co co, Trace t)
    {
        int length = t.Get(co, 3);
        Span<char> chars = length < 8 ? stackalloc char[8] : new char[length];
        chars[0] = t.Get(co, 'x');
        chars[1] = t.Get(co, 'y');
        return chars[..2].ToString();
    }

    [Coroutine]
    public static string ManyKinds(Co co, Trace t)
    {
        int local = 1;
        var array = new[] { 10, 20 };
        var holder = new Holder { Count = 100 };
        var text = "";
        ref int r = ref local;
        for (var i = 0; i < 6; i++)
        {
            switch (i % 3)
            {
                case 0:
                    r = ref array[i / 3];
                    break;
                case 1:
                    r = ref holder.Count;
                    break;
                default:
                    r = ref local;
                    break;
            }

            r += t.Get(co, 1);
            text += $"{r} ";
        }

        return text + $"{local} {string.Join(",", array)} {holder.Count}";
    }

    [Coroutine]
    public static string Swapped(Co co, Trace t)
    {
        var array = new[] { 1, 2 };
        int local = 3;
        ref int a = ref local;
        ref int b = ref local;
        a = ref array[0];
        for (var i = 0; i < 3; i++)
        {
            ref int c = ref a;
            a = ref b;
            b = ref c;
            a += t.Get(co, 10);
            b += t.Get(co, 100);
        }

        return $"{array[0]} {array[1]} {local} {a} {b}";
    }

    [Coroutine]
    public static string TheLargest(Co co, Trace t)
    {
        var array = new[] { 3, 9, 4 };
        ref int largest = ref array[0];
        for (var i = 1; i < array.Length; i++)
        {
            t.Step(co, $"at {i}");
            if (array[i] > largest)
                largest = ref array[i];
        }

        largest = -t.Get(co, largest);
        return string.Join(",", array);
    }

    [Coroutine]
    public static string BySwitch(Co co, Trace t)
    {
        var text = "";
        for (var i = 0; i < 4; i++)
        {
            ReadOnlySpan<char> span = i switch
            {
                0 => "literal",
                1 => $"made {i}".AsSpan(1),
                2 => new[] { 'a', 'r', 'r' },
                _ => default,
            };
            t.Step(co, "kept");
            text += $"{span}|";
        }

        return text;
    }

    [Coroutine]
    public static string AFailingAssignmentChangesNothing(Co co, Trace t)
    {
        Span<int> span = new[] { 1, 2, 3 };
        try
        {
            span = new[] { 4, 5 }.AsSpan(t.Get(co, 7));
        }
        catch (ArgumentOutOfRangeException)
        {
            t.Step(co, "caught");
        }

        span[0] += t.Get(co, 1);
        return string.Join(",", span.ToArray());
    }

    [Coroutine]
    public static string UsedByAHandler(Co co, Trace t)
    {
        Span<int> room = stackalloc int[3];
        var array = new[] { 5, 6 };
        ref int second = ref array[1];
        try
        {
            room[0] = t.Get(co, 1);
            second = 60;
            t.Lose<int>(co, "lost");
        }
        catch (LeafException)
        {
            room[1] = second;
            room[2] = t.Get(co, 3);
        }
        finally
        {
            t.Log($"{room[0]} {room[1]} {second}");
        }

        return string.Join(",", room.ToArray());
    }

    [Coroutine]
    [NoCancellationOracle("a suspension inside a finally is polled on")]
    public static string UsedByAFinallyThatSuspends(Co co, Trace t)
    {
        var array = new[] { 1, 2, 3 };
        Span<int> tail = array.AsSpan(1);
        try
        {
            tail[0] = t.Get(co, 20);
            tail = tail[1..];
            t.Step(co, "in between");
        }
        finally
        {
            tail[0] = t.Get(co, 30);
            t.Log(string.Join(",", array));
        }

        return $"{tail.Length}";
    }

    [Coroutine]
    [NoCancellationOracle("The leaf fails by itself while its cancellation has to wait.")]
    public static string CleanUpThatWaits(Co co, Trace t)
    {
        Span<int> room = stackalloc int[2];
        try
        {
            room[0] = 1;
            co.Await(t.FailSlowly("slow"));
        }
        catch (LeafException e)
        {
            room[1] = room[0] + 1;
            t.Step(co, e.Message);
        }

        return $"{room[0]} {room[1]}";
    }

    [Coroutine]
    public static string DeclaredInARound(Co co, Trace t)
    {
        var text = "";
        for (var i = 0; i < 3; i++)
        {
            var array = new[] { i, i + 1 };
            Span<int> span;
            t.Step(co, "before it is set");
            if (i != 1)
                span = array;
            else
                span = default;
            t.Step(co, "after");
            text += $"{span.Length} ";
        }

        return text;
    }

    [Coroutine]
    public static int AnOperandBeforeASuspension(Co co, Trace t)
    {
        var array = new[] { 1, 2, 3 };
        return Sum(array.AsSpan(1), t.Get(co, 10)) + Sum(stackalloc int[] { 4, 5 }, t.Get(co, 20));
    }

    [Coroutine]
    public static int TheOperandIsTheOneFromBefore(Co co, Trace t)
    {
        Span<int> span = new[] { 1, 2, 3 };
        return Sum(span, t.Get(co, (span = new[] { 9 }).Length)) + span.Length;
    }

    [Coroutine]
    public static string LoopsOverSpans(Co co, Trace t)
    {
        var array = new[] { 1, 2, 3, 4 };
        var sum = 0;
        foreach (int item in array.AsSpan(1))
            sum += item * t.Get(co, 10);
        foreach (ref int item in array.AsSpan(..2))
            item += t.Get(co, 5);
        foreach (ref readonly int item in (ReadOnlySpan<int>)array)
            sum += t.Get(co, item) + item;
        Eight<int> room = default;
        foreach (ref int item in room[..2])
            item = t.Get(co, 7);
        foreach (int item in room)
            sum += item + t.Get(co, 0);
        return $"{sum} {string.Join(",", array)}";
    }

    private static int Sum(ReadOnlySpan<int> items, int more)
    {
        foreach (int item in items)
            more += item;
        return more;
    }
}
