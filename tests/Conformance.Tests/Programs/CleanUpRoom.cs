using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Frames whose room is written while clean-up is still to come, or by clean-up itself.</summary>
public static partial class CleanUpRoom
{
    /// <summary>The exception is stored while the future that failed waits for its clean-up.</summary>
    [Coroutine]
    public static string AnExceptionBesideTheFutureThatFailed(Co co, Trace t)
    {
        try
        {
            Failing(co, t, "first", "second", "third");
            return "not reached";
        }
        catch (LeafException e)
        {
            return e.Message;
        }
    }

    /// <summary>The future that failed goes on writing to its room while the exception waits.</summary>
    [Coroutine, NoCancellationOracle("it waits a second time, for the clean-up of what failed")]
    public static string AnExceptionBesideASlowCleanUp(Co co, Trace t)
    {
        try
        {
            co.Await(t.FailSlowly("slow"));
            return "not reached";
        }
        catch (LeafException e)
        {
            return e.Message;
        }
    }

    /// <summary>What the clean-up needs is the last thing in the future's room.</summary>
    [Coroutine]
    public static string AnExceptionBesideWhatCleanUpNeeds(Co co, Trace t)
    {
        try
        {
            co.Await(new Fragile(t, "fragile"));
            return "not reached";
        }
        catch (LeafException e)
        {
            return e.Message;
        }
    }

    [Coroutine]
    public static string ExceptionsOfTwoLevels(Co co, Trace t)
    {
        string seen = "";
        for (int round = 0; round < 2; round++)
        {
            try
            {
                try
                {
                    Failing(co, t, "a" + round, "b", "c");
                }
                catch (LeafException inner) when (t.Filter(round == 0, "inner"))
                {
                    seen += inner.Message;
                    Failing(co, t, "d", "e" + inner.Message, "f");
                }
            }
            catch (LeafException outer)
            {
                seen += " " + outer.Message;
            }
        }

        return seen;
    }

    /// <summary>What a finally block sets lies over nothing that is needed after it.</summary>
    [Coroutine, NoCancellationOracle("its handlers catch what stands for the cancellation")]
    public static string AFinallyThatSetsWhatIsKeptLater(Co co, Trace t)
    {
        string late;
        string early = "early" + t.Effects.Count;
        try
        {
            co.Await(t.Leaf("body"));
        }
        finally
        {
            late = "set in the finally";
            t.Log(late);
        }

        try
        {
            co.Await(t.Leaf("needs early"));
            co.Await(t.Fail("fails early"));
        }
        catch (LeafException e)
        {
            t.Log(early + e.Message);
        }

        late = "late" + t.Effects.Count;
        try
        {
            co.Await(t.Leaf("needs late"));
            co.Await(t.Fail("fails late"));
        }
        catch (LeafException e)
        {
            t.Log(late + e.Message);
        }

        return "done";
    }

    /// <summary>The same with numbers, and a finally block that control passes on its way out of a loop.</summary>
    [Coroutine, NoCancellationOracle("its handlers catch what stands for the cancellation")]
    public static int AFinallyOnTheWayOut(Co co, Trace t)
    {
        long late;
        long early = t.Effects.Count + 7;
        while (true)
        {
            try
            {
                if (co.Await(t.Leaf(1)) == 1)
                    break;
            }
            finally
            {
                late = 12;
                t.Log(late);
            }
        }

        try
        {
            co.Await(t.Leaf(2));
            co.Await(t.Fail("fails early"));
        }
        catch (LeafException)
        {
            t.Log(early);
        }

        late = t.Effects.Count;
        try
        {
            co.Await(t.Leaf(3));
            co.Await(t.Fail("fails late"));
        }
        catch (LeafException)
        {
            t.Log(late);
        }

        return 0;
    }

    [Coroutine]
    private static void Failing(Co co, Trace t, string first, string second, string third)
    {
        try
        {
            co.Await(t.Leaf(first));
            co.Await(t.Fail(second));
        }
        finally
        {
            t.Log(first + third);
        }
    }

    /// <summary>Fails at once, and needs its message to clean up.</summary>
    public struct Fragile(Trace trace, string message) : IFuture<int>
    {
        private readonly Trace trace = trace;
        private string? message = message;

        public readonly bool Poll(in PollContext cx, out int result) => throw new LeafException(message!);

        public bool PollCancel(in PollContext cx)
        {
            if (message is not null)
                trace.Log($"{message} cleans up");
            message = null;
            return true;
        }
    }
}
