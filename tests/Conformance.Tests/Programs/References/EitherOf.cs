using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Results of calls that are a part of one argument or of another, which only the address tells.</summary>
public static partial class EitherOf
{
    [Coroutine]
    public static string TwoArrays(Co co, Trace t)
    {
        int[] a = [1, 2, 3], b = [4, 5];
        var text = "";
        for (var i = 0; i < 3; i++)
        {
            var shorter = Shorter(a.AsSpan(i), b);
            shorter[0] += t.Get(co, 10);
            text += $"{shorter.Length} ";
            t.Step(co, "kept");
            shorter[^1]--;
        }

        return text + string.Join(",", a) + " " + string.Join(",", b);
    }

    [Coroutine]
    public static string OfTheFrameOrTheHeap(Co co, Trace t)
    {
        Span<int> room = stackalloc int[2];
        var text = "";
        for (var size = 1; size < 4; size++)
        {
            var shorter = Shorter(room, Numbers(size));
            shorter[0] += t.Get(co, size);
            text += $"{shorter.Length}:{shorter[0]} ";
        }

        return text + $"{room[0]}";
    }

    [Coroutine]
    public static string WhileAnArgumentIsAwaited(Co co, Trace t)
    {
        int[] numbers = [4, 5, 6];
        Span<int> span = new[] { 1, 2 };
        span = LongerThan(numbers.AsSpan(1), t.Get(co, 1), span);
        span[0] += t.Get(co, 10);
        span = LongerThan(numbers.AsSpan(), t.Get(co, 0), span);
        t.Step(co, "kept");
        span[0] += 100;
        return string.Join(",", numbers) + $" {span.Length}";
    }

    [Coroutine]
    public static string AgainAndAgain(Co co, Trace t)
    {
        Span<int> longest = default;
        for (var i = 0; i < 5; i++)
        {
            longest = Longer(longest, Numbers(3 * i % 7));
            t.Step(co, $"round {i}");
            if (longest.Length > 0)
                longest[0] += t.Get(co, 10);
        }

        return string.Join(",", longest.ToArray());
    }

    [Coroutine]
    public static string Nested(Co co, Trace t, int[] items)
    {
        int local = 5;
        var one = Longer(Shorter(items, new Span<int>(ref local)), Shorter(Numbers(4), Numbers(2)));
        one[0] += t.Get(co, 1);
        t.Step(co, "kept");
        one[1] += one[0];
        return string.Join(",", one.ToArray());
    }

    [Coroutine]
    public static string CallsNested(Co co, Trace t) => Nested(co, t, [1, 2, 3]) + Nested(co, t, []);

    [Coroutine]
    public static string ByReference(Co co, Trace t)
    {
        int local = 7;
        int[] array = [3, 9];
        var box = new Box { First = 1, Second = 20 };
        ref int smaller = ref Smaller(ref local, ref array[0]);
        smaller += t.Get(co, 100);
        ref int again = ref Smaller(ref Smaller(ref local, ref array[0]), ref box.Larger());
        again += t.Get(co, 1000);
        t.Step(co, "kept");
        again++;
        ref readonly int read = ref Smallest(in array[1], in local);
        array[1]--;
        t.Step(co, "read");
        return $"{local} {string.Join(",", array)} {box.First} {box.Second} {read}";
    }

    [Coroutine]
    public static string OfMembers(Co co, Trace t)
    {
        var halves = new Halves(2, 3);
        var text = "";
        for (var i = 0; i < 2; i++)
        {
            var half = halves.Half(i == 1);
            half[0] = t.Get(co, i + 5);
            halves.Renew();
            t.Step(co, "renewed");
            half[1] = half[0] + half.Length;
            text += string.Join(",", half.ToArray()) + " ";
        }

        return text;
    }

    [Coroutine]
    public static string ParametersAndArguments(Co co, Trace t)
    {
        Span<int> room = stackalloc int[4];
        int[] array = [1, 2, 3];
        int sum = Sum(co, t, room[1..], array) + Sum(co, t, Shorter(room, array), Longer(room, array));
        ref int smaller = ref Smaller(ref room[0], ref array[2]);
        return $"{sum} {Add(co, t, ref smaller)} {Add(co, t, ref Smaller(ref room[1], ref array[0]))} {string.Join(",", room.ToArray())} {string.Join(",", array)}";
    }

    [Coroutine]
    public static string OperandsThatSuspend(Co co, Trace t)
    {
        var shorter = Shorter(Numbers(t.Get(co, 3)), Numbers(t.Get(co, 2)));
        t.Step(co, "kept");
        shorter[t.Get(co, 1)] = Longer(shorter, Numbers(4))[t.Get(co, 0)] + t.Get(co, 7);
        return string.Join(",", shorter.ToArray());
    }

    [Coroutine]
    private static int Sum(Co co, Trace t, Span<int> a, Span<int> b)
    {
        var longer = Longer(a, b);
        longer[0] += t.Get(co, 1);
        ref int smaller = ref Smaller(ref a[0], ref b[0]);
        t.Step(co, "in");
        return longer.Length + ++smaller;
    }

    [Coroutine]
    private static int Add(Co co, Trace t, ref int target) => target += t.Get(co, 1);

    private static Span<int> Shorter(Span<int> a, Span<int> b) => a.Length < b.Length ? a : b;

    private static Span<int> LongerThan(Span<int> a, int less, Span<int> b) => a.Length - less > b.Length ? a : b;

    private static Span<int> Longer(Span<int> a, Span<int> b)
    {
        if (a.Length < b.Length)
            return b;
        return a;
    }

    private static ref int Smaller(ref int a, ref int b) => ref a < b ? ref a : ref b;

    private static ref readonly int Smallest(ref readonly int a, ref readonly int b) => ref a < b ? ref a : ref b;

    private static int[] Numbers(int count) => [.. Enumerable.Range(1, count)];

    private sealed class Box
    {
        public int First;
        public int Second;

        public ref int Larger()
        {
            if (First > Second)
                return ref First;
            return ref Second;
        }
    }

    private sealed class Halves(int first, int second)
    {
        private int[] left = new int[first];
        private int[] right = new int[second];

        public Span<int> Half(bool isRight) => isRight ? right : left;

        public void Renew() => (left, right) = (new int[4], new int[5]);
    }
}
