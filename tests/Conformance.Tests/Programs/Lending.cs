using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Arguments that the caller keeps anyway, which it passes to the callee at every poll, and arguments that it must not lend.</summary>
public static partial class Lending
{
    [Coroutine]
    public static string DownThreeLevels(Co co, Trace t)
    {
        string name = t.Get(co, "top");
        int first = Outer(co, t, name, 3);
        return $"{first} {name} {Outer(co, t, name + "!", 2)} {name}";
    }

    [Coroutine]
    public static int Outer(Co co, Trace t, string name, long count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
            sum += Middle(co, t, name, i) + (int)count;
        t.Log(name);
        return sum;
    }

    [Coroutine]
    public static int Middle(Co co, Trace t, string name, int i)
    {
        int before = Inner(co, t, i, name);
        t.Step(co, $"{name} {i}");
        return before + Inner(co, t, i + 1, name) + i;
    }

    [Coroutine]
    public static int Inner(Co co, Trace t, int i, string name)
    {
        int got = t.Get(co, i);
        t.Log($"{name}{i}");
        return t.Get(co, got + name.Length) + i;
    }

    [Coroutine]
    public static int SetBetweenTheCalls(Co co, Trace t)
    {
        int i = 1;
        string name = "a";
        int sum = Inner(co, t, i, name);
        i += 2;
        name += "b";
        sum += Inner(co, t, i, name);
        while (i < 6)
        {
            sum += Inner(co, t, i++, name) + Inner(co, t, i, name = name + i);
            sum += Inner(co, t, i, i > 4 ? "more" : name);
        }

        return sum + i + name.Length;
    }

    [Coroutine]
    public static int TheSameTwice(Co co, Trace t)
    {
        int n = t.Get(co, 4);
        int sum = Both(co, t, n, n);
        return sum + Both(co, t, b: n, a: sum) + n;
    }

    [Coroutine]
    public static int Both(Co co, Trace t, int a, int b)
    {
        int got = t.Get(co, a * 10) + b;
        t.Step(co, $"{a} {b}");
        return got + a - b;
    }

    [Coroutine]
    public static int AlsoByReference(Co co, Trace t)
    {
        int n = 5;
        int first = Raise(co, t, ref n, n);
        int second = Raise(co, t, ref n, n);
        return first + second + n;
    }

    [Coroutine]
    public static int Raise(Co co, Trace t, ref int place, int by)
    {
        place += t.Get(co, by);
        t.Step(co, $"{place} {by}");
        place += by;
        return t.Get(co, place) - by;
    }

    [Coroutine]
    public static int Captured(Co co, Trace t)
    {
        int n = 3;
        Action raise = () => n++;
        int sum = CallThenUse(co, t, raise, n);
        return sum + CallThenUse(co, t, raise, n) + n;
    }

    [Coroutine]
    public static int CallThenUse(Co co, Trace t, Action action, int n)
    {
        t.Step(co, "before");
        action();
        return t.Get(co, n) + n;
    }

    [Coroutine]
    public static int OfALocalCoroutine(Co co, Trace t)
    {
        int n = 3;
        int sum = Raised(co, 2) + Both(co, t, n, n);
        return sum + Raised(co, n) + n;

        int Raised(Co co, int by)
        {
            int got = Both(co, t, n, by);
            n += by;
            return got + Both(co, t, by, n);
        }
    }

    [Coroutine]
    public static int ChangedByTheCallee(Co co, Trace t)
    {
        int n = 4;
        int sum = Down(co, t, n) + n;
        return sum + DownLater(co, t, n) + n;
    }

    [Coroutine]
    public static int Down(Co co, Trace t, int n)
    {
        n -= 1;
        t.Step(co, $"{n}");
        return t.Get(co, n) + n;
    }

    [Coroutine]
    public static int DownLater(Co co, Trace t, int n)
    {
        t.Step(co, $"{n}");
        n -= 1;
        return t.Get(co, n) + n;
    }

    [Coroutine]
    [NoCancellationOracle("Some of its leaves are clean-up, which cancelling lets finish.")]
    public static string ThatFailsAtOnceOrLater(Co co, Trace t)
    {
        string name = "n";
        int n = 2;
        string log = "";
        for (int i = 0; i < 3; i++)
        {
            try
            {
                n += Failing(co, t, name, n, i);
            }
            catch (LeafException e)
            {
                log += Inner(co, t, n, name) + e.Message;
            }
            finally
            {
                log += name + n;
                n += Inner(co, t, n, name);
            }
        }

        return log + n;
    }

    [Coroutine]
    public static int Failing(Co co, Trace t, string name, int n, int at)
    {
        try
        {
            if (at == 0)
                t.Throw("at once " + name);
            int got = Inner(co, t, n, name);
            if (at == 1)
                co.Await(t.Fail("later " + name));
            return got;
        }
        finally
        {
            t.Log($"clean {name} {n}");
            CleanUp(co, t, name, n);
        }
    }

    [Coroutine]
    public static void CleanUp(Co co, Trace t, string name, int n)
    {
        t.Step(co, $"cleaning {name}");
        Inner(co, t, n, name);
    }

    [Coroutine]
    [NoCancellationOracle("Some of its leaves are clean-up, which cancelling lets finish.")]
    public static string ToCleanUpThatWaits(Co co, Trace t)
    {
        string name = "late";
        int n = t.Get(co, 3);
        int sum = OnlyInAFinally(co, t, name, n) + n;
        return sum + name;
    }

    [Coroutine]
    public static int OnlyInAFinally(Co co, Trace t, string name, int n)
    {
        try
        {
            t.Log(n);
        }
        finally
        {
            CleanUp(co, t, name, n);
            t.Log(name);
        }

        return n;
    }

    [Coroutine]
    public static int UnderEveryName(Co co, Trace t)
    {
        int Begin = 1, Poll = 2, PollCancel = 3, Enter = 4;
        Span<int> spans = stackalloc int[2];
        int sum = Named(co, t, Begin, spans, Enter) + Named(co, t, Poll, spans, PollCancel);
        return sum + Begin + Poll + PollCancel + Enter + Dynamic(co, t, sum, Begin) + Begin;
    }

    [Coroutine]
    public static int Named(Co co, Trace t, int Begin, Span<int> Poll, int Enter)
    {
        try
        {
            int got = t.Get(co, Begin + Enter);
            Poll[0] += got;
            t.Step(co, $"{Poll[0]}");
            return got + Begin + Hidden(co, t, Poll, Poll, Enter);
        }
        finally
        {
            Poll[1]++;
        }
    }

    [Coroutine]
    public static int Hidden(Co co, Trace t, Span<int> PollCancel, Span<int> Enter, int Start)
    {
        try
        {
            return t.Get(co, Start) + PollCancel[0] + Start;
        }
        finally
        {
            Enter[0]++;
        }
    }

    [Coroutine]
    public static int Dynamic(Co co, Trace t, dynamic value, int n)
    {
        int got = t.Get(co, n);
        t.Step(co, "dynamic");
        return got + n + (int)value;
    }

    [Coroutine]
    public static string OfManyTypes(Co co, Trace t)
    {
        var pair = (Left: 1, Right: 2);
        int? some = 3, none = null;
        double d = 1.5;
        var day = DayOfWeek.Friday;
        var list = new List<int> { 1 };
        var text = Generic(co, t, pair, list) + Generic(co, t, some, d) + Generic(co, t, none, day) + Generic(co, t, list, "x");
        t.Step(co, text);
        return $"{Wider(co, t, pair.Left, pair.Right, none)}{Generic(co, t, day, pair)}{pair}{some}{none}{d}{day}{list.Count}";
    }

    [Coroutine]
    public static string Generic<TA, TB>(Co co, Trace t, TA a, TB b)
    {
        var text = t.Get(co, $"{a}");
        t.Step(co, text);
        return $"{text}{a}{b}";
    }

    [Coroutine]
    public static string Wider(Co co, Trace t, long a, object b, int? c, params int[] more)
    {
        var text = t.Get(co, $"{a}");
        t.Step(co, text);
        return $"{text}{a}{b}{c}{more.Length}";
    }

    [Coroutine]
    public static string OnObjects(Co co, Trace t)
    {
        var station = new Station { Name = "s" };
        int n = 2;
        var text = station.Send(co, t, n) + t.Sent(co, n, station.Name);
        var name = station.Name;
        return text + t.Sent(co, n, name) + station.Send(co, t, n) + name + n;
    }

    extension(string text)
    {
        [Coroutine]
        public string SentOf(Co co, Trace t, string other)
        {
            t.Step(co, other);
            return text + t.Get(co, other) + text + other;
        }
    }

    [Coroutine]
    public static string OnExtensionBlocks(Co co, Trace t)
    {
        string left = t.Get(co, "l"), right = t.Get(co, "r");
        var first = left.SentOf(co, t, right);
        var second = (left + right).SentOf(co, t, left);
        return first + second + right.SentOf(co, t, right) + left + right;
    }

    [Coroutine]
    public static string AsFutures(Co co, Trace t)
    {
        int n = 2;
        string name = "f";
        var future = Inner(t, n, name);
        int alone = co.Await(future);
        int left = co.Await(Middle(t, name, n));
        int right = co.Await(Both(t, n, alone).Boxed());
        return $"{alone} {left} {right} {Middle(co, t, name, n)} {n} {name}";
    }

    [Coroutine]
    private static string Sent(this Trace t, Co co, int n, string name)
    {
        t.Step(co, name);
        return name + t.Get(co, n) + n;
    }

    private sealed partial class Station
    {
        public string Name { get; set; } = "";

        [Coroutine]
        public string Send(Co co, Trace t, int n)
        {
            var text = Both(co, t, n, n) + Name;
            Name += n;
            t.Step(co, text);
            return t.Get(co, text) + n + Renamed(co, t, n);
        }

        [Coroutine]
        private partial string Renamed(Co co, Trace frame, int cx);

        private partial string Renamed(Co co, Trace frame, int cx)
        {
            frame.Step(co, Name);
            return Name + Both(co, frame, cx, cx) + frame.Get(co, cx) + cx;
        }
    }
}
