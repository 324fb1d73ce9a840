using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

public static partial class Regions
{
    [Coroutine]
    public static int SuspendInTry(Co co, Trace t)
    {
        try
        {
            t.Get(co, 1);
            t.Throw("a");
            return 1;
        }
        catch (LeafException e)
        {
            t.Log($"caught {e.Message}");
            return 2;
        }
    }

    [Coroutine]
    [NoCancellationOracle("catch")]
    public static string SuspendInCatch(Co co, Trace t)
    {
        try
        {
            t.Get(co, 1);
            t.Throw("a");
            return "no";
        }
        catch (LeafException e)
        {
            int x = t.Get(co, 5);
            return e.Message + x;
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int SuspendInFinally(Co co, Trace t)
    {
        int x = 1;
        try
        {
            x = t.Get(co, 2);
            return x;
        }
        finally
        {
            x = t.Get(co, 10);
            t.Log($"x is {x}");
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int FinallySuspendsOnException(Co co, Trace t)
    {
        try
        {
            t.Lose<int>(co, "lost");
            return 1;
        }
        finally
        {
            t.Get(co, 3);
            t.Log("finally");
        }
    }

    [Coroutine]
    public static string ThrowAgainAfterSuspending(Co co, Trace t)
    {
        try
        {
            t.Get(co, 1);
            Deep(t, 3);
        }
        catch (LeafException)
        {
            t.Get(co, 2);
            throw;
        }

        return "no";
    }

    private static void Deep(Trace t, int depth)
    {
        if (depth == 0)
            t.Throw("deep");
        Deep(t, depth - 1);
    }

    [Coroutine]
    public static string NestedCatchesThrowTheInnermost(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Throw("outer");
            }
            catch (LeafException e)
            {
                t.Get(co, e.Message);
                try
                {
                    t.Throw("inner");
                }
                catch (LeafException)
                {
                    t.Get(co, 1);
                    throw;
                }
            }
        }
        catch (LeafException e)
        {
            return e.Message + t.Get(co, 2);
        }

        return "no";
    }

    [Coroutine]
    public static string InnerCatchDoesNotDisturbTheOuter(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Throw("outer");
            }
            catch (LeafException)
            {
                try
                {
                    t.Throw("inner");
                }
                catch (LeafException e)
                {
                    t.Get(co, e.Message);
                }

                t.Get(co, 3);
                throw;
            }
        }
        catch (LeafException e)
        {
            return e.Message;
        }

        return "no";
    }

    [Coroutine]
    public static string SameNameInNestedAndSiblingCatches(Co co, Trace t)
    {
        string r = "";
        try
        {
            t.Throw("a");
        }
        catch (LeafException e)
        {
            t.Get(co, 1);
            r += e.Message;
        }

        try
        {
            throw new InvalidOperationException("b");
        }
        catch (InvalidOperationException e)
        {
            r += t.Get(co, e.Message);
            r += e.Message;
        }

        try
        {
            t.LoseInside<int>(co, "c");
        }
        catch (Exception e) when (e is LeafException { Message: "c" })
        {
            r += e.Message + t.Get(co, 4);
        }

        return r;
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string CatchesWithAndWithoutSuspension(Co co, Trace t)
    {
        string r = "";
        for (int i = 0; i < 4; i++)
        {
            try
            {
                t.Get(co, i);
                switch (i)
                {
                    case 0: throw new ArgumentException("arg");
                    case 1: throw new InvalidOperationException("inv");
                    case 2: t.Throw("leaf"); break;
                }

                r += "none ";
            }
            catch (ArgumentException e)
            {
                r += e.Message + " ";
            }
            catch (InvalidOperationException e) when (t.Filter(true, "inv"))
            {
                r += t.Get(co, e.Message) + " ";
            }
            catch
            {
                r += t.Get(co, "all") + " ";
            }
            finally
            {
                r += "f ";
            }
        }

        return r;
    }

    [Coroutine]
    public static string FilterRunsBeforeInnerFinally(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Get(co, 1);
                t.Throw("x");
            }
            finally
            {
                t.Log("inner finally");
            }
        }
        catch (LeafException e) when (t.Filter(e.Message == "y", "first"))
        {
            t.Log("wrong");
        }
        catch (LeafException e) when (t.Filter(e.Message == "x", "second"))
        {
            t.Get(co, 2);
            return "right";
        }

        return "no";
    }

    [Coroutine]
    public static string FilterRunsBeforeChildsCleanUp(Co co, Trace t)
    {
        try
        {
            return t.LoseInside<string>(co, "child");
        }
        catch (LeafException e) when (t.Filter(true, e.Message))
        {
            t.Log("handler");
            return t.Get(co, "done");
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string FilterThatThrowsIsFalse(Co co, Trace t)
    {
        try
        {
            t.Get(co, 1);
            t.Throw("x");
        }
        catch (LeafException) when (t.Filter(true, "throws") && int.Parse("no") == 1)
        {
            return "wrong";
        }
        catch (Exception e)
        {
            t.Get(co, 2);
            return e.Message;
        }

        return "no";
    }

    [Coroutine]
    public static string VariableAssignedInFilter(Co co, Trace t)
    {
        int seen = 0;
        try
        {
            t.Get(co, 1);
            t.Throw("abc");
        }
        catch (LeafException e) when ((seen = e.Message.Length) > 2)
        {
            t.Get(co, 2);
            return $"{seen} {e.Message}";
        }

        return "no";
    }

    [Coroutine]
    public static string FilterWithPatternVariable(Co co, Trace t)
    {
        try
        {
            t.Get(co, 1);
            throw new ArgumentOutOfRangeException("name", "text");
        }
        catch (Exception e) when (e is ArgumentException { ParamName: { Length: > 2 } name })
        {
            t.Get(co, 2);
            return name + e.GetType().Name;
        }
    }

    [Coroutine]
    public static string FilterWithSwitchExpression(Co co, Trace t)
    {
        try
        {
            t.Get(co, 1);
            t.Throw("x");
        }
        catch (Exception e) when (e switch { LeafException { Message: "x" } => true, _ => false })
        {
            return t.Get(co, "caught") + e.Message;
        }

        return "no";
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string ReturnThroughSuspendingFinallyInLoop(Co co, Trace t)
    {
        for (int i = 0; i < 3; i++)
        {
            try
            {
                try
                {
                    t.Get(co, i);
                    if (i == 1)
                        return $"at {i}";
                }
                finally
                {
                    t.Get(co, $"inner {i}");
                }
            }
            finally
            {
                t.Get(co, $"outer {i}");
                t.Log("end");
            }
        }

        return "no";
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string JumpsThroughSuspendingFinally(Co co, Trace t)
    {
        string r = "";
        for (int i = 0; i < 5; i++)
        {
            try
            {
                t.Get(co, i);
                if (i == 1)
                    continue;
                if (i == 3)
                    break;
                if (i == 2)
                    goto Next;
                r += "body ";
            }
            finally
            {
                r += t.Get(co, $"f{i}") + " ";
            }

            r += "after ";
            continue;
        Next:
            r += "next ";
        }

        return r;
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string GotoOutOfTwoFinallys(Co co, Trace t)
    {
        int n = 0;
    Again:
        try
        {
            try
            {
                n += t.Get(co, 1);
                if (n < 3)
                    goto Again;
                if (n == 3)
                    goto Done;
            }
            finally
            {
                t.Get(co, $"in {n}");
            }
        }
        finally
        {
            t.Get(co, $"out {n}");
        }

        return "no";
    Done:
        return $"n {n}";
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int ResultIsEvaluatedBeforeFinally(Co co, Trace t)
    {
        int x = 1;
        try
        {
            return x + t.Get(co, 1);
        }
        finally
        {
            x = 100;
            t.Get(co, 2);
            x++;
            t.Log(x);
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int FinallyReplacesTheException(Co co, Trace t)
    {
        try
        {
            t.Get(co, 1);
            t.Throw("first");
            return 1;
        }
        finally
        {
            t.Get(co, 2);
            t.Throw("second");
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string CatchReplacesTheException(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Get(co, 1);
                t.Throw("first");
            }
            catch (LeafException e)
            {
                t.Get(co, 2);
                throw new InvalidOperationException("second", e);
            }
            finally
            {
                t.Get(co, "f");
            }
        }
        catch (InvalidOperationException e)
        {
            return e.Message + e.InnerException!.Message + t.Get(co, 3);
        }

        return "no";
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string ExceptionInCatchSkipsSiblingCatches(Co co, Trace t)
    {
        try
        {
            try
            {
                t.LoseInside<int>(co, "a");
            }
            catch (LeafException)
            {
                t.LoseInside<int>(co, "b");
            }
            catch (Exception)
            {
                t.Log("wrong");
            }
        }
        catch (LeafException e)
        {
            return e.Message;
        }

        return "no";
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string TryFinallyInsideFinally(Co co, Trace t)
    {
        string r = "";
        try
        {
            r += t.Get(co, 1);
        }
        finally
        {
            try
            {
                r += t.Get(co, 2);
            }
            finally
            {
                try
                {
                    r += t.Get(co, 3);
                }
                finally
                {
                    r += t.Get(co, 4);
                    t.Log(r);
                }
            }
        }

        return r;
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string CatchInsideFinally(Co co, Trace t)
    {
        string r = "";
        try
        {
            t.Get(co, 1);
            t.Throw("outer");
        }
        catch (LeafException e)
        {
            r += e.Message;
        }
        finally
        {
            try
            {
                t.Get(co, 2);
                t.Throw("inner");
            }
            catch (LeafException e)
            {
                r += t.Get(co, e.Message);
            }

            t.Log(r);
        }

        return r;
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int CatchInsideFinallyOfAFailure(Co co, Trace t)
    {
        try
        {
            t.LoseInside<int>(co, "outer");
            return 1;
        }
        finally
        {
            try
            {
                t.LoseInside<int>(co, "inner");
            }
            catch (LeafException e)
            {
                t.Get(co, e.Message);
            }

            t.Get(co, "end");
        }
    }

    [Coroutine]
    public static string LocalNulledInFinallyInLoop(Co co, Trace t)
    {
        string? s = "start";
        string r = "";
        for (int i = 0; i < 3; i++)
        {
            try
            {
                s = (s ?? "null") + t.Get(co, i);
                r += s + " ";
            }
            finally
            {
                s = null;
            }

            r += s is null ? "n " : "x ";
        }

        return r;
    }

    [Coroutine]
    public static int ReenterNestedTries(Co co, Trace t)
    {
        try
        {
            t.Log("a");
            try
            {
                t.Log("b");
                try
                {
                    t.Log("c");
                    t.Get(co, 1);
                    t.Get(co, 2);
                }
                finally
                {
                    t.Log("fc");
                }

                t.Get(co, 3);
            }
            finally
            {
                t.Log("fb");
            }

            return t.Get(co, 4);
        }
        finally
        {
            t.Log("fa");
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int EmptyTries(Co co, Trace t)
    {
        try
        {
        }
        finally
        {
            t.Get(co, 1);
        }

        try
        {
            t.Get(co, 2);
        }
        finally
        {
        }

        try
        {
        }
        catch
        {
            t.Get(co, 9);
        }

        return t.Get(co, 3);
    }

    [Coroutine]
    public static string TypeParameterCatch(Co co, Trace t) =>
        CatchIt<LeafException>(co, t) + CatchIt<ArgumentException>(co, t);

    [Coroutine]
    private static string CatchIt<TException>(Co co, Trace t)
        where TException : Exception
    {
        try
        {
            try
            {
                t.Get(co, 1);
                t.Throw("x");
            }
            catch (TException e)
            {
                return t.Get(co, typeof(TException).Name) + e.Message;
            }
        }
        catch (LeafException)
        {
            return "outer";
        }

        return "no";
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string FailureOfASlowChild(Co co, Trace t)
    {
        try
        {
            co.Await(t.FailSlowly("slow"));
        }
        catch (LeafException e)
        {
            t.Log("handler");
            return e.Message + t.Get(co, 1);
        }
        finally
        {
            t.Get(co, 2);
        }

        return "no";
    }

    [Coroutine]
    public static string RetryLoop(Co co, Trace t)
    {
        int attempts = 0;
        while (true)
        {
            try
            {
                attempts++;
                if (attempts < 3)
                    t.Lose<int>(co, $"try {attempts}");
                return $"{attempts} {t.Get(co, "ok")}";
            }
            catch (LeafException e) when (attempts < 5)
            {
                t.Log(e.Message);
                t.Get(co, "wait");
            }
        }
    }

    [Coroutine]
    public static string ThrowExpressionAndCatchOutside(Co co, Trace t)
    {
        string? s = null;
        try
        {
            string r = t.Get(co, 1) > 0 ? s ?? throw new InvalidOperationException(t.Get(co, "msg")) : "x";
            return r;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string UnhandledThroughThreeLevels(Co co, Trace t)
    {
        try
        {
            return Middle(co, t);
        }
        finally
        {
            t.Get(co, "outer clean-up");
        }
    }

    [Coroutine]
    private static string Middle(Co co, Trace t)
    {
        try
        {
            return t.Lose<string>(co, "bottom") + "x";
        }
        finally
        {
            t.Get(co, "middle clean-up");
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string ChildsCleanUpBeforeHandler(Co co, Trace t)
    {
        try
        {
            return Middle(co, t);
        }
        catch (LeafException e)
        {
            t.Log("handler");
            return e.Message + t.Get(co, 1);
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string FilterSelectsAmongNestedTries(Co co, Trace t)
    {
        try
        {
            try
            {
                return Middle(co, t);
            }
            catch (LeafException) when (t.Get3() == 4)
            {
                return "wrong";
            }
            finally
            {
                t.Get(co, "mid");
            }
        }
        catch (LeafException e) when (e.Message == "bottom")
        {
            return "right";
        }
    }

    private static int Get3(this Trace t) => 3;

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string BreakFromCatchAndContinueInFinallyLoop(Co co, Trace t)
    {
        string r = "";
        for (int i = 0; ; i++)
        {
            try
            {
                if (i == 2)
                    t.Lose<int>(co, "stop");
                r += t.Get(co, i);
            }
            catch (LeafException)
            {
                r += t.Get(co, "b");
                break;
            }
            finally
            {
                for (int j = 0; j < 2; j++)
                {
                    if (j == 0)
                        continue;
                    r += t.Get(co, "f");
                }
            }
        }

        return r;
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string ReturnInCatchThroughFinally(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Lose<int>(co, "x");
            }
            catch (LeafException e)
            {
                return e.Message + t.Get(co, "!");
            }
            finally
            {
                t.Get(co, "f1");
            }
        }
        finally
        {
            t.Get(co, "f2");
        }

        return "no";
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string ExceptionVariableIsReassigned(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Throw("first");
            }
            catch (Exception e)
            {
                e = new InvalidOperationException("other");
                t.Get(co, e.Message);
                throw;
            }
        }
        catch (Exception e)
        {
            return e.Message;
        }

        return "no";
    }

    [Coroutine]
    public static string ExceptionVariableIsCaptured(Co co, Trace t)
    {
        Func<string>? f = null;
        try
        {
            t.Get(co, 1);
            t.Throw("x");
        }
        catch (LeafException e)
        {
            f = () => e.Message;
            t.Get(co, 2);
        }

        return f!();
    }

    [Coroutine]
    public static void ThrowNew(Co co, Trace t) => throw new InvalidOperationException(t.Get(co, "thrown"));

    [Coroutine]
    public static int NullIsThrown(Co co, Trace t)
    {
        try
        {
            throw t.Get(co, default(Exception)!);
        }
        catch (NullReferenceException)
        {
            return t.Get(co, 1);
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int FinallyThrowsInsideTryWithCatch(Co co, Trace t)
    {
        try
        {
            try
            {
                return t.Get(co, 1);
            }
            finally
            {
                t.Get(co, 2);
                t.Throw("from finally");
            }
        }
        catch (LeafException)
        {
            return t.Get(co, 3);
        }
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static string AwaitInUnreachedFinally(Co co, Trace t)
    {
        string r = "";
        foreach (int i in new[] { 1, 2, 3 })
        {
            try
            {
                if (i == 2)
                    continue;
                r += i;
            }
            finally
            {
                if (i != 2)
                    r += t.Get(co, "f");
                else
                    r += "-";
            }
        }

        return r;
    }
}
