using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Futures that fail at their first poll, when nothing has been pending yet: the clean-up needs the references all the same.</summary>
public static partial class FailingAtOnce
{
    [Coroutine]
    public static int ASpanThatIsHandedIn(Co co, Trace t)
    {
        var array = new[] { 1, 2, 3, 4 };
        try
        {
            return Overwrite(co, t, array.AsSpan(1));
        }
        finally
        {
            t.Log(string.Join(",", array));
        }
    }

    [Coroutine]
    public static int RoomThatIsHandedIn(Co co, Trace t)
    {
        Span<int> room = stackalloc int[3];
        room[1] = 5;
        return Overwrite(co, t, room) + Overwrite(co, t, room[1..]);
    }

    [Coroutine]
    public static int AVariableThatIsHandedIn(Co co, Trace t)
    {
        int count = t.Get(co, 1);
        try
        {
            Count(co, t, ref count);
        }
        finally
        {
            t.Log(count);
        }

        return count;
    }

    [Coroutine]
    public static int AnArgumentInTheFrame(Co co, Trace t)
    {
        var large = new Large { Last = 3 };
        t.Step(co, "first");
        var array = new[] { 1, 2, 3, 4 };
        try
        {
            return With(co, t, large, ref array[large.Last]);
        }
        finally
        {
            t.Log(string.Join(",", array));
        }
    }

    [Coroutine]
    public static int ASpanOfTheFinally(Co co, Trace t)
    {
        var array = new[] { 1, 2, 3, 4 };
        var part = array.AsSpan(2);
        try
        {
            t.Log(part.Length);
            return co.Await(t.Fail("at once"));
        }
        finally
        {
            part[0] = 30;
            t.Log(string.Join(",", array));
        }
    }

    [Coroutine]
    public static int AVariableOfTheHandler(Co co, Trace t)
    {
        var array = new[] { 1, 2, 3, 4 };
        ref int third = ref array[2];
        try
        {
            return t.LoseInside<int>(co, "at once");
        }
        catch (LeafException)
        {
            third += t.Get(co, 100);
            return array[2];
        }
    }

    [Coroutine]
    public static int Overwrite(Co co, Trace t, Span<int> numbers)
    {
        try
        {
            numbers[0] = t.Get(co, 10);
            return co.Await(t.Fail("at once"));
        }
        finally
        {
            numbers[^1] = 40;
            t.Log(string.Join(",", numbers.ToArray()));
        }
    }

    [Coroutine]
    public static void Count(Co co, Trace t, ref int count)
    {
        try
        {
            count++;
            co.Await(t.Fail("at once"));
        }
        finally
        {
            count += 10;
        }
    }

    [Coroutine]
    public static int With(Co co, Trace t, Large large, ref int place)
    {
        try
        {
            place = large.Last * 10;
            return co.Await(t.Fail("at once"));
        }
        finally
        {
            place += large.Last;
        }
    }

    public struct Large
    {
        public long A, B, C, D, E;
        public int Last;
    }
}
