using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Local functions that share the locals of a coroutine.</summary>
public static partial class LocalFunctions
{
    [Coroutine]
    public static string CaptureByReference(Co co, Trace t)
    {
        int total = 0;
        string text = "";
        Add(1);
        total += t.Get(co, 10);
        Add(t.Get(co, 100));
        for (int i = 0; i < 2; i++)
        {
            Add(t.Get(co, i));
            total *= 2;
        }

        return $"{text}={total}";

        void Add(int n)
        {
            total += n;
            text += $"{total} ";
        }
    }

    [Coroutine]
    public static string InTryAndFinally(Co co, Trace t)
    {
        int state = 0;
        try
        {
            Advance();
            t.Step(co, $"{state}");
            Advance();
            t.Throw("x");
        }
        catch (LeafException) when (t.Filter(IsAt(2), state))
        {
            Advance();
            t.Step(co, $"{state}");
        }
        finally
        {
            Advance();
            t.Log($"finally {state}");
        }

        return $"{state}";

        void Advance() => state++;
        bool IsAt(int n) => state == n;
    }

    [Coroutine]
    public static string Recursive(Co co, Trace t)
    {
        int calls = 0;
        int result = Fib(t.Get(co, 10));
        t.Step(co, "between");
        return $"{result} {calls} {IsEven(5)} {calls}";

        int Fib(int n)
        {
            calls++;
            return n < 2 ? n : Fib(n - 1) + Fib(n - 2);
        }

        bool IsEven(int n) => n == 0 || IsOdd(n - 1);
        bool IsOdd(int n)
        {
            calls++;
            return n != 0 && IsEven(n - 1);
        }
    }

    [Coroutine]
    public static string Generic(Co co, Trace t)
    {
        var seen = new List<string>();
        int count = 0;
        Note(1);
        t.Step(co, "x");
        Note<object>("a");
        string text = Pair(t.Get(co, 2), "b");
        return $"{text} {count} {string.Join(",", seen)}";

        void Note<T>(T value)
        {
            count++;
            seen.Add($"{typeof(T).Name} {value}");
        }

        string Pair<T, U>(T first, U second)
            where T : struct
            where U : class
        {
            Note(first);
            Note(second);
            return $"{first}{second}";
        }
    }

    [Coroutine]
    public static string OfAGenericCoroutine(Co co, Trace t) => Twice(co, t, "a") + Twice(co, t, 1);

    [Coroutine]
    private static string Twice<T>(Co co, Trace t, T value)
    {
        T last = value;
        string text = "";
        Append(value);
        T next = t.Get(co, value);
        Append(next);
        return text + last;

        void Append(T item)
        {
            text += item;
            last = item;
        }
    }

    [Coroutine]
    public static string ParametersOfEveryKind(Co co, Trace t)
    {
        int n = 1;
        int local = 5;
        Change(ref local, out int made, 7);
        t.Step(co, $"{local} {made} {n}");
        string text = Defaults() + Defaults(b: 3) + Defaults(4, 5) + Sum(1, 2, t.Get(co, 3));
        ref int chosen = ref Choose(new[] { 10, 20 });
        chosen++;
        return $"{text} {n} {local} {chosen}";

        void Change(ref int value, out int result, in int by)
        {
            value += by;
            result = value * 2;
            n += result;
        }

        string Defaults(int a = 1, int b = 2) => $"({a},{b},{n})";
        int Sum(params int[] items) => items.Sum() + n;
        ref int Choose(int[] items) => ref items[n > 100 ? 0 : 1];
    }

    [Coroutine]
    public static string DeclaredAfterUse(Co co, Trace t)
    {
        Initialise();
        t.Step(co, "x");
        int value;
        Initialise();
        value += t.Get(co, 1);
        return $"{value}";

        void Initialise() => value = 41;
    }

    [Coroutine]
    public static string InNestedBlocks(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 2; i++)
        {
            int own = t.Get(co, i);
            int Next() => own += 10 + i;
            text += Next();
            t.Step(co, text);
            text += $"{Next()} ";
        }

        if (t.Get(co, true))
        {
            int own = 3;
            string Next() => $"other {own++} {text.Length}";
            text += Next();
            t.Step(co, "y");
            text += Next();
        }

        return text;
    }

    [Coroutine]
    public static string InTextThatDoesNotSuspend(Co co, Trace t)
    {
        int total = t.Get(co, 1);
        var list = new List<Func<int>>();
        foreach (int i in new[] { 1, 2 })
        {
            int own = i;
            void Add() => total += own++;
            int Read() => own * 100;
            Add();
            Add();
            list.Add(Read);
        }

        try
        {
            t.Step(co, "x");
        }
        finally
        {
            Twice(5);
            void Twice(int n)
            {
                Once();
                Once();
                void Once() => total += n;
            }
        }

        return $"{total} {string.Join(",", list.Select(f => f()))}";
    }

    [Coroutine]
    public static string NestedCaptures(Co co, Trace t)
    {
        int outer = 1;
        string text = "";
        Outer(t.Get(co, 2));
        t.Step(co, text);
        Outer(3);
        return $"{text} {outer}";

        void Outer(int n)
        {
            int middle = n * 10;
            Inner();
            Inner();
            Func<int> lambda = () => ++middle;
            text += $"{lambda()} ";

            void Inner()
            {
                outer += n;
                middle++;
                text += $"{outer},{middle} ";
            }
        }
    }

    [Coroutine]
    public static string CalledByLambdas(Co co, Trace t)
    {
        int n = 1;
        Action<int> add = x => Add(x);
        add(2);
        t.Step(co, $"{n}");
        add(t.Get(co, 3));
        n *= 2;
        var doubled = new[] { 1, 2 }.Select(x => Plus(x)).ToList();
        return $"{n} {string.Join(",", doubled)}";

        void Add(int x) => n += x;
        int Plus(int x) => n + x;
    }

    [Coroutine]
    public static string SharedWithLambdas(Co co, Trace t)
    {
        int n = 1;
        Func<int> read = () => n;
        Add(1);
        t.Step(co, "x");
        Add(t.Get(co, 10));
        n += 100;
        return $"{read()} {n}";

        void Add(int x)
        {
            n += x;
            Func<int> inner = () => n * 2;
            t.Log(inner());
        }
    }

    [Coroutine]
    public static string OrderOfEvaluation(Co co, Trace t)
    {
        int n = 1;
        int sum = n + Bump() * t.Get(co, 10) + n;
        string text = $"{n} {Bump()} {t.Get(co, n)} {Bump()} {n}";
        int[] items = [n, Bump(), t.Get(co, 5), n];
        return $"{sum} {text} {string.Join(",", items)}";

        int Bump() => ++n;
    }

    [Coroutine]
    public static string TheNameMeansSomethingElseElsewhere(Co co, Trace t)
    {
        string text = Shared(1);
        {
            int n = t.Get(co, 1);
            string Name() => $"first {n}";
            text += Name();
            t.Step(co, "x");
        }

        {
            string Name(int n) => $"second {n} {text.Length}";
            text += Name(t.Get(co, 2));
        }

        return text + new Holder().Name() + Shared(t.Get(co, 3));

        string Shared(int x) => $"local {x} ";
    }

    [Coroutine]
    public static string InCheckedBlocks(Co co, Trace t)
    {
        int big = int.MaxValue;
        string text = "";
        try
        {
            checked
            {
                t.Step(co, "x");
                Add();
                int Twice() => big * 2;
                void Add() => text += Twice();
            }
        }
        catch (OverflowException)
        {
            text += "overflow";
        }

        return text;
    }

    [Coroutine]
    public static string OfAnInstance(Co co, Trace t) => new Holder { Value = 3 }.Run(co, t);

    [Coroutine]
    public static string SwitchesAndLabels(Co co, Trace t)
    {
        int n = 0;
        string text = "";
    again:
        switch (t.Get(co, n))
        {
            case 0:
                int own = 7;
                Note();
                goto case 1;
            case 1:
                own = 8;
                Note();
                break;
                void Note() => text += $"{own}{n} ";
        }

        n++;
        if (n < 2)
            goto again;
        return text;
    }

    private sealed partial class Holder
    {
        public int Value { get; set; }

        public string Name() => "member";

        [Coroutine]
        public string Run(Co co, Trace t)
        {
            int own = 1;
            Add(t.Get(co, 2));
            t.Step(co, "x");
            Add(t.Get(co, 3));
            return $"{Value} {own}";

            void Add(int n)
            {
                Value += n;
                own += Value;
            }
        }
    }
}
