using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>try, catch and finally around suspensions.</summary>
public static partial class Exceptions
{
    [Coroutine]
    public static int CatchesALeaf(Co co, Trace t)
    {
        try
        {
            t.Step(co, "a");
            return co.Await(t.Fail("leaf"));
        }
        catch (LeafException e)
        {
            t.Log($"caught {e.Message}");
            return 1;
        }
    }

    [Coroutine]
    public static int CatchesAChild(Co co, Trace t)
    {
        try
        {
            return t.Lose<int>(co, "child") + t.Get(co, 1);
        }
        catch (LeafException e)
        {
            t.Log($"caught {e.Message}");
        }

        return t.Get(co, 2);
    }

    [Coroutine]
    public static int CatchesASuspendedChild(Co co, Trace t)
    {
        try
        {
            return t.LoseInside<int>(co, "child");
        }
        catch (LeafException e)
        {
            t.Log($"caught {e.Message}");
        }

        return t.Get(co, 2);
    }

    [Coroutine, NoCancellationOracle("a failed leaf waits while it cleans up")]
    public static int CatchesALeafThatCleansUpSlowly(Co co, Trace t)
    {
        int n = 5;
        try
        {
            return co.Await(t.FailSlowly("slow"));
        }
        catch (LeafException e)
        {
            t.Log($"caught {e.Message} {n}");
        }

        return t.Get(co, n);
    }

    [Coroutine]
    public static int CatchesItsOwnThrow(Co co, Trace t)
    {
        int n = 1;
        try
        {
            n = t.Get(co, 2);
            t.Throw("own");
            n = 3;
        }
        catch (LeafException e) when (e.Message == "own")
        {
            t.Log($"caught {n}");
        }

        return n;
    }

    [Coroutine]
    public static int NothingIsThrown(Co co, Trace t)
    {
        int n = 0;
        try
        {
            n += t.Get(co, 1);
        }
        catch (LeafException)
        {
            n = 100;
        }
        finally
        {
            t.Log("finally");
            n++;
        }

        return n + t.Get(co, 1);
    }

    [Coroutine]
    public static string SuspendsInTheHandler(Co co, Trace t)
    {
        string text = "";
        try
        {
            text += t.Get(co, "a");
            text += t.Lose<string>(co, "b");
        }
        catch (LeafException e)
        {
            text += t.Get(co, "c");
            text += e.Message;
            text += t.Get(co, e.Message.Length);
        }

        return text + t.Get(co, "d");
    }

    [Coroutine, NoCancellationOracle("a handler catches everything")]
    public static string SeveralHandlers(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 5; i++)
        {
            try
            {
                t.Step(co, $"try {i}");
                switch (i)
                {
                    case 0:
                        throw new ArgumentException("argument");
                    case 1:
                        co.Await(t.Fail("leaf"));
                        break;
                    case 2:
                        throw new InvalidOperationException("operation");
                    case 3:
                        throw new FormatException("format");
                }

                text += "none ";
            }
            catch (LeafException e)
            {
                text += t.Get(co, e.Message) + " ";
            }
            catch (ArgumentException e)
            {
                text += e.Message + " ";
            }
            catch (InvalidOperationException)
            {
                text += t.Get(co, "third ");
            }
            catch
            {
                text += t.Get(co, "all ");
            }
            finally
            {
                t.Log($"finally {i}");
            }
        }

        return text;
    }

    [Coroutine]
    public static string Rethrows(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Throw("inner");
            }
            catch (LeafException)
            {
                t.Step(co, "handler");
                throw;
            }
        }
        catch (LeafException e)
        {
            t.Log(e.StackTrace!.Contains("Throw"));
            return e.Message;
        }

        return "no";
    }

    [Coroutine]
    public static string RethrowsToTheCaller(Co co, Trace t)
    {
        try
        {
            t.Step(co, "a");
            t.Throw("original");
            return "no";
        }
        catch (LeafException e)
        {
            t.Log(e.Message);
            t.Step(co, "handler");
            throw;
        }
        finally
        {
            t.Log("finally");
        }
    }

    [Coroutine, NoCancellationOracle("a handler catches everything")]
    public static string RethrowsWhatAChildThrew(Co co, Trace t)
    {
        try
        {
            return t.Lose<string>(co, "child");
        }
        catch
        {
            t.Step(co, "handler");
            throw;
        }
    }

    [Coroutine]
    public static string RethrowsTheOriginalThoughItsVariableIsReplaced(Co co, Trace t)
    {
        try
        {
            t.Step(co, "a");
            t.Throw("original");
            return "no";
        }
        catch (LeafException e)
        {
            e = new LeafException("other");
            t.Step(co, e.Message);
            throw;
        }
    }

    [Coroutine]
    public static string RethrowsInACatchInACatch(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Throw("first");
            }
            catch (LeafException e)
            {
                t.Step(co, e.Message);
                try
                {
                    t.Throw("second");
                }
                catch (LeafException f)
                {
                    t.Step(co, f.Message);
                    throw;
                }
            }
        }
        catch (LeafException e)
        {
            return e.Message + t.Get(co, "!");
        }

        return "no";
    }

    [Coroutine]
    public static string RethrowsTheOuterAfterAnInnerCatch(Co co, Trace t)
    {
        try
        {
            t.Throw("first");
            t.Step(co, "never");
        }
        catch (LeafException)
        {
            try
            {
                co.Await(t.Fail("second"));
            }
            catch (LeafException)
            {
                t.Step(co, "inner handler");
            }

            t.Step(co, "outer handler");
            try
            {
                t.Throw("third");
            }
            catch (LeafException)
            {
                t.Log("copied");
            }

            throw;
        }

        return "no";
    }

    [Coroutine]
    public static string TheSameNameInNestedCatches(Co co, Trace t)
    {
        string text = "";
        try
        {
            try
            {
                t.Throw("one");
            }
            catch (LeafException e) when (t.Filter(e.Message == "one", "inner"))
            {
                text += t.Get(co, e.Message);
                throw new InvalidOperationException("two", e);
            }
        }
        catch (InvalidOperationException e)
        {
            text += t.Get(co, e.Message) + e.InnerException!.Message;
        }

        try
        {
            t.Lose<int>(co, "three");
        }
        catch (LeafException e)
        {
            text += e.Message;
        }

        return text;
    }

    [Coroutine]
    public static string ThrowsInTheHandler(Co co, Trace t)
    {
        try
        {
            try
            {
                co.Await(t.Fail("first"));
            }
            catch (LeafException e)
            {
                t.Step(co, e.Message);
                co.Await(t.Fail("second"));
            }
            finally
            {
                t.Log("inner finally");
            }
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }

        return "no";
    }

    [Coroutine]
    public static string AHandlerDoesNotCatchItsSiblings(Co co, Trace t)
    {
        try
        {
            t.Step(co, "a");
            throw new LeafException("first");
        }
        catch (LeafException)
        {
            t.Step(co, "b");
            throw new InvalidOperationException("second");
        }
        catch (InvalidOperationException)
        {
            return "sibling";
        }
    }

    [Coroutine]
    public static string Filters(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 4; i++)
        {
            try
            {
                t.Lose<int>(co, $"{i}");
            }
            catch (LeafException e) when (t.Filter(e.Message == "0", $"first {i}"))
            {
                text += "first";
            }
            catch (LeafException e) when (t.Filter(i == 1, $"second {i}") && e.Message is { Length: 1 })
            {
                text += t.Get(co, "second");
            }
            catch (Exception e) when (e is LeafException { Message: var message } && t.Filter(message == "2", $"third {i}"))
            {
                t.Step(co, "in third");
                text += message;
            }
            catch (Exception e) when (e switch { LeafException => t.Filter(true, "switch"), _ => false })
            {
                text += t.Get(co, e.Message);
            }
        }

        return text;
    }

    [Coroutine]
    public static string FiltersRunBeforeInnerFinallys(Co co, Trace t)
    {
        int assigned = 0;
        try
        {
            try
            {
                t.Lose<int>(co, "x");
            }
            finally
            {
                t.Log($"inner finally {assigned}");
            }
        }
        catch (LeafException) when (t.Filter((assigned = 5) == 5, "outer"))
        {
            t.Log($"handler {assigned}");
            return t.Get(co, $"{assigned}");
        }

        return "no";
    }

    [Coroutine]
    public static string FiltersRunBeforeInnerFinallysOfAThrow(Co co, Trace t)
    {
        int assigned = 0;
        try
        {
            t.Step(co, "a");
            try
            {
                t.Step(co, "b");
                t.Throw("x");
            }
            finally
            {
                t.Log($"inner finally {assigned}");
                assigned++;
            }
        }
        catch (LeafException) when (t.Filter((assigned = 5) == 5, "outer"))
        {
            t.Log($"handler {assigned}");
            return t.Get(co, $"{assigned}");
        }

        return "no";
    }

    [Coroutine]
    public static string AFilterThatThrowsIsFalse(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Step(co, "a");
                co.Await(t.Fail("x"));
            }
            catch (LeafException e) when (t.Filter(int.Parse(e.Message) > 0, "never"))
            {
                t.Step(co, "never");
            }
        }
        catch (LeafException e)
        {
            return e.Message;
        }

        return "no";
    }

    [Coroutine, NoCancellationOracle("a filter runs for everything")]
    public static string NoFilterPasses(Co co, Trace t)
    {
        try
        {
            t.Step(co, "a");
            co.Await(t.Fail("x"));
        }
        catch (LeafException) when (t.Filter(false, "one"))
        {
        }
        catch (Exception) when (t.Filter(false, "two"))
        {
        }
        finally
        {
            t.Log("finally");
        }

        return "no";
    }

    [Coroutine]
    public static string ACaughtExceptionInALambda(Co co, Trace t)
    {
        Func<string> f;
        try
        {
            t.Lose<int>(co, "x");
            return "no";
        }
        catch (LeafException e)
        {
            f = () => e.Message;
            t.Step(co, "handler");
        }

        return f() + t.Get(co, "!");
    }

    [Coroutine]
    public static int FinallyLeftNormally(Co co, Trace t)
    {
        int n = 0;
        try
        {
            n = t.Get(co, 1);
        }
        finally
        {
            t.Log($"finally {n}");
            n *= 10;
        }

        return n + t.Get(co, 2);
    }

    [Coroutine]
    public static int FinallyEnteredByAnException(Co co, Trace t)
    {
        int n = 0;
        try
        {
            n = t.Get(co, 1);
            t.Lose<int>(co, "x");
            n = 2;
        }
        finally
        {
            t.Log($"finally {n}");
        }

        return n;
    }

    [Coroutine]
    public static int FinallyEnteredByALeafsException(Co co, Trace t)
    {
        int n = 0;
        try
        {
            n = t.Get(co, 1);
            n = co.Await(t.FailSlowly("x"));
        }
        finally
        {
            t.Log($"finally {n}");
        }

        return n;
    }

    [Coroutine]
    public static int NestedFinallys(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Step(co, "a");
                try
                {
                    t.Step(co, "b");
                }
                finally
                {
                    t.Log("innermost");
                }

                t.Step(co, "c");
            }
            finally
            {
                t.Log("inner");
            }

            t.Step(co, "d");
        }
        finally
        {
            t.Log("outer");
        }

        return t.Get(co, 1);
    }

    [Coroutine]
    public static int AReturnValueIsEvaluatedBeforeTheFinally(Co co, Trace t)
    {
        int n = 1;
        try
        {
            n = t.Get(co, 5);
            return n;
        }
        finally
        {
            n = 100;
            t.Log(n);
        }
    }

    [Coroutine]
    public static int AReturnThatSuspendsThroughFinallys(Co co, Trace t)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                try
                {
                    if (i == 2)
                        return t.Get(co, i);
                    t.Step(co, $"i{i}");
                }
                finally
                {
                    t.Log($"inner {i}");
                }
            }
            finally
            {
                t.Log($"outer {i}");
            }
        }
    }

    [Coroutine]
    public static string JumpsThroughFinallys(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 6; i++)
        {
            try
            {
                t.Step(co, $"i{i}");
                if (i == 1)
                    continue;
                if (i == 4)
                    break;
                try
                {
                    if (i == 2)
                        goto next;
                    text += t.Get(co, i);
                    if (i == 3)
                        continue;
                }
                finally
                {
                    text += "f";
                }
            }
            finally
            {
                text += "F";
                t.Log($"finally {i}");
            }

            text += ".";
        next:
            text += ",";
        }

        return text;
    }

    [Coroutine]
    public static string JumpsOutOfHandlers(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 5; i++)
        {
            try
            {
                t.Lose<int>(co, $"{i}");
            }
            catch (LeafException e)
            {
                text += e.Message;
                if (i == 1)
                    continue;
                if (t.Get(co, i) == 3)
                    break;
                if (i == 2)
                    goto next;
            }
            finally
            {
                text += "F";
            }

            text += ".";
        next:;
        }

        return text;
    }

    [Coroutine]
    public static string ReturnsFromAHandlerThroughAFinally(Co co, Trace t)
    {
        try
        {
            try
            {
                t.Lose<int>(co, "x");
            }
            catch (LeafException e)
            {
                return t.Get(co, e.Message);
            }
            finally
            {
                t.Log("inner");
            }
        }
        finally
        {
            t.Log("outer");
        }

        return "no";
    }

    [Coroutine]
    public static int AFinallyReplacesTheException(Co co, Trace t)
    {
        try
        {
            t.Step(co, "a");
            t.Throw("first");
        }
        finally
        {
            t.Throw("second");
        }

        return 0;
    }

    [Coroutine]
    public static int AFinallyReplacesALeafsException(Co co, Trace t)
    {
        try
        {
            return co.Await(t.Fail("first"));
        }
        finally
        {
            t.Throw("second");
        }
    }

    [Coroutine, NoCancellationOracle("clean-up's exception is caught")]
    public static string AReplacedExceptionIsCaught(Co co, Trace t)
    {
        try
        {
            try
            {
                co.Await(t.Fail("first"));
            }
            finally
            {
                t.Throw("second");
            }
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }

        return "no";
    }

    [Coroutine, NoCancellationOracle("clean-up's exception is caught")]
    public static string AReplacedExceptionChoosesAnotherHandler(Co co, Trace t)
    {
        try
        {
            try
            {
                co.Await(t.Fail("first"));
            }
            finally
            {
                t.Log("finally");
                Invalid();
            }
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }
        catch (InvalidOperationException e)
        {
            return t.Get(co, e.Message);
        }

        return "no";
    }

    private static void Invalid() => throw new InvalidOperationException("second");

    [Coroutine, NoCancellationOracle("clean-up's exception is caught")]
    public static string AChildsFinallyReplacesItsException(Co co, Trace t)
    {
        try
        {
            AFinallyReplacesALeafsException(co, t);
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }

        return "no";
    }

    [Coroutine, NoCancellationOracle("clean-up's exception is caught")]
    public static string AChildsFinallyChoosesAnotherHandler(Co co, Trace t)
    {
        try
        {
            InvalidInFinally(co, t);
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }
        catch (InvalidOperationException e)
        {
            return t.Get(co, e.Message);
        }

        return "no";
    }

    [Coroutine]
    public static int InvalidInFinally(Co co, Trace t)
    {
        try
        {
            return co.Await(t.Fail("first"));
        }
        finally
        {
            Invalid();
        }
    }

    [Coroutine]
    public static int AReturnIsReplacedByAnException(Co co, Trace t)
    {
        try
        {
            return t.Get(co, 1);
        }
        finally
        {
            t.Throw("finally");
        }
    }

    [Coroutine, NoCancellationOracle("clean-up's exception is caught")]
    public static string AVariableKeepsItsValueWhenItsSourceFails(Co co, Trace t)
    {
        string text = "before";
        try
        {
            text = AReturnIsReplacedByAnException(co, t).ToString();
        }
        catch (LeafException)
        {
            t.Log("caught");
        }

        return text;
    }

    [Coroutine]
    public static string CleansUpTheChildBeforeTheOuterHandler(Co co, Trace t)
    {
        try
        {
            try
            {
                t.LoseInside<int>(co, "child");
            }
            finally
            {
                t.Log("own finally");
            }
        }
        catch (LeafException e) when (t.Filter(true, "outer"))
        {
            t.Log($"handler {e.Message}");
        }

        return t.Get(co, "end");
    }

    [Coroutine, NoCancellationOracle("a failed leaf waits while it cleans up")]
    public static string CleansUpThroughSeveralFrames(Co co, Trace t)
    {
        try
        {
            Deep(co, t, 3);
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }

        return "no";
    }

    [Coroutine]
    public static int Deep(Co co, Trace t, int depth)
    {
        using var resource = new Disposable(t, $"d{depth}");
        try
        {
            return depth == 0 ? co.Await(t.FailSlowly("deep")) : Deep(co, t, depth - 1);
        }
        finally
        {
            t.Log($"finally {depth}");
        }
    }

    [Coroutine]
    public static string TryInTheHandler(Co co, Trace t)
    {
        string text = "";
        try
        {
            co.Await(t.Fail("one"));
        }
        catch (LeafException)
        {
            try
            {
                text += t.Get(co, "a");
                co.Await(t.Fail("two"));
            }
            catch (LeafException e)
            {
                text += t.Get(co, e.Message);
            }
            finally
            {
                text += "f";
            }
        }

        return text;
    }

    [Coroutine]
    public static string TryInAFinally(Co co, Trace t)
    {
        string text = "";
        try
        {
            text += t.Get(co, "a");
        }
        finally
        {
            try
            {
                lock (t)
                {
                    t.Throw("in finally");
                }
            }
            catch (LeafException e)
            {
                text += e.Message;
                t.Log(text);
            }
            finally
            {
                text += "!";
            }
        }

        return text;
    }

    [Coroutine]
    public static string CatchesInALoop(Co co, Trace t)
    {
        string text = "";
        int failures = 0;
        while (true)
        {
            try
            {
                text += t.Get(co, "try ");
                if (failures < 3)
                    co.Await(t.Fail($"{failures}"));
                text += "done";
                break;
            }
            catch (LeafException e) when (failures++ < 2)
            {
                text += $"again {e.Message} ";
            }
            catch (LeafException e)
            {
                text += t.Get(co, $"last {e.Message} ");
            }
        }

        return text;
    }

    [Coroutine]
    public static string ALocalNulledInFinally(Co co, Trace t)
    {
        string text = "";
        string? current = null;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                current = t.Get(co, $"c{i}");
                t.Step(co, "work");
                text += current;
            }
            finally
            {
                current = null;
            }

            text += current ?? "-";
        }

        return text;
    }

    [Coroutine]
    public static string EmptyBlocks(Co co, Trace t)
    {
        try
        {
        }
        finally
        {
            t.Log("a");
        }

        try
        {
            t.Step(co, "b");
        }
        finally
        {
        }

        try
        {
            t.Step(co, "c");
        }
        catch (LeafException)
        {
        }

        try
        {
            co.Await(t.Fail("d"));
        }
        catch (LeafException)
        {
        }

        return t.Get(co, "end");
    }

    [Coroutine]
    public static int ASuspensionBeforeAndFirst(Co co, Trace t)
    {
        int n = t.Get(co, 1);
        try
        {
            n += t.Get(co, 2);
        }
        finally
        {
            t.Log("finally");
        }

        try
        {
            n += t.Get(co, 3) + t.Get(co, 4);
        }
        catch (LeafException)
        {
            n = 0;
        }

        return n;
    }

    [Coroutine]
    public static string FinallySeesPartialWork(Co co, Trace t)
    {
        int a = 0, b = 0;
        string text = "";
        try
        {
            a = t.Get(co, 1);
            b = t.Get(co, 2);
            a += t.Get(co, b);
            text = "done";
        }
        finally
        {
            t.Log($"{a} {b} {text}");
        }

        return text;
    }

    [Coroutine]
    public static string CatchSeesPartialWork(Co co, Trace t)
    {
        int a = 0;
        List<int> list = [];
        try
        {
            list.Add(t.Get(co, 1));
            a = 5;
            list.Add(t.Get(co, 2));
            a += t.Lose<int>(co, "x");
            list.Add(3);
        }
        catch (LeafException)
        {
            t.Log($"{a} {Show.Of(list)}");
        }

        return $"{a} {Show.Of(list)}";
    }

    [Coroutine]
    public static string TheExceptionsStackShowsItsFrames(Co co, Trace t)
    {
        try
        {
            return Outer(co, t);
        }
        catch (LeafException e)
        {
            string trace = e.StackTrace!;
            t.Log($"{trace.Contains("Throw")} {trace.Contains("Inner(")} {trace.Contains(nameof(TheExceptionsStackShowsItsFrames))} {trace.IndexOf("Inner(") < trace.IndexOf(nameof(TheExceptionsStackShowsItsFrames))}");
            throw;
        }
    }

    [Coroutine]
    public static string Outer(Co co, Trace t) => t.Get(co, "a") + Inner(co, t);

    [Coroutine]
    public static string Inner(Co co, Trace t)
    {
        t.Step(co, "inner");
        t.Throw("deep");
        return "no";
    }

    [Coroutine]
    public static string TasksFail(Co co, Trace t)
    {
        string text = "";
        try
        {
            text += co.Await(t.TaskFailing<string>("task"));
        }
        catch (LeafException e)
        {
            text += e.Message;
        }

        return text + t.Get(co, "!");
    }

    [Coroutine, NoCancellationOracle("catches everything")]
    public static string CatchesEverything(Co co, Trace t)
    {
        string text = "";
        try
        {
            text += t.Get(co, "a");
            try
            {
                OneWithCleanUp(co, t);
            }
            catch (Exception e) when (t.Filter(true, "never"))
            {
                t.Log(e.Message);
            }

            t.Throw("x");
        }
        catch
        {
            text += t.Get(co, "c");
        }
        finally
        {
            t.Log("finally");
        }

        return text;
    }

    [Coroutine]
    public static void OneWithCleanUp(Co co, Trace t)
    {
        try
        {
            t.Step(co, "b");
        }
        finally
        {
            t.Log("x cleans up");
        }
    }

    [Coroutine, NoCancellationOracle("the exception in flight leaves at the end")]
    public static string CancelledWhileAFailedChildCleansUp(Co co, Trace t)
    {
        try
        {
            try
            {
                return co.Await(t.FailSlowly("slow")).ToString();
            }
            catch (LeafException e)
            {
                t.Log($"handler {e.Message}");
                return "caught";
            }
        }
        finally
        {
            t.Log("finally");
        }
    }

    [Coroutine]
    public static string AFinallyThatFailsWhenCancelled(Co co, Trace t)
    {
        try
        {
            try
            {
                return t.Get(co, "a");
            }
            finally
            {
                t.Throw("clean-up");
            }
        }
        finally
        {
            t.Log("outer");
        }
    }

    [Coroutine]
    public static int CancelledWhileAChildClings(Co co, Trace t)
    {
        try
        {
            try
            {
                return co.Await(t.Clingy(1)) + Clings(co, t);
            }
            finally
            {
                t.Log("inner");
            }
        }
        finally
        {
            t.Log("outer");
        }
    }

    [Coroutine]
    public static int Clings(Co co, Trace t)
    {
        using var resource = new Disposable(t, "clingy");
        return co.Await(t.Clingy(2));
    }

}
