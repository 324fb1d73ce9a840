using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

public static partial class Usings
{
    [Coroutine]
    public static int AStatement(Co co, Trace t)
    {
        using (var a = new Resource(t, "a"))
        using (new Resource(t, t.Get(co, "b")))
        {
            t.Step(co, "inside");
            return t.Get(co, a.Name.Length);
        }
    }

    [Coroutine]
    public static string DeclarationsEndInReverse(Co co, Trace t)
    {
        using var a = new Resource(t, "a");
        t.Step(co, "between");
        using Resource b = new(t, t.Get(co, "b")), c = new(t, "c");
        {
            using var inner = new Resource(t, "inner");
            t.Step(co, "in the block");
        }

        return t.Get(co, a.Name + b.Name + c.Name);
    }

    [Coroutine]
    public static int NullIsNotDisposed(Co co, Trace t)
    {
        using var none = t.Get(co, (Resource?)null);
        using ((IDisposable?)null)
            t.Step(co, "inside");
        return t.Get(co, none is null ? 1 : 2);
    }

    [Coroutine]
    public static int AStructIsDisposedWhereItStands(Co co, Trace t)
    {
        using var counted = new Counted(t);
        counted.Add();
        t.Step(co, "one");
        counted.Add();
        return t.Get(co, counted.Count);
    }

    [Coroutine]
    public static int AnExceptionDisposes(Co co, Trace t)
    {
        using var a = new Resource(t, "a");
        try
        {
            using var b = new Resource(t, "b");
            return t.Lose<int>(co, "lost");
        }
        catch (LeafException)
        {
            t.Step(co, "caught");
        }

        using var c = new Resource(t, "c");
        return t.Lose<int>(co, "again");
    }

    [Coroutine]
    public static int InALoop(Co co, Trace t)
    {
        var sum = 0;
        for (var i = 0; i < 3; i++)
        {
            using var each = new Resource(t, $"r{i}");
            if (t.Get(co, i) == 1)
                continue;
            sum += i;
        }

        return sum;
    }

    [Coroutine]
    public static string AGenericResource(Co co, Trace t) => Use(co, t, new Counted(t)) + Use(co, t, new Resource(t, "g"));

    [Coroutine]
    private static string Use<T>(Co co, Trace t, T resource)
        where T : IDisposable
    {
        using var kept = resource;
        t.Step(co, typeof(T).Name);
        return kept.ToString()!;
    }

    private sealed class Resource(Trace t, string name) : IDisposable
    {
        public string Name => name;

        public void Dispose() => t.Log($"dispose {name}");
    }

    private struct Counted(Trace t) : IDisposable
    {
        public int Count;

        public void Add() => Count++;

        public readonly void Dispose() => t.Log($"dispose at {Count}");
    }
}
