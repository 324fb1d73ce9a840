using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

public static partial class Loops
{
    [Coroutine]
    public static int While(Co co, Trace t)
    {
        int n = 0;
        while (t.Get(co, n) < 3)
            n++;
        while (n < 6)
        {
            t.Step(co, $"body {n}");
            n++;
        }

        while (n < 8)
            n = t.Get(co, n + 1);
        return n;
    }

    [Coroutine]
    public static int WhileWithoutEnd(Co co, Trace t)
    {
        int n = 0;
        while (true)
        {
            n += t.Get(co, 1);
            if (n == 2)
                continue;
            if (n > 3)
                break;
            t.Log(n);
        }

        while (1 < 2)
        {
            if (t.Get(co, n++) > 4)
                return n;
        }
    }

    [Coroutine]
    public static int DoWhile(Co co, Trace t)
    {
        int n = 0;
        do
        {
            n++;
            if (n == 2)
                continue;
            t.Step(co, $"n{n}");
        }
        while (t.Get(co, n) < 4);
        do
            n--;
        while (t.Get(co, n > 0));
        do
        {
            n += t.Get(co, 5);
        }
        while (n < 10);
        return n;
    }

    [Coroutine]
    public static int DoOnce(Co co, Trace t)
    {
        int n = 0;
        do
        {
            n++;
            if (t.Get(co, n) == 1)
                break;
            n = 100;
        }
        while (false);
        return n;
    }

    [Coroutine]
    public static int For(Co co, Trace t)
    {
        int sum = 0;
        for (int i = t.Get(co, 0); i < t.Get(co, 3); i += t.Get(co, 1))
            sum += i;
        for (int i = 0, j = t.Get(co, 5); i < j; i++, j -= t.Get(co, 1))
            sum += i * j;
        int k;
        for (k = t.Get(co, 1), t.Step(co, "init"); k < 3; t.Step(co, "step"), k++)
        {
            if (k == 2)
                continue;
            sum += k;
        }

        for (; ; )
        {
            if (t.Get(co, sum) > 10)
                break;
            sum += 3;
        }

        for (; sum < 20;)
            sum += t.Get(co, 4);
        return sum;
    }

    [Coroutine]
    public static int ForAroundWhatDoesNotSuspend(Co co, Trace t)
    {
        int sum = t.Get(co, 1);
        for (int i = 0; i < 4; i++)
        {
            if (i == 2)
                continue;
            sum += i;
        }

        for (int i = 0; i < 2; i++)
            t.Step(co, $"{i}");
        return sum;
    }

    [Coroutine]
    public static string NestedWithBreakAndContinue(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 3; i++)
        {
            int j = 0;
            while (true)
            {
                j++;
                if (j == 2)
                    continue;
                do
                {
                    if (t.Get(co, i + j) == 3)
                        break;
                    text += $"{i}{j} ";
                    if (i == 1)
                        goto nextOuter;
                }
                while (t.Get(co, false));
                if (j > 2)
                    break;
            }

            text += "| ";
        nextOuter:
            if (i == 2)
                break;
        }

        return text;
    }

    [Coroutine]
    public static int JumpsOutOfTextThatDoesNotSuspend(Co co, Trace t)
    {
        int sum = 0;
        for (int i = 0; i < 6; i++)
        {
            sum += t.Get(co, i);
            foreach (int x in new[] { 1, 2 })
            {
                if (x == 2)
                    break;
                sum += x;
            }

            if (i == 1)
            {
                lock (t)
                {
                    continue;
                }
            }

            switch (i)
            {
                case 2:
                    sum += 100;
                    break;
                case 3:
                    continue;
                case 4:
                    goto done;
            }

            try
            {
                if (i == 0)
                    continue;
            }
            finally
            {
                t.Log($"finally {i}");
            }

            sum += 1000;
        }

    done:
        return sum;
    }

    [Coroutine]
    public static int ReturnsFromTextThatDoesNotSuspend(Co co, Trace t)
    {
        for (int i = 0; ; i++)
        {
            t.Step(co, $"{i}");
            foreach (int x in new[] { 1, 2, 3 })
            {
                using var disposable = new Disposable(t, $"d{i}{x}");
                if (x + i == 4)
                    return x * 10 + i;
            }
        }
    }

    [Coroutine]
    public static string PatternVariablesInLoopConditions(Co co, Trace t)
    {
        var queue = new Queue<object>([1, 2, "end", 4]);
        string text = "";
        while (t.Get(co, queue.Dequeue()) is int n)
        {
            t.Step(co, $"got {n}");
            text += n;
        }

        for (object o = 1; o is int m && m < t.Get(co, 4); o = m + 1)
        {
            text += m;
            t.Step(co, "m");
        }

        return text;
    }

    [Coroutine]
    public static string ManyLocals(Co co, Trace t)
    {
        int a = 1, b = 2, c = 3, d = 4, e = 5;
        string s = "s";
        long l = 6;
        for (int i = 0; i < 3; i++)
        {
            int old = a;
            a = b + t.Get(co, i);
            b = c;
            if (t.Get(co, i) == 1)
            {
                c = d + old;
                s += t.Get(co, a);
            }
            else
            {
                d = e;
                l += t.Get(co, b);
            }

            e = old;
        }

        return $"{a} {b} {c} {d} {e} {s} {l}";
    }

    [Coroutine]
    public static string ALocalStartsFreshInEachPass(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 3; i++)
        {
            int count = 0;
            List<int>? list = null;
            count += t.Get(co, i);
            list ??= [];
            list.Add(count);
            t.Step(co, "add");
            text += Show.Of(list);
        }

        return text;
    }

    [Coroutine]
    public static int LongRunning(Co co, Trace t)
    {
        int sum = 0;
        for (int i = 0; i < 50; i++)
            sum += t.Get(co, i);
        return sum;
    }

    [Coroutine]
    public static string FibonacciByDeconstruction(Co co, Trace t)
    {
        string text = "";
        for (var (a, b) = (0, 1); a < 20; (a, b) = (b, a + t.Get(co, b)))
            text += $"{a} ";
        return text;
    }

    [Coroutine]
    public static string APatternVariableInADoLoopsCondition(Co co, Trace t)
    {
        string text = "";
        do
        {
            text += "d";
        }
        while (t.Get(co, text) is { Length: var length } && t.Get(co, length) < 9);
        return text;
    }
}

public sealed class Disposable(Trace t, string name) : IDisposable
{
    public string Name => name;

    public void Dispose() => t.Log($"dispose {name}");
}
