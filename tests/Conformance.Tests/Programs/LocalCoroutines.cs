using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Local functions that suspend and share the locals of the coroutine around them.</summary>
public static partial class LocalCoroutines
{
    [Coroutine]
    public static string SharesLocals(Co co, Trace t)
    {
        int total = 1;
        string text = "";
        Add(co, 10);
        total *= 2;
        int last = Add(co, t.Get(co, 100)) + Add(co, 1000);
        for (int i = 0; i < 2; i++)
            Add(co, i);
        return $"{total} {text} {last}";

        int Add(Co co, int n)
        {
            int before = total;
            total += t.Get(co, n);
            text += $"[{before}+{n}]";
            t.Step(co, text);
            total++;
            return total;
        }
    }

    [Coroutine]
    public static string MarkedAndWithoutCaptures(Co co, Trace t)
    {
        return $"{Twice(co, t, 2)} {Twice(co, t, t.Get(co, 3))}";

        [Coroutine]
        static int Twice(Co co, Trace t, int n) => t.Get(co, n) + t.Get(co, n);
    }

    [Coroutine]
    public static string VoidWithDefaultsAndNames(Co co, Trace t)
    {
        string text = "";
        Note(co);
        Note(co, b: 5);
        Note(co, b: t.Get(co, 7), a: t.Get(co, 6));
        return text;

        void Note(Co co, int a = 1, int b = 2)
        {
            text += $"{a}";
            t.Step(co, text);
            if (b == 5)
                return;
            text += $"{b} ";
        }
    }

    [Coroutine, NoCancellationOracle("a suspension in a finally is polled on")]
    public static string TriesAndFinallys(Co co, Trace t)
    {
        int state = 0;
        string text = "";
        try
        {
            try
            {
                Advance(co, false);
                t.Step(co, "between");
                Advance(co, true);
            }
            catch (LeafException e)
            {
                text += $"caught {e.Message} at {state} ";
                Advance(co, false);
            }
        }
        finally
        {
            Advance(co, false);
            text += $"finally {state}";
        }

        return text;

        void Advance(Co co, bool fails)
        {
            try
            {
                state++;
                t.Step(co, $"{state}");
                if (fails)
                    t.Throw("x");
                state += 10;
            }
            finally
            {
                t.Step(co, $"inner finally {state}");
                state += 100;
            }
        }
    }

    [Coroutine]
    public static string Recursive(Co co, Trace t)
    {
        int calls = 0;
        int result = Fib(co, t.Get(co, 5));
        return $"{result} {calls}";

        int Fib(Co co, int n)
        {
            calls++;
            if (n < 2)
                return t.Get(co, n);
            return Fib(co, n - 1) + Fib(co, n - 2);
        }
    }

    [Coroutine]
    public static string CallingEachOther(Co co, Trace t)
    {
        string text = "";
        Even(co, 3);
        return text;

        void Even(Co co, int n)
        {
            text += $"even {n} ";
            t.Step(co, text);
            if (n > 0)
                Odd(co, n - 1);
        }

        void Odd(Co co, int n)
        {
            text += $"odd {n} ";
            if (n > 0)
                Even(co, n - 1);
        }
    }

    [Coroutine]
    public static string Generic(Co co, Trace t) => Outer(co, t, "a") + Outer(co, t, 1);

    [Coroutine]
    private static string Outer<T>(Co co, Trace t, T first)
        where T : notnull
    {
        T last = first;
        var (a, b) = Pair(co, 5);
        t.Step(co, "x");
        string text = $"{Keep(co, first)} {Pair(co, "z")} {a}{b}{last} ";
        return text;

        (T, U) Pair<U>(Co co, U second)
            where U : notnull
        {
            T mine = t.Get(co, last);
            U other = t.Get(co, second);
            return (mine, other);
        }

        T Keep(Co co, T value)
        {
            last = t.Get(co, value);
            return last;
        }
    }

    [Coroutine]
    public static string Nested(Co co, Trace t)
    {
        int outer = 1;
        string text = "";
        First(co, 2);
        First(co, 3);
        return $"{text} {outer}";

        void First(Co co, int n)
        {
            int middle = n * 10;
            Second(co, 1);
            t.Step(co, text);
            Second(co, 2);
            text += $"({middle})";

            void Second(Co co, int by)
            {
                middle += by;
                outer += t.Get(co, by);
                text += $"{outer},{middle} ";
                if (by == 2)
                    Third(co);
            }
        }

        void Third(Co co)
        {
            outer += t.Get(co, 1000);
        }
    }

    [Coroutine]
    public static string CallsOrdinaryOnes(Co co, Trace t)
    {
        int n = 1;
        const int Step = 5;
        const string Name = "name";
        Work(co);
        Bump();
        Work(co);
        return $"{n}";

        void Work(Co co)
        {
            Bump();
            t.Step(co, $"{Name} {n}");
            Twice();
            n += Step;
        }

        void Bump() => n += 10;
        void Twice()
        {
            Bump();
            Bump();
        }
    }

    [Coroutine]
    public static string SharedWithLambdas(Co co, Trace t)
    {
        int n = 1;
        var list = new List<Func<int>>();
        for (int i = 0; i < 2; i++)
        {
            int own = i;
            Note(co);
            own += 100;
            t.Step(co, "x");

            void Note(Co co)
            {
                list.Add(() => own + n);
                own = t.Get(co, own + 10);
                n++;
                Action more = () => n += own;
                more();
                t.Step(co, $"{n}");
            }
        }

        return string.Join(",", list.Select(f => f())) + $" {n}";
    }

    [Coroutine]
    public static string Parameters(Co co, Trace t) => WithParameters(co, t, 3, "p");

    [Coroutine]
    private static string WithParameters(Co co, Trace t, int count, string name)
    {
        string text = "";
        while (count > 0)
            Down(co);
        return text + count;

        void Down(Co co)
        {
            t.Step(co, $"{name}{count}");
            text += name + count--;
        }
    }

    [Coroutine]
    public static string OfAnInstance(Co co, Trace t) => new Counter { Value = 3 }.Run(co, t);

    [Coroutine]
    public static string CalledDirectlyToo(Co co, Trace t)
    {
        int n = 0;
        Add(co, 1);
        if (t.Get(co, true))
            Add(co, 2);
        return $"{n}";

        void Add(Co co, int by)
        {
            n += by;
            t.Step(co, $"{n}");
        }
    }

    [Coroutine]
    public static string BesidesOperands(Co co, Trace t)
    {
        int n = 1;
        int sum = n + Bump(co) * 10 + n;
        int[] items = [n, Bump(co), n];
        return $"{sum} {string.Join(",", items)} {n}";

        int Bump(Co co)
        {
            t.Step(co, "bump");
            return ++n;
        }
    }

    [Coroutine, NoCancellationOracle("a suspension in a finally is polled on")]
    public static string InHandlersAndFinallys(Co co, Trace t)
    {
        int n = 0;
        try
        {
            Next(co);
            t.Throw("x");
        }
        catch (LeafException e) when (t.Filter(Is(1), n))
        {
            Next(co);
            return $"{n}{e.Message}";
        }
        finally
        {
            Next(co);
            t.Log($"n {n}");
        }

        return "never";

        void Next(Co co)
        {
            n++;
            t.Step(co, $"{n}");
        }

        bool Is(int k) => n == k;
    }

    private sealed partial class Counter
    {
        public int Value { get; set; }

        [Coroutine]
        public string Run(Co co, Trace t)
        {
            int own = 1;
            Add(co, 2);
            Add(co, t.Get(co, 3));
            return $"{Value} {own}";

            void Add(Co co, int n)
            {
                Value += t.Get(co, n);
                own += Value;
                this.Value++;
            }
        }
    }
}
