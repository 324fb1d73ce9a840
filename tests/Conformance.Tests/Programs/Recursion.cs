using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

public static partial class Recursion
{
    [Coroutine]
    public static int Direct(Co co, Trace t) => Factorial(co, t, 5);

    [Coroutine]
    private static int Factorial(Co co, Trace t, int n) => n <= 1 ? t.Get(co, 1) : n * Factorial(co, t, n - 1);

    [Coroutine]
    public static string Mutual(Co co, Trace t) => $"{Even(co, t, 4)} {Odd(co, t, 4)}";

    [Coroutine]
    private static bool Even(Co co, Trace t, int n)
    {
        t.Get(co, n);
        return n == 0 || Odd(co, t, n - 1);
    }

    [Coroutine]
    private static bool Odd(Co co, Trace t, int n) => n != 0 && Even(co, t, n - 1);

    [Coroutine]
    public static string Tree(Co co, Trace t)
    {
        var tree = new Node<int>(2, new(1, null, null), new(4, new(3, null, null), null));
        var list = new List<int>();
        tree.Walk(co, t, list);
        return Show.Of(list);
    }

    [Coroutine]
    public static int Generic(Co co, Trace t) => Depth<string>(co, t, 3, "x");

    [Coroutine]
    private static int Depth<T>(Co co, Trace t, int n, T value)
    {
        if (n == 0)
            return 0;
        T kept = t.Get(co, value);
        return 1 + Depth(co, t, n - 1, kept);
    }

    [Coroutine, NoCancellationOracle("futures made as values are cancelled together")]
    public static int FuturesInVariables(Co co, Trace t) => Later(co, t, 4);

    [Coroutine]
    private static int Later(Co co, Trace t, int n)
    {
        if (n < 2)
            return t.Get(co, n);
        var first = Later(t, n - 1);
        t.Step(co, $"before {n}");
        int a = co.Await(first);
        var (second, name) = (Later(t, n - 2), $"second {n}");
        t.Step(co, name);
        return a + co.Await(second);
    }

    [Coroutine]
    public static int FuturesInVariablesOfACircle(Co co, Trace t) => Ping(co, t, 3);

    [Coroutine]
    private static int Ping(Co co, Trace t, int n)
    {
        var pong = Pong(t, n);
        t.Step(co, $"ping {n}");
        return co.Await(pong) + 1;
    }

    [Coroutine]
    private static int Pong(Co co, Trace t, int n)
    {
        t.Step(co, $"pong {n}");
        return n == 0 ? 0 : Ping(co, t, n - 1);
    }

    [Coroutine]
    public static int Fibonacci(Co co, Trace t) => Fib(co, t, 5);

    [Coroutine]
    private static int Fib(Co co, Trace t, int n) => n < 2 ? t.Get(co, n) : Fib(co, t, n - 1) + Fib(co, t, n - 2);

    [Coroutine]
    [NoCancellationOracle("A suspending finally tells a cancellation from an exception.")]
    public static string ExceptionFromTheDepth(Co co, Trace t)
    {
        try
        {
            Sink(co, t, 3);
            return "no";
        }
        catch (LeafException e)
        {
            t.Log("handler");
            return e.Message + t.Get(co, 0);
        }
    }

    [Coroutine]
    [NoCancellationOracle("A suspending finally tells a cancellation from an exception.")]
    public static void UnhandledFromTheDepth(Co co, Trace t) => Sink(co, t, 2);

    [Coroutine]
    private static void Sink(Co co, Trace t, int n)
    {
        try
        {
            t.Get(co, n);
            if (n == 0)
                t.Lose<int>(co, "ground");
            Sink(co, t, n - 1);
        }
        finally
        {
            t.Get(co, $"up {n}");
        }
    }

    [Coroutine]
    [NoCancellationOracle("A suspending finally tells a cancellation from an exception.")]
    public static int InAFinally(Co co, Trace t) => Twice(co, t, 2);

    [Coroutine]
    private static int Twice(Co co, Trace t, int n)
    {
        int r = 0;
        try
        {
            r = t.Get(co, n);
            return r;
        }
        finally
        {
            if (n > 0)
                r += Twice(co, t, n - 1);
            t.Log($"{n}: {r}");
        }
    }

    public sealed partial class Node<T>(T value, Node<T>? left, Node<T>? right)
    {
        [Coroutine]
        public void Walk(Co co, Trace t, List<T> into)
        {
            left?.Walk(co, t, into);
            into.Add(t.Get(co, value));
            right?.Walk(co, t, into);
        }
    }
}
