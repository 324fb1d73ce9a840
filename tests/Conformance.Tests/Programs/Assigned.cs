using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Locals whose first value comes late, on several ways at once: through <c>goto</c>, <c>try</c> and conditions.</summary>
public static partial class Assigned
{
    [Coroutine]
    public static string AcrossGoto(Co co, Trace t)
    {
        int value;
        string name;
        if (t.Get(co, true))
            goto First;
        value = 2;
        name = t.Get(co, "second");
        goto Join;
    First:
        value = t.Get(co, 1);
        name = "first";
    Join:
        t.Step(co, "join");
        int rounds;
        goto Test;
    Again:
        rounds--;
        value += t.Get(co, rounds);
        goto Next;
    Test:
        rounds = t.Get(co, 3);
    Next:
        if (rounds > 0)
            goto Again;
        return $"{value} {name} {rounds}";
    }

    [Coroutine, NoCancellationOracle("what waits in a finally is polled on")]
    public static string AcrossTry(Co co, Trace t)
    {
        int inTry;
        string inEither;
        long inFinally;
        try
        {
            t.Step(co, "begin");
            inTry = t.Get(co, 1);
            inEither = "try";
        }
        catch (LeafException e)
        {
            t.Step(co, "handler");
            inTry = -1;
            inEither = e.Message;
        }
        finally
        {
            inFinally = t.Get(co, 5L);
        }

        t.Step(co, "after");
        return $"{inTry} {inEither} {inFinally}";
    }

    [Coroutine]
    public static string ByTheHandlerOnly(Co co, Trace t)
    {
        int value;
        try
        {
            t.Step(co, "begin");
            value = 1;
            t.Throw("lost");
            value = t.Get(co, 2);
        }
        catch (LeafException)
        {
            value = t.Get(co, 3);
        }

        t.Step(co, "after");
        return $"{value}";
    }

    [Coroutine]
    public static string WhereTheOtherWayThrows(Co co, Trace t)
    {
        int value;
        try
        {
            if (t.Get(co, 1) > 1)
                value = 5;
            else
                throw new LeafException(t.Get(co, "thrown"));
            t.Step(co, "never");
        }
        catch (LeafException e)
        {
            return e.Message + t.Get(co, "!");
        }

        return $"{value}";
    }

    [Coroutine]
    public static string ByConditions(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 3; i++)
        {
            int n, m;
            if (i > 0 && int.TryParse(t.Get(co, i == 1 ? "7" : "x"), out n))
                text += t.Get(co, n) + n;
            if (!(t.Get(co, i) is var k && int.TryParse($"{k}5", out m)))
                continue;
            t.Step(co, "between");
            text += $" {m}{k} ";
        }

        while (true)
        {
            int last;
            if (t.Get(co, false))
                continue;
            last = t.Get(co, 9);
            if (last == 9)
                return text + last;
        }
    }

    [Coroutine]
    public static string InEverySection(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 3; i++)
        {
            int value;
            switch (t.Get(co, i))
            {
                case 0:
                    value = t.Get(co, 10);
                    break;
                case 1:
                    value = 20;
                    t.Step(co, "one");
                    break;
                default:
                    value = 30;
                    goto case 0;
            }

            text += t.Get(co, value);
        }

        return text;
    }
}
