using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Statements that suspend, and statements around them.</summary>
public static partial class Statements
{
    [Coroutine]
    public static int Declarations(Co co, Trace t)
    {
        int a = t.Get(co, 1), b = t.Get(co, 2), c;
        var d = co.Await(t.Leaf(3));
        _ = t.Get(co, 4);
        t.Get(co, 5);
        c = t.Get(co, 6);
        return a + b + c + d;
    }

    [Coroutine]
    public static string ConstantsAndLateAssignments(Co co, Trace t)
    {
        const int a = 1, b = a + 1;
        const string text = "x" + "y";
        int late;
        string other;
        t.Step(co, text);
        late = t.Get(co, a + b);
        if (t.Get(co, true))
            other = t.Get(co, "yes");
        else
            other = "no";
        {
            const int inner = 10;
            late += t.Get(co, inner) + b;
        }

        Func<int> f = () => a + b;
        return $"{late} {other} {text} {f()}";
    }

    [Coroutine]
    public static int Empty(Co co, Trace t) => 5;

    [Coroutine]
    public static void EmptyAndVoid(Co co, Trace t)
    {
    }

    [Coroutine]
    public static void AnExpressionBodyWithoutAResult(Co co, Trace t) => t.Step(co, "a");

    [Coroutine]
    public static void AnExpressionBodyThatDoesNotSuspend(Co co, Trace t) => t.Log("a");

    [Coroutine]
    public static int AnExpressionBody(Co co, Trace t) => t.Get(co, 1) + co.Await(t.Leaf(2));

    [Coroutine]
    public static void ReturnsEarly(Co co, Trace t)
    {
        t.Step(co, "a");
        if (t.Get(co, true))
            return;
        t.Step(co, "b");
    }

    [Coroutine]
    public static string IfAndElse(Co co, Trace t)
    {
        string text = "";
        if (t.Get(co, true))
            text += "a";
        if (t.Get(co, false))
            text += "b";
        else
            text += t.Get(co, "c");
        if (t.See(false))
        {
            t.Step(co, "x");
        }
        else if (t.Get(co, false))
        {
            text += "d";
        }
        else if (t.Get(co, true))
        {
            t.Step(co, "y");
            text += "e";
        }
        else
        {
            text += "f";
        }

        if (t.See(true))
            if (t.Get(co, false))
                text += "g";
            else
                text += "h";
        return text;
    }

    [Coroutine]
    public static string PatternVariablesInConditions(Co co, Trace t)
    {
        string text = "";
        object o = 5;
        if (t.Get(co, o) is int n && n > t.Get(co, 3))
            text += n;
        if (t.Get<object>(co, "s") is not string s)
            return "no";
        text += s + t.Get(co, s.Length);
        if (o is not int m)
            return "no";
        t.Step(co, "m");
        text += m;
        if (!(t.Get(co, o) is int k))
            throw new LeafException("no");
        t.Step(co, "k");
        text += k;
        if (t.Get(co, (1, "two")) is (int x, var y) && y.Length == t.Get(co, 3))
            text += x + y;
        if (t.Get(co, "text") is { Length: var length and > 2 } whole && t.Get(co, true))
            text += length + whole;
        if (t.Get(co, new[] { 1, 2, 3 }) is [var first, .. var rest] && t.Get(co, rest.Length) == 2)
            text += first + rest[^1];
        return text;
    }

    [Coroutine]
    public static string PatternVariablesOfWhatDoesNotSuspend(Co co, Trace t)
    {
        object o = t.Get(co, 5);
        bool isInt = o is int n;
        t.Step(co, "a");
        n = isInt ? 6 : 7;
        t.Step(co, "b");
        var text = o is int m && m > 4 ? $"{m}" : "no";
        t.Step(co, text);
        if (int.TryParse("12", out int parsed) && t.Get(co, parsed) == 12)
            text += parsed;
        t.Step(co, "c");
        int.TryParse("13", out var other);
        t.Step(co, "d");
        return text + n + parsed + other + (o is string s ? s : t.Get(co, "none"));
    }

    [Coroutine]
    public static string PatternsWithoutVariables(Co co, Trace t)
    {
        bool a = t.Get(co, 5) is > 3 and < 7;
        bool b = t.Get(co, "x") is null or "y";
        bool c = t.Get<string?>(co, null) is null;
        bool d = t.Get<object>(co, 5) is not string;
        bool e = t.Get(co, new Point(1, 2)) is { X: 1, Y: not 3 };
        bool f = t.Get(co, new[] { 1, 2 }) is [1, _];
        return $"{a}{b}{c}{d}{e}{f}";
    }

    [Coroutine]
    public static int ThrowsWhatSuspends(Co co, Trace t)
    {
        t.Step(co, "a");
        throw new LeafException(t.Get(co, "thrown"));
    }

    [Coroutine]
    public static int FailsInAFrameThatShows(Co co, Trace t)
    {
        t.Step(co, "a");
        t.Throw("fails");
        return 0;
    }

    [Coroutine]
    public static int FailsInAChild(Co co, Trace t)
    {
        t.Step(co, "a");
        return t.Lose<int>(co, "child");
    }

    [Coroutine]
    public static int FailsInALeaf(Co co, Trace t)
    {
        t.Step(co, "a");
        return co.Await(t.Fail("leaf"));
    }

    [Coroutine]
    public static int FailsInALeafThatCleansUpSlowly(Co co, Trace t)
    {
        t.Step(co, "a");
        return co.Await(t.FailSlowly("leaf"));
    }

    [Coroutine]
    public static int IsUnreachableAfterwards(Co co, Trace t)
    {
        return t.Get(co, 1);
        t.Step(co, "never");
        return 2;
    }

    [Coroutine]
    public static int IsNeverTaken(Co co, Trace t)
    {
        if (false)
            t.Step(co, "never");
        const bool no = false;
        while (no)
            t.Step(co, "never");
        return t.Get(co, no ? t.Get(co, 2) : 1);
    }

    [Coroutine]
    public static int NestedBlocks(Co co, Trace t)
    {
        int sum = 0;
        {
            int a = t.Get(co, 1);
            {
                int b = t.Get(co, 2);
                sum += a + b;
                ;
            }

            {
            }

            {
                int b = 5;
                sum += a * b;
            }
        }

        ;
        return sum;
    }

    [Coroutine]
    public static string Labels(Co co, Trace t)
    {
        int n = 0;
        string text = "";
    again:
        n++;
        text += t.Get(co, n);
        if (n < 3)
            goto again;
        for (int i = 0; ; i++)
        {
            while (true)
            {
                t.Step(co, $"i{i}");
                if (i == 1)
                    goto outside;
                break;
            }
        }

    outside:
        t.Step(co, "outside");
        if (n == 3)
        {
            n = t.Get(co, 10);
            goto end;
        }

        n = -1;
    end:;
        return text + n;
    }

    [Coroutine]
    public static int ALabelAtTheEnd(Co co, Trace t)
    {
        int n = 0;
        {
            t.Step(co, "a");
            if (t.Get(co, true))
                goto end;
            n = 1;
        end:;
        }

        return n + 5;
    }

    [Coroutine]
    public static int TheSameLabelTwice(Co co, Trace t)
    {
        int n = 0;
        {
            if (t.Get(co, true))
                goto end;
            n = 100;
        end:
            n += t.Get(co, 1);
        }

        {
            if (t.Get(co, false))
                goto end;
            n += 10;
        end:
            n += t.Get(co, 2);
        }

        return n;
    }

    [Coroutine]
    public static int GotoIntoALoopsNextPass(Co co, Trace t)
    {
        int n = 0;
        for (int i = 0; i < 4; i++)
        {
            if (t.Get(co, i) % 2 == 0)
                goto next;
            n += i;
        next:
            n *= 2;
            t.Step(co, "next");
        }

        return n;
    }

    [Coroutine]
    public static int LockWithoutSuspension(Co co, Trace t)
    {
        object gate = new();
        int n = t.Get(co, 1);
        lock (gate)
        {
            n += 2;
        }

        lock (t.Get(co, gate))
        {
            n += 3;
            if (n > 100)
                return n;
        }

        var newGate = new Lock();
        lock (newGate)
        {
            if (n == 6)
                return n + 1;
        }

        t.Step(co, "never");
        return n;
    }

    [Coroutine]
    public static int CheckedWithoutSuspension(Co co, Trace t)
    {
        int n = t.Get(co, int.MaxValue);
        unchecked
        {
            n++;
        }

        int m = unchecked(n - 1) - t.Get(co, 1);
        checked
        {
            m++;
        }

        return checked(m + t.See(1));
    }

    [Coroutine]
    public static int CheckedOverflow(Co co, Trace t)
    {
        int n = t.Get(co, int.MaxValue);
        return checked(n + 1);
    }

    [Coroutine]
    public static unsafe int UnsafeBetweenSuspensions(Co co, Trace t)
    {
        int n = t.Get(co, 1);
        int* p = &n;
        *p += 5;
        int m = n;
        m += t.Get(co, 2);
        fixed (int* q = new int[] { 7, 8 })
        {
            m += q[1];
        }

        return m + sizeof(int);
    }

    [Coroutine]
    public static int LocalFunctions(Co co, Trace t)
    {
        int a = Double(t.Get(co, 2));
        int b = Later<int>(t.Get(co, 3));
        return Double(a) + b + t.Get(co, Double(Double(1)));

        static int Double(int n) => n * 2;
        int Later<T>(T value) => value!.ToString()!.Length + Double(5);
    }

    private static int Shadowed() => 100;

    [Coroutine, NoCancellationOracle("awaits tasks that the script does not know")]
    public static int IteratorsAndAsyncInside(Co co, Trace t)
    {
        int a = Numbers(t.Get(co, 3)).Sum();
        Func<int, Task<int>> f = async x =>
        {
            await Task.CompletedTask;
            return x + 1;
        };
        return a + co.Await(f(t.Get(co, 4))) + co.Await(Twice(5));

        static IEnumerable<int> Numbers(int count)
        {
            for (int i = 0; i < count; i++)
                yield return i;
        }

        static async Task<int> Twice(int x)
        {
            await Task.Yield();
            return x * 2;
        }
    }

    [Coroutine]
    public static string Directives(Co co, Trace t)
    {
        #region first
        string text = t.Get(co, "a");
        #endregion
#if NEVER
        text += t.Get(co, "never");
#else
        text += t.Get(co, "b");
#endif
#pragma warning disable CS0219
        int unused = 1;
#pragma warning restore CS0219
#nullable disable
        string none = null;
        text += t.Get(co, none);
#nullable restore
        return text /* comment */ + t.Get(co, "c"); // the end
    }

    [Coroutine]
    public static string LiteralsKeepTheirText(Co co, Trace t)
    {
        string a = """
            raw "text"
              indented
            """;
        string b = @"verbatim ""x""
next line";
        ReadOnlySpan<byte> bytes = "utf8"u8;
        int length = bytes.Length;
        string c = t.Get(co, """
            raw argument
            """) + t.Get(co, @"verbatim
argument");
        string d = $"""
            {t.Get(co, 1)} "raw"
              {t.See(2)} {t.Get(co, 3)}
            """;
        string e = "\e\u0041\t\x41" + t.Get(co, '\'') + '\\' + "\"";
        return a + b + c + d + e + length + 1_000 + 0b101 + 0xFFu + 1e3 + 1.5m;
    }

    [Coroutine]
    public static string DeclaredTypes(Co co, Trace t)
    {
        long a = t.Get(co, 1);
        object b = t.Get(co, 2);
        IEnumerable<int> c = t.Get(co, new List<int> { 3 });
        dynamic d = t.Get(co, 4);
        int? e = t.Get(co, 5);
        (int x, string y) f = t.Get(co, (6, "z"));
        Func<int> g = t.Get<Func<int>>(co, () => 7);
        int[][] h = t.Get(co, new[] { new[] { 8 } });
        t.Step(co, "end");
        return $"{a} {b} {c.First()} {d} {e} {f.x}{f.y} {g()} {h[0][0]}";
    }

    [Coroutine]
    public static int AssignmentsToEverything(Co co, Trace t)
    {
        int a;
        a = t.Get(co, 1);
        int b = a = t.Get(co, 2);
        (a) = t.Get(co, 3);
        a = (b = t.Get(co, 4)) + 1;
        return a + b;
    }

    [Coroutine]
    public static int TheSameLabelInABlockThatDoesNotSuspend(Co co, Trace t)
    {
        int n = 0;
        {
            if (t.Get(co, true))
                goto end;
            n = 100;
        end:
            n += t.Get(co, 1);
        }

        {
            if (n > 50)
                goto end;
            n += 10;
        end:
            n += 5;
        }

        return n;
    }

}
