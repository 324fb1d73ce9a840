using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Local functions that become delegates, iterators and tasks, and so outlive the call.</summary>
public static partial class LocalFunctionDelegates
{
    private delegate void Changer(ref int value, out int result);

    [Coroutine]
    public static string Conversions(Co co, Trace t)
    {
        int n = 1;
        Action add = Add;
        Func<int, int> plus = new(Plus);
        var cast = (Func<int, long>)Long;
        add();
        t.Step(co, $"{n}");
        add();
        n += t.Get(co, 10);
        int local = 5;
        Changer change = Change;
        change(ref local, out int made);
        return $"{n} {plus(1)} {cast(2)} {local} {made} {string.Join(",", new[] { 1, 2 }.Select(Plus))}";

        void Add() => n++;
        int Plus(int x) => n + x;
        long Long(int x) => n * (long)x;
        void Change(ref int value, out int result)
        {
            value += n;
            result = n++;
        }
    }

    [Coroutine]
    public static string EventsAreUnsubscribed(Co co, Trace t)
    {
        var source = new Source();
        int count = 0;
        source.Changed += OnChange;
        source.Raise(1);
        t.Step(co, "x");
        source.Raise(2);
        source.Changed -= OnChange;
        source.Raise(100);
        source.Changed += Once;
        source.Raise(3);
        t.Step(co, "y");
        source.Raise(1000);
        return $"{count} {source.IsWatched}";

        void OnChange(object? sender, int by) => count += by;

        void Once(object? sender, int by)
        {
            count += by * 10;
            source.Changed -= Once;
        }
    }

    [Coroutine]
    public static string DelegatesAreEqual(Co co, Trace t)
    {
        int n = t.Get(co, 1);
        Func<int> first = Read;
        t.Step(co, "x");
        Func<int> second = Read;
        Func<int> third = new Func<int>(Read);
        Func<Func<int>> make = () => Read;
        n++;
        return $"{first == second} {second.Equals(third)} {make() == first} {first()}";

        int Read() => n;
    }

    [Coroutine]
    public static string FreshInEachPass(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        int shared = 0;
        for (int i = 0; i < 3; i++)
        {
            int own = t.Get(co, i) * 10;
            list.Add(Next);
            list.Add(Next);
            t.Step(co, "x");
            int Next() => own++ + shared;
        }

        shared = 100;
        bool[] same = [list[0] == list[1], list[1] == list[2]];
        return string.Join(",", list.Select(f => f())) + string.Join(",", same);
    }

    [Coroutine]
    public static string CapturesAParameter(Co co, Trace t) => Parameter(co, t, 5);

    [Coroutine]
    private static string Parameter(Co co, Trace t, int n)
    {
        Action add = Add;
        add();
        t.Step(co, "x");
        add();
        Add();
        return $"{n}";

        void Add() => n++;
    }

    [Coroutine]
    public static string Iterators(Co co, Trace t)
    {
        int step = 2;
        var numbers = Numbers(3);
        string text = "";
        foreach (int x in numbers)
        {
            text += t.Get(co, x);
            step++;
        }

        return text + numbers.Sum();

        IEnumerable<int> Numbers(int count)
        {
            for (int i = 0; i < count; i++)
                yield return i * step;
        }
    }

    [Coroutine, NoCancellationOracle("awaits tasks that the script does not know")]
    public static string AsyncFunctions(Co co, Trace t)
    {
        int n = 1;
        Task<int> task = Add(5);
        t.Step(co, "x");
        int sum = co.Await(task) + co.Await(Add(t.Get(co, 10)));
        return $"{sum} {n}";

        async Task<int> Add(int by)
        {
            await Task.Yield();
            n += by;
            return n;
        }
    }

    [Coroutine]
    public static string GenericFunctions(Co co, Trace t)
    {
        var seen = new List<string>();
        int n = 0;
        Action<int> numbers = Note;
        Action<string> texts = Note<string>;
        numbers(1);
        t.Step(co, "x");
        texts("a");
        Each(new[] { true, false });
        n += t.Get(co, 1);
        return $"{string.Join(",", seen)} {n}";

        void Note<T>(T value)
        {
            n++;
            seen.Add($"{typeof(T).Name}{value}");
        }

        void Each<T>(IEnumerable<T> items)
        {
            Action<T> note = Note;
            foreach (T item in items)
                note(item);
        }
    }

    [Coroutine]
    public static string CallingEachOther(Co co, Trace t)
    {
        int n = 3;
        var log = new List<string>();
        Action down = Down;
        t.Step(co, "x");
        down();
        return string.Join(",", log);

        void Down()
        {
            log.Add($"down {n}");
            if (n-- > 0)
                Up()();
        }

        Action Up()
        {
            log.Add($"up {n}");
            return Down;
        }
    }

    private sealed class Source
    {
        public event EventHandler<int>? Changed;

        public bool IsWatched => Changed is not null;

        public void Raise(int by) => Changed?.Invoke(this, by);
    }
}
