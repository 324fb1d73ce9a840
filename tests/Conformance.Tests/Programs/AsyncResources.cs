using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Resources that are disposed asynchronously, in <c>using</c>.</summary>
public static partial class AsyncResources
{
    [Coroutine]
    public static string Statements(Co co, Trace t)
    {
        var resource = new Resource(t, "a");
        string text = "";
        using (co.Use(resource))
        {
            text += resource.Name;
            text += t.Get(co, "b");
        }

        using (co.Use(new Resource(t, "c"), out var named))
            text += named.Name;
        using (co.Use(t.Get(co, new Resource(t, "d"))))
            t.Log("inside");
        return text + t.Get(co, "e");
    }

    [Coroutine]
    public static string Declarations(Co co, Trace t)
    {
        using var _ = co.Use(new Resource(t, "a"), out var first);
        t.Step(co, "between");
        using var second = co.Use(new Resource(t, first.Name + "b"));
        using var plain = new StringReader("text");
        t.Step(co, "last");
        return first.Name + plain.ReadToEnd();
    }

    [Coroutine]
    public static string NullsAndStructs(Co co, Trace t)
    {
        Resource? none = null;
        using (co.Use(none))
            t.Step(co, "none");
        Value? missing = null;
        using (co.Use(missing))
            t.Step(co, "missing");
        Value? present = new Value(t, "present");
        using (co.Use(present))
            t.Step(co, "inside");
        using (co.Use(new Value(t, "value")))
            t.Step(co, "inside");
        using (co.Use(new Hidden(t)))
            t.Step(co, "inside");
        IAsyncDisposable face = new Resource(t, "interface");
        using (co.Use(face))
            t.Step(co, "inside");
        return Generic(co, t, new Value(t, "generic")) + Generic(co, t, new Resource(t, "generic"));
    }

    [Coroutine]
    private static string Generic<T>(Co co, Trace t, T resource)
        where T : IAsyncDisposable
    {
        using (co.Use(resource))
            return t.Get(co, typeof(T).Name);
    }

    [Coroutine, NoCancellationOracle("an exception is on its way at the first suspensions")]
    public static string LeftByAnException(Co co, Trace t)
    {
        try
        {
            using (co.Use(new Resource(t, "a")))
            {
                using (co.Use(new Resource(t, "b")))
                    t.Throw("x");
            }
        }
        catch (LeafException e)
        {
            return e.Message + t.Get(co, "caught");
        }

        return "never";
    }

    [Coroutine, NoCancellationOracle("in direct execution the failure of a disposal replaces the cancellation, and is caught")]
    public static string DisposalFails(Co co, Trace t)
    {
        try
        {
            using (co.Use(new Failing(t)))
                t.Step(co, "inside");
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }

        return "never";
    }

    [Coroutine]
    public static string InLoops(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 4; i++)
        {
            using var _ = co.Use(new Resource(t, $"{i}"), out var resource);
            if (i == 1)
                continue;
            if (t.Get(co, i) == 2)
                break;
            text += resource.Name;
        }

        return text;
    }

    [Coroutine]
    public static string PatternDisposables(Co co, Trace t)
    {
        string text = "";
        var shaped = new Shaped(t);
        try
        {
            text += t.Get(co, "inside");
        }
        finally
        {
            co.Await(shaped.DisposeAsync());
        }

        return text;
    }

    private sealed class Shaped(Trace t)
    {
        public Task DisposeAsync() => t.TaskOf("disposed shaped");
    }

    private sealed class Resource(Trace t, string name) : IAsyncDisposable
    {
        public string Name => name;

        public ValueTask DisposeAsync()
        {
            t.Log($"dispose {name}");
            return new(t.TaskOf($"disposed {name}"));
        }

        public override string ToString() => name;
    }

    private readonly struct Value(Trace t, string name) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(t.TaskOf($"disposed {name}"));
    }

    private sealed class Hidden(Trace t) : IAsyncDisposable
    {
        ValueTask IAsyncDisposable.DisposeAsync() => new(t.TaskOf("disposed hidden"));
    }

    private sealed class Failing(Trace t) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => t.Throw<ValueTask>("failed");
    }
}
