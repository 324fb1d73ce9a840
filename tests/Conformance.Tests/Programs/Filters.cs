using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Exception filters that close over variables.</summary>
public static partial class Filters
{
    [Coroutine]
    public static string TheExceptionIsCaptured(Co co, Trace t)
    {
        string[] known = ["a", "b"];
        string text = "";
        foreach (string message in new[] { "a", "c", "b" })
        {
            try
            {
                try
                {
                    co.Await(t.Fail(message));
                }
                catch (LeafException e) when (t.Filter(known.Any(name => name == e.Message), e.Message))
                {
                    text += t.Get(co, e.Message);
                }
            }
            catch (LeafException e)
            {
                text += t.Get(co, "outer " + e.Message);
            }
        }

        return text;
    }

    [Coroutine]
    public static string ALocalIsCaptured(Co co, Trace t)
    {
        int limit = t.Get(co, 2);
        string text = "";
        for (int i = 0; i < 4; i++)
        {
            int own = i;
            try
            {
                own = t.Get(co, i);
                t.Throw($"{i}");
            }
            catch (LeafException e) when (new[] { 1, 2 }.Any(x => x == own && x <= limit) && t.Filter(true, e.Message))
            {
                limit -= t.Get(co, 1);
                text += $"{own} ";
            }
            catch (LeafException) when (new[] { own }.All(x => x < 10))
            {
                text += t.Get(co, "other ");
            }
        }

        Func<int> read = () => limit;
        return text + read();
    }

    [Coroutine]
    [NoCancellationOracle("a failed future is being cleaned up at the last but one suspension")]
    public static string InATryThatNeedsItsLocals(Co co, Trace t)
    {
        int state = 1;
        Func<int> read = () => state;
        try
        {
            try
            {
                state = t.Get(co, 2);
                co.Await(t.FailSlowly("x"));
            }
            finally
            {
                t.Log($"finally {state}");
                state = 3;
            }
        }
        catch (LeafException) when (t.Filter(new[] { 2 }.Contains(read()) && new[] { 1 }.Any(_ => state == 2), state))
        {
            t.Step(co, $"caught {state}");
        }

        return $"{read()}";
    }

    [Coroutine, NoCancellationOracle("a suspension in a finally is polled on, and its exception is thrown in the end")]
    public static string ALockInAFinallyThatSuspends(Co co, Trace t)
    {
        object gate = new();
        string text = "";
        try
        {
            try
            {
                t.Step(co, "a");
                t.Throw("x");
            }
            finally
            {
                lock (gate)
                    text += $"{Monitor.IsEntered(gate)} ";
                t.Step(co, "b");
                lock (t.Get(co, gate))
                {
                    try
                    {
                        text += "inner ";
                    }
                    finally
                    {
                        text += "last ";
                    }
                }
            }
        }
        catch (LeafException e)
        {
            text += e.Message;
        }

        return text + Monitor.IsEntered(gate);
    }
}
