using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Coroutines of structs that change: <c>this</c> is the caller's own variable.</summary>
public static partial class Structs
{
    [Coroutine]
    public static string ALocal(Co co, Trace t)
    {
        var counter = new Counter { Step = 2 };
        int first = counter.Next(co, t);
        counter.Step = t.Get(co, 10);
        int second = counter.Next(co, t);
        return $"{first} {second} {counter}";
    }

    [Coroutine, Alone]
    public static string AnElementAndAField(Co co, Trace t)
    {
        var counters = new Counter[2];
        counters[t.Get(co, 1)].Next(co, t);
        var holder = new Holder();
        holder.Counter.Step = 5;
        holder.Counter.Next(co, t);
        holder.Nested.Inner.Next(co, t);
        Static.Step = t.Get(co, 1);
        Static.Count = 0;
        int last = Static.Next(co, t);
        return $"{counters[0]} {counters[1]} {holder.Counter} {holder.Nested.Inner} {last}";
    }

    [Coroutine]
    public static string WhoseArgumentSuspends(Co co, Trace t)
    {
        var counters = new Counter[2];
        int sum = counters[t.Get(co, 1)].Add(co, t, t.Get(co, 3));
        var same = counters;
        sum += counters[0].Add(co, t, (counters = t.Get(co, new Counter[1])).Length);
        var holder = new Holder();
        sum += holder.Counter.Add(co, t, t.Get(co, 4));
        sum += holder.Nested.Inner.Add(co, t, t.Get(co, 5));
        sum += holder.Fixed.Add(co, t, t.Get(co, 6));
        sum += holder.Property.Add(co, t, t.Get(co, 60));
        sum += Make(2).Add(co, t, t.Get(co, 7));
        sum += (new Counter[] { new() { Step = 1 } })[0].Add(co, t, t.Get(co, 8));
        var local = new Counter();
        sum += local.Add(co, t, local.Step = t.Get(co, 9));
        ref var chosen = ref same[0];
        sum += chosen.Add(co, t, t.Get(co, 10));
        return $"{sum} {same[0]} {same[1]} {holder.Counter} {holder.Nested.Inner} {holder.Fixed} {holder.Property} {local}";
    }

    [Coroutine]
    public static string OnACopyWhereCSharpMakesOne(Co co, Trace t)
    {
        var holder = new Holder();
        int first = holder.Fixed.Next(co, t);
        int made = Make(4).Next(co, t);
        int property = holder.Property.Next(co, t);
        Counter? maybe = new Counter { Step = 3 };
        int? inside = maybe?.Next(co, t);
        foreach (var one in new[] { new Counter { Step = 7 } })
            first += one.Next(co, t);
        return $"{first} {made} {property} {inside} {holder.Fixed} {holder.Property} {maybe}";
    }

    [Coroutine]
    public static string OnItself(Co co, Trace t)
    {
        var counter = new Counter { Step = 1 };
        int sum = counter.Twice(co, t);
        sum += counter.Deep(co, t, 3);
        return $"{sum} {counter}";
    }

    [Coroutine]
    public static string ReferencesIntoIt(Co co, Trace t)
    {
        var pair = new Pair { Left = 1, Right = 2, Items = [1, 2, 3] };
        int sum = pair.Swap(co, t);
        return $"{sum} {pair.Left} {pair.Right} {Show.Of(pair.Items)}";
    }

    [Coroutine]
    public static string AsAFuture(Co co, Trace t)
    {
        var left = new Counter { Step = 1 };
        var right = new Counter { Step = 10 };
        var (a, b) = co.Await(Future.Join(left.Next(t), Future.Ready(3).Scoped()));
        b += co.Await(right.Next(t));
        a += co.Await(left.Next(t));
        return $"{a} {b} {left} {right} {left.Both(co, t)}";
    }

    [Coroutine]
    public static string ThroughARefParameter(Co co, Trace t)
    {
        var counter = new Counter { Step = 3 };
        Run(co, t, ref counter);
        return $"{counter} {Read(co, t, in counter)} {counter}";
    }

    [Coroutine]
    public static string OfARecordAndAGeneric(Co co, Trace t)
    {
        var point = new Point(1);
        point.Move(co, t);
        var cell = new Cell<string>();
        cell.Fill(co, t, "a");
        cell.Fill(co, t, "b");
        return $"{point} {cell.Value} {cell.Count}";
    }

    [Coroutine]
    [NoCancellationOracle("a suspension inside a finally is polled on")]
    public static string FailsInIt(Co co, Trace t)
    {
        var counter = new Counter { Step = 1 };
        try
        {
            counter.Fail(co, t);
        }
        catch (LeafException)
        {
            counter.Count += 100;
        }

        return $"{counter}";
    }

    private static Counter Static;

    private static Counter Make(int step) => new() { Step = step };

    [Coroutine]
    private static void Run(Co co, Trace t, ref Counter counter)
    {
        counter.Next(co, t);
        counter.Next(co, t);
    }

    [Coroutine]
    private static int Read(Co co, Trace t, in Counter counter) => counter.Next(co, t) + counter.Next(co, t);

    private partial struct Counter
    {
        public int Count;
        public int Step;

        [Coroutine]
        public int Next(Co co, Trace t)
        {
            Count += t.Get(co, Step);
            Count++;
            return Count;
        }

        [Coroutine]
        public int Add(Co co, Trace t, int more)
        {
            Count += more;
            Count += t.Get(co, Step);
            return Count;
        }

        [Coroutine]
        public int Twice(Co co, Trace t)
        {
            int first = Next(co, t);
            return first + this.Next(co, t);
        }

        [Coroutine]
        public int Deep(Co co, Trace t, int depth)
        {
            if (depth == 0)
                return Next(co, t);
            Count += t.Get(co, 1);
            return Deep(co, t, depth - 1) + Count;
        }

        [Coroutine]
        public int Both(Co co, Trace t)
        {
            int sum = co.Await(Next(t));
            var other = this;
            var (a, b) = co.Await(Future.Join(other.Next(t), Future.Ready(5).Scoped()));
            return sum + a + b;
        }

        [Coroutine]
        public void Fail(Co co, Trace t)
        {
            try
            {
                Count += t.Get(co, 1);
                t.Lose<int>(co, "lost");
            }
            finally
            {
                Count *= 2;
                Count += t.Get(co, 5);
            }
        }

        public override readonly string ToString() => $"[{Count}/{Step}]";
    }

    private partial struct Pair
    {
        public int Left;
        public int Right;
        public int[] Items;

        [Coroutine]
        public int Swap(Co co, Trace t)
        {
            ref int left = ref Left;
            ref int right = ref this.Right;
            var rest = Items.AsSpan(1);
            left += t.Get(co, 10);
            right += t.Get(co, 100);
            (left, right) = (right, left);
            Items = [7];
            rest[0] = t.Get(co, 20);
            ref int larger = ref left > right ? ref left : ref right;
            larger = t.Get(co, -larger);
            return rest[0] + rest.Length;
        }
    }

    private partial record struct Point(int X)
    {
        [Coroutine]
        public void Move(Co co, Trace t) => X += t.Get(co, 5);
    }

    private partial struct Cell<T>
    {
        public T? Value;
        public int Count;

        [Coroutine]
        public void Fill(Co co, Trace t, T value)
        {
            Count++;
            Value = t.Get(co, value);
        }
    }

    private sealed class Holder
    {
        public readonly Counter Fixed = new() { Step = 2 };
        public Counter Counter;
        public Outer Nested;

        public Counter Property { get; } = new() { Step = 6 };
    }

    private struct Outer
    {
        public Counter Inner;
    }
}
