using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>What programs made by chance have found, made small.</summary>
public static partial class FoundByChance
{
    [Coroutine]
    public static string ForgivenDefaultOfATypeParameter(Co co, Trace t) =>
        $"{OrDefault<string>(co, t, 1)}|{OrDefault(co, t, 2, 3)}|{co.Await(OrDefault<string>(t, 4))}";

    [Coroutine]
    private static string OrDefault<T>(Co co, Trace t, int number, T extra = default!, string text = (null)!) => $"{t.Get(co, number)} {extra} {text}";

    [Coroutine]
    public static string ElementNamesThatAreNotInferred(Co co, Trace t)
    {
        var pair = (A: 1, B: "b");
        int n = t.Get(co, 5);
        Func<int> capture = () => n;
        string text = (t.Get(co, pair).Item2, pair.Item1 + n).Item2 + t.Get(co, pair).B;
        (int, int) twice = (0, 0);
        text += ((twice.Item1, twice.Item2) = (n, n)).Item1 + t.Get(co, capture()) + $"{(n, n, pair.A, t.Get(co, pair).A)}";
        var named = (n, pair.B, t.Get(co, pair).A);
        return text + named.n + named.B + named.A;
    }

    [Coroutine]
    public static int ReturnBesideAUsingDeclaration(Co co, Trace t)
    {
        int number = t.Get(co, 2);
        for (int i = 0; i < 3; i++)
        {
            {
                switch (i + number)
                {
                    case 3 when number > 1:
                        if (t.See(false))
                            return 1;
                        break;
                    case 4:
                        return 4;
                }

                using var first = new Loan(t, i);
                if (i == 5)
                    continue;
                using Loan second = new(t, i + 10);
                t.Log(first.Number + second.Number);
            }

            t.Step(co, "round");
        }

        return 0;
    }

    [Coroutine]
    public static string SpanOfWhatIsChosenBySuspending(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        foreach (ref int item in (t.See(false) ? items : t.Get(co, items)).AsSpan())
            item += t.Get(co, 10);
        Span<int> rest = ((t.Get(co, 2) switch { 1 => items, _ => co.Await(t.Leaf(items)) })).AsSpan(1);
        t.Step(co, "between");
        rest[0] = 7;
        var part = (items).AsSpan(t.Get(co, 1));
        part[t.Get(co, 0)] += co.Await(t.Leaf(20));
        part = ((int[])(object)items)!.AsSpan(t.Get(co, 1), 2);
        part[1] += t.Get(co, 4);
        ref int last = ref (t.Get(co, true) ? items : null)![2];
        last += t.Get(co, 100);
        return string.Join(" ", items);
    }

    [Coroutine]
    public static string HandedInFromWhatSuspends(Co co, Trace t)
    {
        int[] items = [1, 2, 3, 4];
        var knot = new Knot(5);
        int sum = Fill(co, t, t.Get(co, items).AsSpan(1), ref t.Get(co, knot).Value);
        sum += Fill(co, t, ((int[])[sum, t.Get(co, 7), 8]).AsSpan(), ref t.Get(co, items)[t.Get(co, 0)]);
        sum += co.Await(Fill(t, items, ref t.Get(co, knot).Duo.Y));
        return $"{sum} {string.Join(" ", items)} {knot}";
    }

    [Coroutine]
    private static int Fill(Co co, Trace t, Span<int> items, ref int count)
    {
        t.Step(co, "before");
        items[0] += count;
        count += t.Get(co, items.Length);
        t.Step(co, "after");
        return items[0] + count;
    }

    [Coroutine, NoCancellationOracle("it waits in clean-up")]
    public static int TriesInsideAFinally(Co co, Trace t)
    {
        int number = 1;
        try
        {
            t.Child(co, 5);
        }
        finally
        {
            try
            {
                t.Step(co, "a");
            }
            finally
            {
                number += t.Get(co, number);
            }

            for (int i = 0; i < 2; i++)
            {
                try
                {
                    if (i == 0)
                        continue;
                    t.Step(co, "b");
                }
                finally
                {
                    t.Step(co, $"c{i}");
                }
            }

            t.Log(number);
            t.Step(co, "d");
        }

        return number;
    }

    [Coroutine]
    public static int HeadThatAlwaysThrows(Co co, Trace t)
    {
        foreach (int n in new Rounds(t.Get(co, 2)))
        {
            if (t.Get(co, (object)(false ? 1 : throw new LeafException("thrown"))) is not int m)
                return n;
            t.Log(m);
        }

        return 0;
    }

    [Coroutine]
    public static string NameDeclaredByASwitchedValue(Co co, Trace t)
    {
        string text = t.Get(co, (t.Get(co, 9), true) switch { (1, _) => "a", (_, true) => "b", (var n, false) => $"{n}" });
        if (t.Get(co, true))
        {
            switch (Kit.Try(6, out var n) ? n : n + 1)
            {
                case 12:
                    text += t.Get(co, "twelve");
                    break;
                default:
                    text += t.Get(co, "other");
                    break;
            }
        }

        return text;
    }

    [Coroutine]
    public static int BranchThatIsAlwaysTaken(Co co, Trace t)
    {
        foreach (int n in t.Get(co, new[] { 1, 2 }).AsSpan())
        {
            t.Log(n);
            if ((true ^ true) ? t.Get(co, n) is 1 : true)
                throw new LeafException("taken");
        }

        return 0;
    }

    [Coroutine]
    public static int HandlerOfATryAfterASuspension(Co co, Trace t)
    {
        int sum = t.Get(co, 1);
        try
        {
            if (sum > 0)
                throw new LeafException("thrown");
        }
        catch (LeafException)
        {
            int kept = t.See(5);
            sum += kept * t.Get(co, 2) + kept;
        }
        finally
        {
            t.Log(sum);
        }

        return sum;
    }

    [Coroutine]
    [NoCancellationOracle("A catch or a suspending finally tells a cancellation from an exception.")]
    public static int CleanUpWhoseTryAlwaysThrows(Co co, Trace t)
    {
        try
        {
            t.Step(co, "a");
            throw new LeafException("thrown");
        }
        finally
        {
            t.Step(co, "b");
        }
    }

    [Coroutine]
    public static int LoopWhoseOnlyRoundThrows(Co co, Trace t)
    {
        int sum = 0;
        foreach (int n in t.Get(co, new[] { 1, 2 }).AsSpan())
        {
            foreach (int m in t.Numbers(n - 1))
            {
                sum += t.Get(co, m);
                throw new LeafException($"thrown {sum}");
            }
        }

        return sum;
    }

    [Coroutine]
    public static int LocalCoroutineThatRefersOutside(Co co, Trace t)
    {
        int number = t.Get(co, 1), captured = 2;
        Func<int> read = () => captured;
        int sum = Add(co, 3);
        return (sum * 100) + (number * 10) + read();

        int Add(Co co, int more)
        {
            more += t.Get(co, more);
            ref int kept = ref number;
            kept += more;
            ref int boxed = ref captured;
            t.Step(co, "a");
            kept += 10;
            boxed += 5;
            return kept;
        }
    }

    [Coroutine, NoCancellationOracle("what waits in a finally is polled on")]
    public static string ReturnsAheadOfAFinallyThatSuspends(Co co, Trace t) => ReturnsAheadOfAFinally(co, t, "argument");

    // What is returned may lie where the argument was.
    [Coroutine]
    private static string ReturnsAheadOfAFinally(Co co, Trace t, string argument)
    {
        try
        {
            t.Log(argument);
            return t.Get(co, "value");
        }
        finally
        {
            t.Step(co, "finally");
        }
    }

    [Coroutine]
    public static string CapturedVariableOfAnArm(Co co, Trace t)
    {
        if (t.Get(co, 1) > 2)
            goto Out;
        t.Log("in");
    Out:
        t.Log("out");
        throw new LeafException(t.Get(co, (object)"w") switch { null => "", string { Length: > 0 } word => ((Func<int, string>)(y => word + y))(3), _ => "none" });
    }

    private readonly struct Metres(int number)
    {
        public static implicit operator long(Metres metres)
        {
            metres.Note("implicit");
            return metres.Number;
        }

        public static explicit operator int(Metres metres)
        {
            metres.Note("explicit");
            return metres.Number;
        }

        public int Number => number;

        public List<string>? Notes { get; init; }

        private void Note(string what) => Notes?.Add(what);
    }

    // C# converts the elements when it compares them, but for casts that call what the user wrote.
    [Coroutine]
    public static void ComparedTuplesAreConvertedLate(Co co, Trace t)
    {
        object boxed = t.Get(co, (object)5L);
        try
        {
            t.Log(((int)boxed, t.Get(co, 1)) == (2, t.Get(co, 3)));
        }
        catch (InvalidCastException)
        {
            t.Log("a cast");
        }

        try
        {
            t.Log((t.Get(co, 1), checked((byte)t.Get(co, 300)), (object)t.Get(co, "x")) != (t.Get(co, 1), t.Get(co, 2), t.Get(co, (object)"y")));
        }
        catch (OverflowException)
        {
            t.Log("too large");
        }

        List<string> notes = [];
        var metres = new Metres(4) { Notes = notes };
        t.Log((metres, (int)metres, t.Get(co, 1)) == (Tell(notes, t.Get(co, 4L)), Tell(notes, 4L), Tell(notes, t.Get(co, 1L))));
        t.Log(((metres, 1), t.Get(co, 2)) == ((4L, Tell(notes, t.Get(co, 1L))), 2));
        (long, long) both = (4, t.Get(co, 1));
        t.Log(both == (new Metres(t.Get(co, 4)) { Notes = notes }, Tell(notes, t.Get(co, 1L))));
        ((long, int) pair, int last) = ((metres, t.Get(co, 1)), (int)Tell(notes, t.Get(co, 2L)));
        t.Log(pair.Item1 + last);
        foreach (string note in notes)
            t.Log(note);
    }

    private static long Tell(List<string> notes, long value)
    {
        notes.Add($"evaluated {value}");
        return value;
    }

    [Coroutine]
    public static int LocalCoroutineInAnExtensionBlock(Co co, Trace t) => t.Waited(co, 3);

    extension(Trace trace)
    {
        [Coroutine]
        internal int Waited(Co co, int times)
        {
            int sum = 0;
            for (int i = 0; i < times; i++)
                sum += Wait(co, i);
            return sum;

            int Wait(Co co, int n) => trace.Get(co, n) + times;
        }
    }

    // The function in the copied text is handed what the local coroutine has from around it.
    [Coroutine]
    public static int LocalFunctionInALocalCoroutine(Co co, Trace t)
    {
        int sum = 1;
        int more = t.Get(co, 2);
        return Wait(co, 6) + sum;

        int Wait(Co co, int n)
        {
            using (new System.IO.MemoryStream())
            {
                int Add(int z) => t.See(sum += z) + more;
                Func<int> capture = () => more++;
                n += capture() + Add(n) + Add(2);
            }

            {
                int Unused(int z) => t.See(3) + sum + n;
            }

            return n + t.Get(co, sum);
        }
    }

    [Coroutine]
    public static int UsingBehindALabel(Co co, Trace t) => LeaveBefore(co, t, 0) + LeaveBefore(co, t, 1);

    // The block is copied, and leaves the switch by a goto, which may not pass a using declaration.
    [Coroutine]
    private static int LeaveBefore(Co co, Trace t, int x)
    {
        int rounds = 0;
        switch (x)
        {
            case 0:
                {
                again:
                    t.Log($"round {rounds}");
                    if (rounds++ == 0)
                        goto again;
                    if (t.See(x) > 0)
                        break;
                    using var loan = new Loan(t, 3 + rounds);
                inner:
                    t.Log("inner");
                    if (rounds++ < 4)
                        goto inner;
                    break;
                }

            case var n when t.Get(co, n) > 2:
                break;
        }

        return rounds;
    }
}
