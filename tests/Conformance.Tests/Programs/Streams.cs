using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Async streams in <c>foreach</c>.</summary>
public static partial class Streams
{
    [Coroutine]
    public static string Elements(Co co, Trace t)
    {
        string text = "";
        foreach (int x in co.Each(new Source(t, 3)))
        {
            if (x == 2)
                continue;
            text += t.Get(co, $"{x} ");
        }

        return text;
    }

    [Coroutine]
    public static string WithoutSuspensionInTheBody(Co co, Trace t)
    {
        int sum = 0;
        foreach (long x in co.Each(new Source(t, 3)))
            sum += (int)x;
        return $"{sum}";
    }

    [Coroutine]
    public static string LeftByJumps(Co co, Trace t)
    {
        string text = "";
        foreach (int x in co.Each(new Source(t, 5)))
        {
            text += x;
            if (t.Get(co, x) == 2)
                break;
        }

        foreach (int x in co.Each(new Source(t, 5)))
        {
            foreach (int y in co.Each(new Source(t, 2, "inner")))
            {
                if (x == 2)
                    goto end;
                text += $"[{x}{y}]";
            }
        }

    end:
        foreach (int x in co.Each(new Source(t, 5)))
        {
            if (x == 1)
                return text + t.Get(co, "!");
        }

        return "never";
    }

    [Coroutine, NoCancellationOracle("an exception is on its way at the last suspension")]
    public static string LeftByAnException(Co co, Trace t)
    {
        string text = "";
        try
        {
            foreach (int x in co.Each(new Source(t, 5)))
            {
                text += t.Get(co, x);
                if (x == 2)
                    t.Throw("stop");
            }
        }
        catch (LeafException e)
        {
            text += t.Get(co, e.Message);
        }

        return text;
    }

    [Coroutine, NoCancellationOracle("an exception is on its way at the last suspension")]
    public static string TheStreamFails(Co co, Trace t)
    {
        string text = "";
        try
        {
            foreach (int x in co.Each(new Source(t, 5) { FailsAt = 3 }))
                text += t.Get(co, x);
        }
        catch (LeafException e)
        {
            text += e.Message;
        }

        return text;
    }

    [Coroutine]
    public static string TheHeadSuspends(Co co, Trace t)
    {
        string text = "";
        foreach (int x in co.Each(Make(t, t.Get(co, 2))))
            text += x;
        return text;
    }

    [Coroutine]
    public static string ElementsAreCaptured(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        foreach (int x in co.Each(new Source(t, 3)))
            list.Add(() => x);
        foreach (var (a, b) in co.Each(new Mapped<(int, int)>(new Source(t, 2), x => (x, -x))))
            list.Add(() => a * 10 + b);
        return string.Join(",", list.Select(f => f()));
    }

    [Coroutine]
    public static string OfTypeParameters(Co co, Trace t) =>
        Last(co, t, new Mapped<string>(new Source(t, 2), x => $"<{x}>")) + Last(co, t, new Source(t, 3));

    [Coroutine]
    private static string Last<T>(Co co, Trace t, IAsyncEnumerable<T> source)
    {
        string last = "none";
        foreach (T x in co.Each(source))
            last = $"{t.Get(co, x)}";
        return last;
    }

    [Coroutine, NoCancellationOracle("an iterator runs on until it has stopped")]
    public static string AsyncIterators(Co co, Trace t)
    {
        string text = "";
        foreach (string x in co.Each(Iterate(t)))
            text += x + t.Get(co, "-");
        return text;
    }

    [Coroutine]
    public static string NullIsAnError(Co co, Trace t)
    {
        t.Step(co, "before");
        foreach (int x in co.Each<int>(null!))
            t.Step(co, "never");
        return "never";
    }

    [Coroutine]
    public static string TheTokenIsHandedOn(Co co, Trace t)
    {
        using var stop = new CancellationTokenSource();
        var source = new Source(t, 3);
        string text = "";
        foreach (int x in co.Each(source, stop.Token))
        {
            stop.Cancel();
            text += $"{t.Get(co, x)}{source.Token.IsCancellationRequested} ";
        }

        return text;
    }

    [Coroutine]
    public static string ExtensionEnumerators(Co co, Trace t)
    {
        string text = "";
        foreach (int x in co.Each(new Range(t, 3).GetAsyncEnumerator()))
            text += t.Get(co, x);
        foreach (string x in co.Each(Iterate(t).GetAsyncEnumerator()))
        {
            text += t.Get(co, x);
            if (x == "b")
                break;
        }

        return text;
    }

    [Coroutine]
    public static string PatternEnumerators(Co co, Trace t)
    {
        string text = "";
        var enumerator = new Shaped(t, 3).GetAsyncEnumerator();
        try
        {
            while (co.Await(enumerator.MoveNextAsync()))
            {
                int x = enumerator.Current;
                text += t.Get(co, x);
            }
        }
        finally
        {
            co.Await(enumerator.DisposeAsync());
        }

        return text;
    }

    private static Source Make(Trace t, int count) => t.See(new Source(t, count), "made");

    private static async IAsyncEnumerable<string> Iterate(Trace t)
    {
        try
        {
            yield return await t.TaskOf("a");
            yield return "b";
            yield return await t.TaskOf("c");
        }
        finally
        {
            t.Log("iterator cleans up");
        }
    }

    private sealed class Source(Trace t, int count, string name = "source") : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        public int FailsAt { get; init; }

        public CancellationToken Token { get; private set; }

        public int Current { get; private set; }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken)
        {
            t.Log($"{name} opens");
            Token = cancellationToken;
            return this;
        }

        public ValueTask<bool> MoveNextAsync()
        {
            if (++Current == FailsAt)
                return new(t.TaskFailing<bool>("failed"));
            return Current % 2 == 0 ? new(t.TaskOf(Current <= count)) : new(Current <= count);
        }

        public ValueTask DisposeAsync()
        {
            t.Log($"{name} closes at {Current}");
            return new(t.TaskOf($"{name} closed"));
        }

        public override string ToString() => name;
    }

    private sealed class Mapped<T>(Source source, Func<int, T> map) : IAsyncEnumerable<T>, IAsyncEnumerator<T>
    {
        T IAsyncEnumerator<T>.Current => map(source.Current);

        IAsyncEnumerator<T> IAsyncEnumerable<T>.GetAsyncEnumerator(CancellationToken cancellationToken)
        {
            source.GetAsyncEnumerator(cancellationToken);
            return this;
        }

        ValueTask<bool> IAsyncEnumerator<T>.MoveNextAsync() => source.MoveNextAsync();

        ValueTask IAsyncDisposable.DisposeAsync() => source.DisposeAsync();
    }

    private sealed class Shaped(Trace t, int count)
    {
        public int Current { get; private set; }

        public Shaped GetAsyncEnumerator() => this;

        public Task<bool> MoveNextAsync() => t.TaskOf(++Current <= count);

        public Task DisposeAsync()
        {
            t.Log($"shaped closes at {Current}");
            return t.TaskOf("shaped closed");
        }
    }

    private readonly record struct Range(Trace Trace, int Count);

    private static IAsyncEnumerator<int> GetAsyncEnumerator(this Range range) => new Source(range.Trace, range.Count, "range").GetAsyncEnumerator(default);
}
