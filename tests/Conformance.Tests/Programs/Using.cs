using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>using statements and declarations.</summary>
public static partial class Using
{
    [Coroutine]
    public static string Statements(Co co, Trace t)
    {
        using (var a = new Disposable(t, "a"))
        {
            t.Step(co, a.Name);
        }

        using (new Disposable(t, "b"))
            t.Step(co, "in b");
        using (t.Get(co, new Disposable(t, "e")))
        {
            t.Log("in e");
        }

        using (t.Get(co, new Disposable(t, "f")))
        {
            t.Step(co, "in f");
        }

        return t.Get(co, "end");
    }

    [Coroutine]
    public static string Declarations(Co co, Trace t)
    {
        using var a = new Disposable(t, "a");
        t.Step(co, "1");
        using Disposable b = new(t, "b"), c = t.Get(co, new Disposable(t, "c"));
        {
            using var d = new Disposable(t, "d");
            t.Step(co, "2");
        }

        t.Step(co, a.Name + b.Name + c.Name);
        return t.Get(co, "end");
    }

    [Coroutine]
    public static string Nulls(Co co, Trace t)
    {
        using (Disposable? none = null)
        {
            t.Step(co, "a");
        }

        using Disposable? other = t.Get<Disposable?>(co, null);
        using (t.Get<IDisposable?>(co, null))
        {
            t.Step(co, "b");
        }

        return t.Get(co, "end");
    }

    [Coroutine]
    public static string Structs(Co co, Trace t)
    {
        using (var a = new Handle(t, "a"))
        {
            a.Use();
            t.Step(co, "1");
            a.Use();
        }

        using var b = new Handle(t, "b");
        t.Step(co, "2");
        b.Use();
        using (new Handle(t, "c"))
            t.Step(co, "3");
        using ExplicitHandle d = new(t, "d");
        Handle? e = new Handle(t, "e");
        using (e)
        {
            t.Step(co, "4");
        }

        using Handle? none = null;
        return t.Get(co, "end");
    }

    [Coroutine]
    public static string TypeParameters(Co co, Trace t) =>
        Use(co, t, new Disposable(t, "class")) + Use(co, t, new Handle(t, "struct")) + Use<Disposable?>(co, t, null);

    [Coroutine]
    public static string Use<T>(Co co, Trace t, T resource)
        where T : IDisposable?
    {
        using (resource)
        {
            t.Step(co, "in statement");
        }

        using T again = resource;
        return t.Get(co, "end ");
    }

    [Coroutine]
    public static string Interfaces(Co co, Trace t)
    {
        using IDisposable a = new Disposable(t, "a");
        using IDisposable b = new Handle(t, "boxed");
        return t.Get(co, "end");
    }

    [Coroutine]
    public static string LeftByJumps(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 4; i++)
        {
            using var a = new Disposable(t, $"a{i}");
            if (t.Get(co, i) == 1)
                continue;
            using (new Disposable(t, $"b{i}"))
            {
                if (i == 2)
                    goto next;
                text += t.Get(co, i);
                if (i == 3)
                    return text;
            }

            text += ".";
        next:
            t.Log("next");
        }

        return text;
    }

    [Coroutine]
    public static string LeftByAnException(Co co, Trace t)
    {
        try
        {
            using var a = new Disposable(t, "a");
            t.Step(co, "1");
            using var b = new Disposable(t, "b");
            t.LoseInside<int>(co, "x");
        }
        catch (LeafException e)
        {
            t.Log(e.Message);
        }

        using (new Disposable(t, "c"))
        {
            co.Await(t.Fail("y"));
        }

        return "no";
    }

    [Coroutine, NoCancellationOracle("clean-up's exception is caught")]
    public static string DisposeFails(Co co, Trace t)
    {
        try
        {
            using var a = new Disposable(t, "a");
            using var b = new Failing(t, "b");
            t.Step(co, "1");
        }
        catch (LeafException e)
        {
            t.Log(e.Message);
        }

        using var c = new Failing(t, "c");
        t.Lose<int>(co, "x");
        return "no";
    }

    [Coroutine]
    public static string InHandlers(Co co, Trace t)
    {
        try
        {
            using var a = new Disposable(t, "a");
            t.Lose<int>(co, "x");
        }
        catch (LeafException e)
        {
            using var b = new Disposable(t, "b" + e.Message);
            t.Step(co, "handler");
        }

        return "end";
    }

    [Coroutine]
    public static string WithoutSuspensionInside(Co co, Trace t)
    {
        t.Step(co, "1");
        using (var a = new Disposable(t, "a"))
        {
            t.Log(a.Name);
        }

        foreach (int i in new[] { 1, 2 })
        {
            using var b = new Disposable(t, $"b{i}");
            t.Log(i);
        }

        return t.Get(co, "end");
    }

    [Coroutine]
    public static string InALambda(Co co, Trace t)
    {
        using var a = new Disposable(t, "a");
        Func<string> f = () => a.Name;
        t.Step(co, f());
        return f();
    }

    [Coroutine]
    public static string InSwitchSectionsAndLoops(Co co, Trace t)
    {
        int n = 0;
        while (n < 3)
        {
            switch (n++)
            {
                case 0:
                    {
                        using var a = new Disposable(t, "a");
                        t.Step(co, "0");
                        break;
                    }

                case 1:
                    using (new Disposable(t, "b"))
                    {
                        if (t.Get(co, true))
                            break;
                    }

                    t.Log("never");
                    break;
                default:
                    using (new Disposable(t, "c"))
                    {
                        return t.Get(co, "end");
                    }
            }
        }

        return "no";
    }

    [Coroutine]
    public static string ALockedResource(Co co, Trace t)
    {
        var gate = new SemaphoreSlim(1);
        co.Await(gate.WaitAsync());
        try
        {
            t.Step(co, "inside");
        }
        finally
        {
            gate.Release();
        }

        return $"{gate.CurrentCount}";
    }
}

public struct Handle(Trace t, string name) : IDisposable
{
    private int uses;

    public void Use() => uses++;

    public void Dispose() => t.Log($"dispose {name} after {uses++}");
}

public struct ExplicitHandle(Trace t, string name) : IDisposable
{
    private int uses;

    void IDisposable.Dispose() => t.Log($"dispose {name} after {uses++}");
}

public sealed class Failing(Trace t, string name) : IDisposable
{
    public void Dispose() => t.Throw($"dispose {name}");
}
