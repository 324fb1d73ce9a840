using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>What a <c>finally</c> awaits fails: the failed future is cleaned up and not polled again, and the rest of the clean-up runs.</summary>
public static partial class FailingCleanUp
{
    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int NothingAroundIt(Co co, Trace t)
    {
        try
        {
            return t.Get(co, 1);
        }
        finally
        {
            t.Lose<int>(co, "finally");
            t.Log("not reached");
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int AFinallyAroundIt(Co co, Trace t)
    {
        try
        {
            try
            {
                return t.Get(co, 1);
            }
            finally
            {
                t.Lose<int>(co, "inner");
            }
        }
        finally
        {
            t.Log("outer");
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int ASuspendingFinallyAroundIt(Co co, Trace t)
    {
        try
        {
            try
            {
                return t.Get(co, 1);
            }
            finally
            {
                t.Lose<int>(co, "inner");
            }
        }
        finally
        {
            t.Get(co, 2);
            t.Lose<int>(co, "outer");
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string ReplacesWhatIsInFlight(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Lose<int>(co, "body");
                return "no";
            }
            finally
            {
                t.Get(co, 2);
                t.Lose<int>(co, "finally");
            }
        }
        catch (LeafException e) when (e.Message.Length > 0)
        {
            t.Get(co, 3);
            return e.Message;
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string ThroughACaller(Co co, Trace t)
    {
        try
        {
            return $"{NothingAroundIt(co, t)} {AFinallyAroundIt(co, t)}";
        }
        catch (LeafException e) when (e.Message == "finally")
        {
            return e.Message + Inner(co, t);
        }
        finally
        {
            t.Log("done");
        }

        [Coroutine]
        static string Inner(Co co, Trace t)
        {
            try
            {
                return $"{ASuspendingFinallyAroundIt(co, t)}";
            }
            catch (LeafException e)
            {
                return e.Message;
            }
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int ACatchThatDoesNotFit(Co co, Trace t)
    {
        int rounds = 0;
        try
        {
            rounds = t.Get(co, 1);
            return rounds;
        }
        finally
        {
            while (rounds < 3)
            {
                rounds++;
                try
                {
                    if (rounds == 2)
                        t.Lose<int>(co, "fits");
                    if (rounds == 3)
                        co.Await(t.TaskFailing<int>("does not fit"));
                    t.Get(co, rounds);
                }
                catch (LeafException e) when (e.Message == "fits")
                {
                    t.Log(e.Message);
                }
                finally
                {
                    t.Log($"round {rounds}");
                }
            }
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int ATaskFails(Co co, Trace t)
    {
        try
        {
            return t.Get(co, 1);
        }
        finally
        {
            co.Await(t.TaskFailing<int>("task"));
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int AResourceFailsToClose(Co co, Trace t)
    {
        try
        {
            using (new Door(t))
            {
                t.Get(co, 1);
                try
                {
                    t.Get(co, 2);
                }
                finally
                {
                    co.Await(t.FailSlowly("slow"));
                }
            }
        }
        finally
        {
            t.Get(co, 3);
        }

        return 4;
    }

    private sealed class Door(Trace t) : IDisposable
    {
        public void Dispose() => t.Log("closed");
    }
}
