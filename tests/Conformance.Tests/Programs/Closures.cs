using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Lambdas that capture what lives across suspensions.</summary>
public static partial class Closures
{
    [Coroutine]
    public static string SeesWritesBothWays(Co co, Trace t)
    {
        int n = 1;
        Func<int> read = () => n;
        Action add = () => n += 10;
        t.Step(co, "a");
        n = t.Get(co, 2);
        int first = read();
        add();
        t.Step(co, "b");
        return $"{first} {n} {read()}";
    }

    [Coroutine]
    public static string CapturedParameter(Co co, Trace t) => Parameter(co, t, 5);

    [Coroutine]
    public static string Parameter(Co co, Trace t, int n)
    {
        Action add = () => n++;
        add();
        t.Step(co, $"{n}");
        add();
        n += t.Get(co, n);
        Func<string> f = () => $"{t.Effects.Count} {n}";
        return f();
    }

    [Coroutine]
    public static string AForVariableIsShared(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        for (int i = 0; i < 3; i++)
        {
            list.Add(() => i);
            t.Step(co, $"{i}");
        }

        return string.Join(",", list.Select(f => f()));
    }

    [Coroutine]
    public static string AForVariableIsChangedByItsLambda(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 5; i += t.Get(co, 1))
        {
            Action skip = () => i++;
            skip();
            text += i;
        }

        return text;
    }

    [Coroutine]
    public static string ALocalInALoopIsFresh(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        int shared = 0;
        for (int i = 0; i < 3; i++)
        {
            int own = t.Get(co, i);
            int unset;
            unset = own * 2;
            list.Add(() => own + unset + shared);
            shared++;
            t.Step(co, "x");
            own += 100;
        }

        return string.Join(",", list.Select(f => f()));
    }

    [Coroutine]
    public static string GotoBackwardPastADeclaration(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        int i = 0;
    again:
        {
            int own = i;
            list.Add(() => own++);
            t.Step(co, "x");
            own += 10;
        }

        if (++i < 3)
            goto again;
        return string.Join(",", list.Select(f => f())) + string.Join(",", list.Select(f => f()));
    }

    [Coroutine]
    public static string InConditions(Co co, Trace t)
    {
        int limit = t.Get(co, 2);
        string text = "";
        if (new[] { 1, 2, 3 }.Any(x => x == limit) && t.Get(co, true))
            text += "any ";
        while (new[] { 1, 2, 3 }.Count(x => x < limit) < t.Get(co, 2))
            limit++;
        text += new[] { 1, 2, 3 }.Where(x => x <= limit).Sum() + t.Get(co, 1);
        return text;
    }

    [Coroutine]
    public static string InASwitchsHead(Co co, Trace t)
    {
        int limit = t.Get(co, 2);
        string text = "";
        switch (new[] { 1, 2, 3 }.Count(x => x < limit))
        {
            case 1:
                text += t.Get(co, "one");
                limit++;
                break;
        }

        return text + limit;
    }

    [Coroutine]
    public static string InAWhenClause(Co co, Trace t)
    {
        int limit = t.Get(co, 2);
        string text = "";
        switch (t.See(1))
        {
            case 1 when new[] { 1, 2, 3 }.Count(x => x > limit) == 1:
                text += t.Get(co, "one");
                limit++;
                break;
        }

        return text + limit;
    }

    [Coroutine]
    public static string InASwitchExpression(Co co, Trace t)
    {
        int limit = t.Get(co, 2);
        string text = new[] { 1, 2, 3 }.Count(x => x < limit) switch
        {
            1 when new[] { 1, 2, 3 }.Any(x => x == limit) => t.Get(co, "one"),
            _ => "other",
        };
        limit++;
        return text + limit;
    }

    [Coroutine]
    public static string InAReturn(Co co, Trace t)
    {
        int limit = t.Get(co, 2);
        limit += t.Get(co, 1);
        return string.Join(",", new[] { 1, 2, 3, 4 }.Where(x => x > limit));
    }

    [Coroutine]
    public static string InArguments(Co co, Trace t)
    {
        int n = 1;
        Func<int> f = t.Get<Func<int>>(co, () => n++);
        f();
        int g = Apply(co, t, x => x + n, t.Get(co, 3));
        Action h = co.Await(t.Leaf<Action>(() => n *= 2));
        h();
        return $"{n} {g}";
    }

    [Coroutine]
    public static int Apply(Co co, Trace t, Func<int, int> f, int x) => f(t.Get(co, x)) + f(0);

    [Coroutine]
    public static string NestedLambdas(Co co, Trace t)
    {
        int n = 1;
        Func<Func<int>> outer = () =>
        {
            int local = n;
            n++;
            return () => local + n;
        };
        var inner = outer();
        t.Step(co, "a");
        n = 10;
        return $"{inner()} {n} {outer()()}";
    }

    [Coroutine]
    public static string LambdasWithNamesOfLocals(Co co, Trace t)
    {
        string text = "";
        {
            int x = t.Get(co, 1);
            t.Step(co, "a");
            text += x;
        }

        Func<int, int> f = x => x + 1;
        Func<int, int> g = y =>
        {
            int x = y * 2;
            return x;
        };
        {
            string x = t.Get(co, "s");
            t.Step(co, "b");
            text += x + f(1) + g(2);
        }

        return text;
    }

    [Coroutine]
    public static string StaticLambdasAndDefaults(Co co, Trace t)
    {
        int n = t.Get(co, 1);
        var f = static (int x, int y = 5) => x + y;
        var g = (ref int x) => x += 2;
        g(ref n);
        n += f(n);
        Func<int, int, int> h = (_, _) => n;
        return $"{h(1, 2)} {t.Get(co, n)}";
    }

    [Coroutine]
    public static string OutAndPatternVariablesAreCaptured(Co co, Trace t)
    {
        object o = t.Get(co, 5);
        if (o is int n && int.TryParse("7", out int parsed))
        {
            Func<int> f = () => n + parsed;
            t.Step(co, "a");
            n++;
            parsed++;
            return $"{f()}";
        }

        return "no";
    }

    [Coroutine]
    public static string ACapturedStruct(Co co, Trace t)
    {
        var counter = new Counter();
        Func<int> next = () => counter.Next();
        next();
        counter.Add(t.Get(co, 5));
        next();
        counter.Value += t.Get(co, 10);
        return $"{counter.Value} {next()}";
    }

    [Coroutine]
    public static string ACapturedVariableAsReference(Co co, Trace t)
    {
        int n = 1;
        Action add = () => n++;
        Interlocked.Add(ref n, t.Get(co, 5));
        add();
        Order.TakeOut(out n, t.Get(co, n));
        add();
        (n, int m) = (t.Get(co, n + 1), 2);
        add();
        n += t.Get(co, m);
        n++;
        return $"{n}";
    }

    [Coroutine]
    public static string AnEscapedLambdaRunsWhileSuspended(Co co, Trace t)
    {
        int n = 1;
        var list = new List<Action> { () => n += 100 };
        RunAll(co, t, list);
        return $"{n}";
    }

    [Coroutine]
    public static void RunAll(Co co, Trace t, List<Action> actions)
    {
        foreach (var action in actions)
        {
            t.Step(co, "run");
            action();
        }
    }

    [Coroutine]
    public static string Queries(Co co, Trace t)
    {
        int n = t.Get(co, 2);
        var query = from x in new[] { 1, 2, 3 } let y = x * n where y > n orderby y descending select $"{x}{y}";
        t.Step(co, "a");
        n = 1;
        return string.Join(",", query);
    }

    [Coroutine]
    public static string ExpressionTrees(Co co, Trace t)
    {
        int n = t.Get(co, 2);
        System.Linq.Expressions.Expression<Func<int, int>> e = x => x + n;
        t.Step(co, "a");
        n = 5;
        return $"{e.Compile()(1)}";
    }

    [Coroutine]
    public static string InstanceCapture(Co co, Trace t) => new Holder(t, 5).Run(co, 2);

    public sealed partial class Holder(Trace t, int start)
    {
        private int field = 1;

        [Coroutine]
        public string Run(Co co, int n)
        {
            Func<int> f = () => field + n + start;
            field++;
            t.Step(co, "a");
            n++;
            this.field++;
            Func<int> g = () => this.field;
            return $"{f()} {g()} {t.Get(co, start)}";
        }
    }

    [Coroutine]
    public static string ACapturedVariableInTryAndCatch(Co co, Trace t)
    {
        int n = 0;
        Action add = () => n++;
        try
        {
            add();
            int inner = t.Get(co, 5);
            Func<int> f = () => inner + n;
            n += f();
            t.Lose<int>(co, "x");
        }
        catch (LeafException e)
        {
            Func<string> f = () => e.Message + n;
            t.Step(co, "handler");
            add();
            t.Log(f());
        }
        finally
        {
            add();
            t.Log(n);
        }

        return $"{n}";
    }

    [Coroutine]
    public static string ALambdaBeforeItsVariableIsAssigned(Co co, Trace t)
    {
        Func<int, int>? f = null;
        f = n => n <= 1 ? 1 : n * f!(n - 1);
        t.Step(co, "a");
        return $"{f(5)}";
    }
}
