using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>The order in which operands, arguments and receivers are evaluated around a suspension.</summary>
public static partial class Order
{
    public static int Add3(int a, int b, int c) => (a * 100) + (b * 10) + c;

    public static string Named(int first = 1, int second = 2, int third = 3) => $"{first}{second}{third}";

    public static int Total(params int[] items) => items.Sum();

    public static int TotalList(params List<int> items) => items.Sum();

    public static int TotalSpan(params ReadOnlySpan<int> items)
    {
        int sum = 0;
        foreach (int item in items)
            sum += item;
        return sum;
    }

    public static int TakeIn(in int a, int b) => (a * 10) + b;

    public static int TakeInLong(in long a, int b) => (int)(a * 10) + b;

    public static int TakeRef(ref int a, int b)
    {
        a += b;
        return a;
    }

    public static int TakeOut(out int a, int b)
    {
        a = b * 2;
        return b;
    }

    [Coroutine]
    public static int ArgumentsBeforeAndAfter(Co co, Trace t) => Add3(t.See(1), t.Get(co, 2), t.See(3));

    [Coroutine]
    public static int EveryArgument(Co co, Trace t) => Add3(t.Get(co, 1), t.Get(co, 2), t.Get(co, 3));

    [Coroutine]
    public static int ALocalThatIsChangedLater(Co co, Trace t)
    {
        int a = 1;
        return Add3(a, a = t.Get(co, 2), a);
    }

    [Coroutine]
    public static int ALocalThatIsIncrementedLater(Co co, Trace t)
    {
        int a = 1;
        return Add3(a, t.Get(co, a++), a) + Add3(a, t.Get(co, ++a), a);
    }

    [Coroutine]
    public static int ALocalPassedByReferenceLater(Co co, Trace t)
    {
        int a = 1;
        return Add3(a, t.Get(co, TakeRef(ref a, 4)), a);
    }

    [Coroutine]
    public static int ALocalChangedByALambdaLater(Co co, Trace t)
    {
        int a = 1;
        Func<int> change = () => a = 9;
        return Add3(a, t.Get(co, change()), a);
    }

    [Coroutine]
    public static int ALocalChangedByDeconstructionLater(Co co, Trace t)
    {
        int a = 1, b;
        return Add3(a, t.Get(co, ((a, b) = (5, 6)).b), a);
    }

    [Coroutine]
    public static int ALocalChangedByAnOutLater(Co co, Trace t)
    {
        int a = 1;
        return Add3(a, t.Get(co, TakeOut(out a, 3)), a);
    }

    [Coroutine]
    public static int AStructLocalChangedByItsOwnCallLater(Co co, Trace t)
    {
        var counter = new Counter();
        return Add3(counter.Value, t.Get(co, counter.Next()), counter.Value);
    }

    [Coroutine]
    public static int AStructCopiedBeforeItsOwnCall(Co co, Trace t)
    {
        var counter = new Counter();
        return First(counter, t.Get(co, counter.Next())).Value;
    }

    private static Counter First(Counter counter, int other) => counter;

    [Coroutine]
    public static int TheReceiverComesFirst(Co co, Trace t) => t.See(new Box(5), "box").Plus(t.Get(co, 2));

    [Coroutine]
    public static int ANullReceiverFailsAtTheCall(Co co, Trace t)
    {
        Box? box = null;
        return box!.Plus(t.Get(co, 2));
    }

    [Coroutine]
    public static int ANullReceiverOfAnExtension(Co co, Trace t)
    {
        Box? box = null;
        return box.PlusOrZero(t.Get(co, 2));
    }

    [Coroutine]
    public static int ANullFieldOwnerFailsAfterTheRightSide(Co co, Trace t)
    {
        Box? box = null;
        box!.Field = t.Get(co, 2);
        return 0;
    }

    [Coroutine]
    public static int ANullOwnerOfAStructFieldFailsBefore(Co co, Trace t)
    {
        Box? box = null;
        box!.Point.X = t.Get(co, 2);
        return 0;
    }

    [Coroutine]
    public static int ANullPropertyOwnerFailsAfterTheRightSide(Co co, Trace t)
    {
        Box? box = null;
        box!.Property = t.Get(co, 2);
        return 0;
    }

    [Coroutine]
    public static int ACompoundReadsANullOwnerBefore(Co co, Trace t)
    {
        Box? box = null;
        box!.Field += t.Get(co, 2);
        return 0;
    }

    [Coroutine]
    public static int AnArrayElementIsCheckedAfterTheRightSide(Co co, Trace t)
    {
        int[] items = [1, 2];
        items[t.See(2)] = t.Get(co, 2);
        return 0;
    }

    [Coroutine]
    public static int AFieldOfAnArrayElementIsCheckedBefore(Co co, Trace t)
    {
        var items = new Point[2];
        items[t.See(2)].X = t.Get(co, 2);
        return 0;
    }

    [Coroutine]
    public static int ANullArrayFailsAfterTheRightSide(Co co, Trace t)
    {
        int[]? items = null;
        items![t.See(2)] = t.Get(co, 2);
        return 0;
    }

    [Coroutine]
    public static string ACovariantArrayIsCheckedAtTheStore(Co co, Trace t)
    {
        object[] items = new string[2];
        items[0] = t.Get<object>(co, "a");
        t.Log(items[0]);
        items[1] = t.Get<object>(co, 1);
        return "not reached";
    }

    [Coroutine]
    public static string ElementsAndFields(Co co, Trace t)
    {
        var items = new Point[3];
        int i = 0;
        items[i++].X = t.Get(co, 1);
        items[i++].Y = t.Get(co, i);
        items[t.Get(co, 2)].X = t.Get(co, 3) + i;
        items[i].Y += t.Get(co, 4);
        items[0].X *= t.Get(co, 5);
        return string.Join(",", items);
    }

    [Coroutine]
    public static string TheArrayIsReplacedMeanwhile(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        int[] first = items;
        items[0] = t.Get(co, (items = [7, 8, 9])[1]);
        items[1] += t.Get(co, (items = [4, 5, 6])[2]);
        return $"{Show.Of(first)} {Show.Of(items)}";
    }

    [Coroutine]
    public static string TheIndexIsChangedMeanwhile(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        int i = 0;
        items[i] = t.Get(co, i = 2);
        items[i] += t.Get(co, i = 1);
        items[i]++;
        return Show.Of(items) + i;
    }

    [Coroutine]
    public static string TheOwnerIsReplacedMeanwhile(Co co, Trace t)
    {
        var box = new Box(1);
        var first = box;
        box.Field = t.Get(co, (box = new Box(10)).Field);
        box.Property += t.Get(co, (box = new Box(20)).Property);
        box.Point.X = t.Get(co, (box = new Box(30)).Point.X);
        return $"{first.Field} {box.Field} {box.Property} {box.Point}";
    }

    [Coroutine]
    public static string CompoundAssignments(Co co, Trace t)
    {
        int a = 5;
        a += t.Get(co, 1);
        a -= t.Get(co, a);
        a += t.Get(co, a = 4);
        a *= a + t.Get(co, a = 3);
        long b = 1;
        b <<= t.Get(co, 3);
        string s = "x";
        s += t.Get(co, 1);
        s += t.Get(co, s = "y") + s;
        byte c = 250;
        c += t.Get(co, (byte)10);
        bool d = false;
        d |= t.Get(co, true);
        d &= t.Get(co, d = false);
        double e = 1;
        e /= t.Get(co, 4);
        return $"{a} {b} {s} {c} {d} {e}";
    }

    [Coroutine]
    public static string CompoundAssignmentsAsValues(Co co, Trace t)
    {
        int a = 1;
        int b = a += t.Get(co, 2);
        int c = (a = t.Get(co, 3)) + (b -= t.Get(co, 4));
        return $"{a} {b} {c}";
    }

    [Coroutine]
    public static string ChainedAssignments(Co co, Trace t)
    {
        var box = new Box(0);
        int[] items = new int[2];
        int a = box.Field = items[t.See(1)] = t.Get(co, 5);
        return $"{a} {box.Field} {items[1]}";
    }

    [Coroutine, Alone]
    public static string AStaticFieldOfAStruct(Co co, Trace t)
    {
        StaticPoint.Value = new Point(1, 2);
        StaticPoint.Value.X = t.Get(co, 3);
        StaticPoint.Value.Y += t.Get(co, 4);
        t.Log(StaticPoint.Value);
        StaticPoint.Nested = new Segment();
        StaticPoint.Nested.From.X = t.Get(co, 5);
        StaticPoint.Nested.To = new Point(t.Get(co, 6), 7);
        return StaticPoint.Nested.ToString();
    }

    internal static class StaticPoint
    {
        public static Point Value;
        public static Segment Nested;
    }

    private static class References
    {
        public static readonly int[] Items = new int[8];

        public static int Next;

        public static ref int Item => ref Items[Next++];
    }

    [Coroutine]
    public static string StructLocals(Co co, Trace t)
    {
        var segment = new Segment();
        segment.From.X = t.Get(co, 1);
        segment.To.Y += t.Get(co, 2);
        var copy = segment;
        segment.From = t.Get(co, new Point(3, 4));
        return $"{segment} {copy}";
    }

    [Coroutine]
    public static string AStructReceiverIsNotCopied(Co co, Trace t)
    {
        var counter = new Counter();
        int a = counter.Add(t.Get(co, 5));
        int b = counter.Add(t.Get(co, counter.Next()));
        return $"{a} {b} {counter.Value}";
    }

    [Coroutine]
    public static string AStructReceiverInAField(Co co, Trace t)
    {
        var box = new Box(0);
        int a = box.Counter.Add(t.Get(co, 5));
        int b = box.Counter.Add(t.Get(co, box.Counter.Next()));
        return $"{a} {b} {box.Counter.Value}";
    }

    [Coroutine]
    public static string AStructReceiverInAnArray(Co co, Trace t)
    {
        var items = new Counter[2];
        int i = 0;
        int a = items[i].Add(t.Get(co, 5 + i++));
        int b = items[i].Add(t.Get(co, items[0].Next()));
        return $"{a} {b} {items[0].Value} {items[1].Value}";
    }

    [Coroutine]
    public static string AStructReceiverOfABadIndex(Co co, Trace t)
    {
        var items = new Counter[2];
        return items[t.See(2)].Add(t.Get(co, 5)).ToString();
    }

    [Coroutine]
    public static string AStructReceiverInAProperty(Co co, Trace t)
    {
        var box = new Box(0);
        int a = box.CounterProperty.Add(t.Get(co, 5));
        return $"{a} {box.CounterProperty.Value}";
    }

    [Coroutine]
    public static string AStructReceiverInAList(Co co, Trace t)
    {
        var list = new List<Counter> { new() };
        int a = list[0].Add(t.Get(co, 5));
        return $"{a} {list[0].Value}";
    }

    [Coroutine]
    public static string AnRvalueStructReceiver(Co co, Trace t) => $"{new Counter().Add(t.Get(co, 5))} {Make(t).Add(t.Get(co, 6))}";

    private static Counter Make(Trace t)
    {
        t.Log("make");
        return default;
    }

    [Coroutine]
    public static string AReadonlyStructReceiver(Co co, Trace t)
    {
        var box = new Box(0);
        int a = box.ReadonlyCounter.Add(t.Get(co, 5));
        int b = box.ReadonlyCounter.Add(t.Get(co, 5));
        var point = new Point(1, 2);
        int c = point.Plus(t.Get(co, (point = new Point(7, 8)).X));
        return $"{a} {b} {c}";
    }

    [Coroutine]
    public static string ReceiversOfATypeParameter(Co co, Trace t) =>
        Mutate(co, t, default(Counter)) + " " + Mutate(co, t, new CounterClass());

    [Coroutine]
    public static string Mutate<T>(Co co, Trace t, T item)
        where T : ICounter
    {
        int a = item.Add(t.Get(co, 5));
        int b = item.Add(t.Get(co, item.Add(1)));
        return $"{a} {b} {item.Add(0)}";
    }

    [Coroutine]
    public static string Replace<T>(Co co, Trace t, T item, T other)
        where T : ICounter
    {
        T first = item;
        int a = item.Add(t.Get(co, (item = other).Add(3)));
        return $"{a} {first.Add(0)} {item.Add(0)} {other.Add(0)}";
    }

    [Coroutine]
    public static string DelegatesComeBeforeTheirArguments(Co co, Trace t)
    {
        Func<int, int> f = x => x + 1;
        int a = f(t.Get(co, (f = x => x * 100)(1)));
        int b = f.Invoke(t.Get(co, (f = x => x - 1)(1)));
        int c = Pick(t)(t.Get(co, 3));
        return $"{a} {b} {c}";
    }

    private static Func<int, int> Pick(Trace t)
    {
        t.Log("pick");
        return x => x * 2;
    }

    [Coroutine]
    public static string MethodGroups(Co co, Trace t)
    {
        Func<int, int> f = t.Get(co, new Box(4)).Plus;
        var g = t.Get(co, new Box(5)).Plus;
        int a = Apply(new Box(1).Plus, t.Get(co, 3));
        int b = Apply(t.See(new Box(2), "box").Plus, t.Get(co, 3));
        return $"{f(1)} {g(1)} {a} {b}";
    }

    private static int Apply(Func<int, int> f, int x) => f(x);

    [Coroutine]
    public static string NamedArguments(Co co, Trace t) =>
        Named(third: t.See(7), first: t.Get(co, 8), second: t.See(9))
        + Named(second: t.Get(co, 5))
        + Named(t.Get(co, 4), third: t.See(6))
        + Named(third: t.Get(co, 1), second: t.Get(co, 2));

    [Coroutine]
    public static int ParamsArguments(Co co, Trace t) =>
        Total() + Total(t.Get(co, 1)) + Total(t.See(1), t.Get(co, 2), t.See(3)) + Total([t.See(4), t.Get(co, 5)]) + Total(new[] { t.Get(co, 6) });

    [Coroutine]
    public static int ParamsCollections(Co co, Trace t) =>
        TotalList(t.See(1), t.Get(co, 2)) + TotalSpan(t.See(3), t.Get(co, 4), t.See(5));

    [Coroutine]
    public static string InArguments(Co co, Trace t)
    {
        int x = 1;
        var box = new Box(1);
        int[] items = [1, 2];
        return $"{TakeIn(x, t.Get(co, x = 5))} {TakeIn(in x, t.Get(co, x = 6))} {TakeIn(box.Field, t.Get(co, box.Field = 7))} "
            + $"{TakeIn(items[0], t.Get(co, items[0] = 8))} {TakeIn(box.Property, t.Get(co, box.Property = 3))} {TakeIn(t.See(1), t.Get(co, 2))}";
    }

    [Coroutine]
    public static string RefArguments(Co co, Trace t)
    {
        int x = 1;
        var box = new Box(1);
        int[] items = [1, 2];
        int i = 0;
        int a = TakeRef(ref x, t.Get(co, 2));
        int b = TakeRef(ref box.Field, t.Get(co, 3));
        int c = TakeRef(ref items[i++], t.Get(co, 4 + i));
        int d = TakeRef(ref box.Point.X, t.Get(co, 5));
        int e = TakeRef(ref x, t.Get(co, x = 7));
        return $"{a} {b} {c} {d} {e} {x} {box.Field} {Show.Of(items)} {box.Point}";
    }

    [Coroutine]
    public static string ARefArgumentOfABadIndex(Co co, Trace t)
    {
        int[] items = [1, 2];
        return TakeRef(ref items[t.See(2)], t.Get(co, 4)).ToString();
    }

    [Coroutine]
    public static string OutArguments(Co co, Trace t)
    {
        int a = TakeOut(out int x, t.Get(co, 2)) + x;
        int b = TakeOut(out var y, t.Get(co, 3)) + t.Get(co, y);
        var box = new Box(0);
        TakeOut(out box.Field, t.Get(co, 4));
        TakeOut(out _, t.Get(co, 5));
        t.Step(co, "end");
        return $"{a} {b} {x} {y} {box.Field}";
    }

    [Coroutine]
    public static string Constructors(Co co, Trace t)
    {
        var a = new Point(t.See(1), t.Get(co, 2));
        Point b = new(t.Get(co, 3), t.See(4));
        var c = new Segment { From = new(t.Get(co, 5), 6), To = { X = t.Get(co, 7) } };
        return $"{a} {b} {c}";
    }

    [Coroutine]
    public static string ObjectInitialisers(Co co, Trace t)
    {
        var box = new Box(t.See(1))
        {
            Field = t.See(2),
            Property = t.Get(co, 3),
            Point = { X = t.Get(co, 4), Y = t.See(5) },
            List = { t.See(6), t.Get(co, 7) },
            Map = { ["a"] = t.Get(co, 8), [t.Get(co, "b")] = t.See(9) },
        };
        return $"{box.Field} {box.Property} {box.Point} {Show.Of(box.List)} {Show.Of(box.Map)}";
    }

    [Coroutine]
    public static string CollectionInitialisers(Co co, Trace t)
    {
        var list = new List<int> { t.See(1), t.Get(co, 2), t.See(3) };
        var map = new Dictionary<string, int> { { "a", t.Get(co, 4) }, { t.Get(co, "b"), t.See(5) } };
        var other = new Dictionary<int, int> { [t.See(1)] = t.Get(co, 6), [t.Get(co, 2)] = 7 };
        return $"{Show.Of(list)} {Show.Of(map)} {Show.Of(other)}";
    }

    [Coroutine]
    public static string CollectionExpressions(Co co, Trace t)
    {
        int[] a = [t.See(1), t.Get(co, 2)];
        List<int> b = [t.Get(co, 3), t.See(4)];
        IReadOnlyList<long> c = [t.Get(co, 5)];
        return $"{Show.Of(a)} {Show.Of(b)} {Show.Of(c)}";
    }

    [Coroutine]
    public static string Arrays(Co co, Trace t)
    {
        int[] a = { t.See(1), t.Get(co, 2), t.See(3) };
        var b = new[] { t.Get(co, 4), t.See(5) };
        var c = new int[t.Get(co, 2), t.See(3)];
        var d = new int[2, 2];
        var e = new int[][] { new[] { t.Get(co, 6) }, new int[t.Get(co, 1)] };
        d[t.Get(co, 1), t.See(0)] += t.Get(co, 10);
        c[1, t.Get(co, 2)] = d[t.Get(co, 1), 0];
        return $"{Show.Of(a)} {Show.Of(b)} {Show.Of(c)} {Show.Of(d)} {Show.Of(e)}";
    }

    [Coroutine]
    public static string Tuples(Co co, Trace t)
    {
        var a = (t.See(1), t.Get(co, 2), t.See(3));
        (int X, string Y) b = (t.Get(co, 4), t.Get(co, "y"));
        int c = 5;
        var d = (c, t.Get(co, c = 6), c);
        (byte, long?) e = (1, t.Get(co, 7));
        bool f = (t.See(1), t.Get(co, 2)) == (t.Get(co, 1), t.See(2));
        bool g = a != (1, t.Get(co, 2), 3);
        return $"{a} {b.X}{b.Y} {d} {e} {f} {g}";
    }

    [Coroutine]
    public static string TuplesWithNull(Co co, Trace t)
    {
        (string?, int) a = (null, t.Get(co, 1));
        (object, int) b = ("x", t.Get(co, 2));
        (Func<int>, int) c = (() => 3, t.Get(co, 4));
        bool d = (null, t.Get(co, 5)) == a;
        return $"{a} {b} {c.Item1()} {c.Item2} {d}";
    }

    [Coroutine]
    public static string Deconstruction(Co co, Trace t)
    {
        var (a, b) = t.Get(co, (1, 2));
        (int c, var d) = (t.Get(co, 3), t.Get(co, 4));
        (a, b) = (b, t.Get(co, a));
        (_, c) = t.Get(co, (5, 6));
        var (e, (f, _)) = (t.Get(co, 7), t.Get(co, (8, 9)));
        var (g, h) = t.Get(co, new Point(10, 11));
        (d, int i) = t.Get(co, new Point(12, 13));
        t.Step(co, "end");
        return $"{a} {b} {c} {d} {e} {f} {g} {h} {i}";
    }

    [Coroutine]
    public static string DeconstructionEvaluatesItsTargetsFirst(Co co, Trace t)
    {
        var box = new Box(0);
        int[] items = new int[3];
        (items[t.See(0)], t.See(box, "box").Field, t.See(box, "again").Property) = (t.Get(co, 1), t.Get(co, 2), t.See(3));
        int i = 1;
        (items[i], i, items[2]) = (t.Get(co, i = 2), t.Get(co, 5), 6);
        return $"{Show.Of(items)} {box.Field} {box.Property} {i}";
    }

    [Coroutine]
    public static string Swaps(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        int a = 7, b = 8;
        (a, b) = (b, a);
        (items[0], items[t.Get(co, 2)]) = (items[2], items[0]);
        (a, items[1]) = (items[1] + t.Get(co, 1), a);
        return $"{a} {b} {Show.Of(items)}";
    }

    [Coroutine]
    public static string Logic(Co co, Trace t)
    {
        bool a = t.See(true) && t.Get(co, false);
        bool b = t.See(false) && t.Get(co, true);
        bool c = t.See(true) || t.Get(co, false);
        bool d = t.Get(co, false) || t.See(true);
        bool e = t.Get(co, true) && t.Get(co, true) || t.Get(co, false);
        bool f = t.Get(co, false) | t.Get(co, true) & t.See(true);
        bool g = !t.Get(co, false) && !(t.See(false) || t.Get(co, false));
        bool? h = t.Get(co, (bool?)null) & t.See(false);
        return $"{a}{b}{c}{d}{e}{f}{g}{h}";
    }

    [Coroutine]
    public static string Conditionals(Co co, Trace t)
    {
        int a = t.Get(co, true) ? t.See(1) : t.See(2);
        int b = t.See(false) ? t.Get(co, 1) : t.See(2);
        int c = t.See(true) ? t.See(1) : t.Get(co, 2);
        int d = t.Get(co, false) ? t.Get(co, 1) : t.Get(co, 2);
        double e = t.See(true) ? t.Get(co, 1) : 2.5;
        int? f = t.See(false) ? t.Get(co, 1) : null;
        object g = t.See(true) ? t.Get(co, "s") : t.See("x");
        long h = t.See(1) + (t.See(true) ? t.Get(co, 2) : t.Get(co, 3));
        return $"{a} {b} {c} {d} {e} {f} {g} {h}";
    }

    [Coroutine]
    public static string Coalescing(Co co, Trace t)
    {
        string? none = null;
        string a = none ?? t.Get(co, "a");
        string b = t.Get(co, "b") ?? t.See("x");
        string c = t.Get(co, none) ?? t.Get(co, "c");
        int? n = null;
        int d = n ?? t.Get(co, 4);
        int e = t.Get(co, (int?)5) ?? t.Get(co, 6);
        int? f = n ?? t.Get(co, (int?)null) ?? t.Get(co, (int?)7);
        object g = t.Get(co, none) ?? (object)t.Get(co, 8);
        long h = t.Get(co, n) ?? t.Get(co, 9L);
        string i = t.Get(co, "i") ?? throw new LeafException("no");
        return $"{a} {b} {c} {d} {e} {f} {g} {h} {i}";
    }

    [Coroutine]
    public static string CoalesceAssignments(Co co, Trace t)
    {
        string? a = null;
        a ??= t.Get(co, "a");
        a ??= t.Get(co, "x");
        int? b = null;
        b ??= t.Get(co, 2);
        int c = b ??= t.Get(co, 3);
        var box = new Box(0);
        box.Text ??= t.Get(co, "text");
        string d = t.See(box, "box").Text ??= t.Get(co, "y");
        var items = new string?[2];
        items[t.See(1)] ??= t.Get(co, "item");
        return $"{a} {b} {c} {box.Text} {d} {Show.Of(items)}";
    }

    [Coroutine]
    public static string ConditionalAccess(Co co, Trace t)
    {
        Box? none = null;
        var box = new Box(3);
        int? a = none?.Plus(t.Get(co, 1));
        int? b = box?.Plus(t.Get(co, 2));
        none?.Note(t, t.Get(co, 1));
        box?.Note(t, t.Get(co, 2));
        int? c = t.Get(co, box)?.Field;
        int? d = t.Get(co, none)?.Field;
        string? e = box?.Self.Self.Name(t.Get(co, 4));
        string? f = box?.Self?.Name(t.Get(co, 5))?.ToUpperInvariant();
        int? g = 0;
        int h = (box?.List)?.Count ?? t.Get(co, 6);
        return $"{a} {b} {c} {d} {e} {f} {g} {h}";
    }

    [Coroutine]
    public static string ConditionalAccessOnANullableStruct(Co co, Trace t)
    {
        Point? none = null;
        Point? point = new Point(1, 2);
        Counter? counter = new Counter();
        int? a = none?.Plus(t.Get(co, 1));
        int? b = point?.Plus(t.Get(co, 2));
        int? c = counter?.Add(t.Get(co, 3));
        return $"{a} {b} {c} {counter!.Value.Value}";
    }

    [Coroutine]
    public static string Interpolation(Co co, Trace t)
    {
        double a = 1;
        return $"{t.See(1)} {t.Get(co, 2)} {t.See(3)} {a,4} {t.Get(co, a = 1.5):F2} {a,-3}| {t.Get(co, "x"),5}";
    }

    [Coroutine]
    public static string InterpolationFormatsInTurn(Co co, Trace t)
    {
        var counter = new CounterClass();
        return $"{counter} {t.Get(co, counter.Add(5))} {counter} {{}} {new Noisy(t, "n")} {t.Get(co, 1)} {new Noisy(t, "m")}";
    }

    [Coroutine]
    public static string InterpolationsOfAllKinds(Co co, Trace t)
    {
        string a = $@"{t.See(1)}\ ""{t.Get(co, 2)}"" {t.See(3):D3}";
        string b = $"""{t.See(1)} "quoted" {t.Get(co, 2)} {"literal"}""";
        string d = $"{t.See("in")}{$"{t.Get(co, "ner")}{t.See(4)}"}{'c'}";
        string e = $"{(t.Get(co, true) ? "yes" : "no")} {t.See(new DateTime(2020, 1, 2)):yyyy\\-MM} {t.Get(co, 5)}";
        return a + b + d + e;
    }

    [Coroutine]
    public static string Concatenation(Co co, Trace t)
    {
        const string c = "c";
        object o = new Noisy(t, "o");
        return "a" + t.See(1) + t.Get(co, 2) + c + "d" + o + t.Get(co, 'x') + o + null + t.Get<string?>(co, null) + 1.5;
    }

    [Coroutine]
    public static string Casts(Co co, Trace t)
    {
        long a = t.Get(co, 1);
        int b = (int)t.Get(co, 2.9);
        object c = t.Get(co, 3);
        int d = (int)t.Get<object>(co, 4);
        string e = (string)t.Get<object>(co, "e");
        Celsius f = t.Get(co, 5);
        int g = (int)t.Get(co, new Celsius(6)) + f.Degrees;
        int? h = t.Get(co, 7);
        var i = t.Get<object>(co, "i") as string;
        bool j = t.Get<object>(co, "j") is string;
        IComparable k = t.Get(co, 8);
        DayOfWeek l = (DayOfWeek)t.Get(co, 2);
        return $"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{-t.Get(co, 9)}{!t.Get(co, true)}{~t.Get(co, 1)}{(t.Get(co, 3))}{t.Get<string?>(co, "n")!.Length}";
    }

    [Coroutine]
    public static int AFailingCastComesInTurn(Co co, Trace t)
    {
        object o = "text";
        return Add3(t.See(1), (int)o, t.Get(co, 3));
    }

    [Coroutine]
    public static int AUserConversionComesInTurn(Co co, Trace t)
    {
        return Both(new Loud(t), t.Get(co, 3));
    }

    private static int Both(int a, int b) => a + b;

    [Coroutine]
    public static string Operators(Co co, Trace t)
    {
        var a = new Celsius(1) + t.Get(co, new Celsius(2));
        var b = t.Get(co, new Celsius(3)) + t.Get(co, new Celsius(4));
        Celsius? c = t.Get(co, (Celsius?)null) + b;
        a += t.Get(co, new Celsius(5));
        bool d = t.See(1) < t.Get(co, 2) == t.Get(co, true);
        int e = t.See(7) - t.Get(co, 2) * t.See(3) % t.Get(co, 4);
        var f = -t.Get(co, new Celsius(6));
        int g = 1;
        g = g++ + t.Get(co, g) + ++g;
        return $"{a} {b} {c} {d} {e} {f} {g}";
    }

    [Coroutine]
    public static string Increments(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        var box = new Box(5);
        int a = items[t.Get(co, 0)]++;
        int b = ++items[t.Get(co, 1)];
        items[t.Get(co, 2)]--;
        int c = t.Get(co, box).Property++;
        int d = --t.Get(co, box).Field;
        t.Get(co, box).Property++;
        return $"{a} {b} {c} {d} {Show.Of(items)} {box.Property} {box.Field}";
    }

    [Coroutine]
    public static string Indexers(Co co, Trace t)
    {
        var map = new LoggingMap(t);
        map[t.See(1)] = t.Get(co, 10);
        map[t.Get(co, 1)] += t.Get(co, 5);
        int? a = map[t.See(1)]++;
        map[t.Get(co, 2)] ??= t.Get(co, 8);
        return $"{a} {map[t.Get(co, 1)]} {map[2]}";
    }

    [Coroutine]
    public static string IndicesAndRanges(Co co, Trace t)
    {
        int[] items = [1, 2, 3, 4, 5];
        var list = new List<int> { 1, 2, 3 };
        int a = items[^t.Get(co, 1)];
        int[] b = items[t.Get(co, 1)..^t.Get(co, 2)];
        int c = list[^t.Get(co, 2)];
        string d = "abcdef"[t.Get(co, 1)..t.Get(co, 3)];
        items[^t.Get(co, 5)] = t.Get(co, 9);
        var e = t.Get(co, 1)..;
        return $"{a} {Show.Of(b)} {c} {d} {Show.Of(items)} {e}";
    }

    [Coroutine]
    public static string Members(Co co, Trace t) =>
        $"{t.Get(co, "abc").Length} {t.Get(co, new Point(1, 2)).X} {t.Get(co, new[] { 1, 2 })[1]} {t.Get(co, "abc")[t.Get(co, 1)]} {t.Get(co, new Point(1, 2)).Plus(t.Get(co, 1))}";

    [Coroutine]
    public static string ExtensionReceivers(Co co, Trace t)
    {
        var counter = new Counter();
        int a = counter.AddByReference(t.Get(co, 3));
        int b = counter.AddByValue(t.Get(co, 4));
        int c = t.Get(co, "abc").CountOf(t.Get(co, 'a'));
        int d = counter.AddByReference(t.Get(co, counter.Next()));
        return $"{a} {b} {c} {d} {counter.Value}";
    }

    [Coroutine]
    public static int NestedSuspensions(Co co, Trace t) =>
        co.Await(co.Await(t.Leaf(t.Leaf(3)))) + t.Get(co, t.Get(co, t.Get(co, 4))) + Add3(t.Get(co, 1), Add3(t.See(2), t.Get(co, 3), t.Get(co, 4)), t.Get(co, 5));

    [Coroutine]
    public static string Events(Co co, Trace t)
    {
        var box = new Box(0);
        Action<int> handler = x => t.Log($"handled {x}");
        box.Changed += t.Get(co, handler);
        box.Raise(1);
        t.See(box, "box").Changed -= t.Get(co, handler);
        box.Raise(2);
        Action? chain = null;
        chain += t.Get<Action>(co, () => t.Log("one"));
        chain += t.Get<Action>(co, () => t.Log("two"));
        chain();
        return "end";
    }

    [Coroutine]
    public static string ANullableStructsMember(Co co, Trace t)
    {
        Point? point = new Point(1, 2);
        int a = point.Value.X + t.Get(co, 1);
        int b = point.GetValueOrDefault().Plus(t.Get(co, 2));
        point = null;
        int c = 0;
        try
        {
            c = point!.Value.Plus(t.Get(co, 3));
        }
        catch (InvalidOperationException e)
        {
            t.Log(e.Message);
        }

        return $"{a} {b} {c}";
    }

    [Coroutine]
    public static string Literals(Co co, Trace t) =>
        Everything(null, default, 0, 'c', "s", t.Get(co, 1)) + Everything(new object(), DayOfWeek.Friday, 1, default, t.Get(co, "t"), default);

    private static string Everything(object? a, DayOfWeek b, byte c, char d, string? e, int f) => $"{a is null}{b}{c}{(int)d}{e}{f}";

    [Coroutine]
    public static string TargetTypedArguments(Co co, Trace t)
    {
        bool yes = t.See(true);
        return Take(yes ? 1 : null, t.Get(co, 2)) + TakeItems([t.See(3)], t.Get(co, 4)) + TakePoint(new(5, 6), t.Get(co, 7))
            + Take(yes switch { true => null, false => 1 }, t.Get(co, 9)) + Take(() => 10, t.Get(co, 11)) + Take(x => x + 1, t.Get(co, 12));
    }

    private static string Take(int? a, int b) => $"nullable {a} {b};";

    private static string TakeItems(List<int> a, int b) => $"list {Show.Of(a)} {b};";

    private static string TakePoint(Point a, int b) => $"point {a} {b};";

    private static string Take((byte, long) a, int b) => $"tuple {a} {b};";

    private static string Take(Func<int> a, int b) => $"func {a()} {b};";

    private static string Take(Func<int, int> a, int b) => $"func {a(1)} {b};";

    [Coroutine]
    public static string OverloadsBindAsWritten(Co co, Trace t)
    {
        int i = 1;
        const byte small = 3;
        return Kind(i, t.Get(co, 1)) + Kind(small, t.Get(co, 1)) + Kind(4, t.Get(co, 1)) + Kind('c', t.Get(co, 1)) + Kind((object)i, t.Get(co, 1)) + Kind((long)t.See(i), t.Get(co, 1)) + Kind(t.See((short)1), t.Get(co, 1));
    }

    private static string Kind(byte a, int b) => "byte ";

    private static string Kind(int a, int b) => "int ";

    private static string Kind(long a, int b) => "long ";

    private static string Kind(object a, int b) => "object ";

    [Coroutine]
    public static string ConstantsConvert(Co co, Trace t)
    {
        byte a = t.See(true) ? (byte)1 : t.Get(co, (byte)2);
        short b = t.See(true) switch { true => (short)1, false => t.Get(co, (short)2) };
        byte[] c = [1, t.Get(co, (byte)2)];
        var d = new long[] { 1, t.Get(co, 2) };
        return $"{a} {b} {Show.Of(c)} {Show.Of(d)} {Small(1, t.Get(co, (byte)5))}";
    }

    private static int Small(byte a, byte b) => a + b;

    [Coroutine]
    public static int ThrowExpressions(Co co, Trace t)
    {
        int? none = null;
        int a = t.Get(co, (int?)1) ?? throw new LeafException("unused");
        return Add3(t.See(1), t.Get(co, 2), none ?? throw new LeafException(t.Get(co, "thrown")));
    }

    [Coroutine]
    public static int AThrowExpressionInAnArm(Co co, Trace t)
    {
        int a = t.See(true) ? t.Get(co, 1) : throw new LeafException("unused");
        return t.See(false) ? t.Get(co, 2) : throw new LeafException("thrown");
    }

    [Coroutine]
    public static int AnExceptionBetweenArguments(Co co, Trace t) => Add3(t.Get(co, 1), t.Throw<int>("between"), t.Get(co, 3));

    [Coroutine]
    public static int AnExceptionAfterAnArgument(Co co, Trace t) => Add3(t.Get(co, 1), t.Get(co, 2), t.Throw<int>("after"));

    [Coroutine]
    public static string Dynamics(Co co, Trace t)
    {
        dynamic d = t.Get<object>(co, 5);
        int a = d + t.Get(co, 2);
        dynamic box = new Box(3);
        int b = box.Plus(t.Get(co, 4));
        box.Field = t.Get(co, 9);
        box.Field += t.Get(co, 1);
        string c = t.See(d).ToString() + t.Get(co, (object)"z");
        return $"{a} {b} {box.Field} {c}";
    }

    [Coroutine]
    public static string Queries(Co co, Trace t)
    {
        int factor = 2;
        var a = from x in t.Get(co, new[] { 1, 2, 3 }) where x > 1 select x * factor;
        return Show.Of(a.ToList());
    }

    [Coroutine]
    public static string AssignmentInAnArgument(Co co, Trace t)
    {
        int a, b;
        int c = Add3(a = t.Get(co, 1), b = t.Get(co, 2), a + b);
        return $"{a}{b}{c}";
    }

    [Coroutine]
    public static int ARefLocalBetweenSuspensions(Co co, Trace t)
    {
        int[] items = [1, 2];
        int a = t.Get(co, 1);
        ref int item = ref items[a];
        item += 10;
        int b = item;
        int c = t.Get(co, 2);
        ref int again = ref items[0];
        again = c;
        return b + items.Sum();
    }

    [Coroutine]
    public static int SpansBetweenSuspensions(Co co, Trace t)
    {
        int a = t.Get(co, 1);
        Span<int> span = stackalloc int[4];
        span.Fill(a);
        int sum = TotalSpan(span);
        int b = t.Get(co, 2);
        span = new int[] { b, b };
        return sum + TotalSpan(span) + t.Get(co, 3);
    }

    [Coroutine]
    public static int? ADelegateThatMayBeNull(Co co, Trace t)
    {
        Func<int, int>? f = x => x + 1, g = null;
        return f?.Invoke(t.Get(co, 4)) + (g?.Invoke(t.Get(co, 5)) ?? 7);
    }

    [Coroutine]
    public static string NestedArrayInitialisers(Co co, Trace t)
    {
        int[,] a = { { t.See(1), t.Get(co, 2) }, { t.Get(co, 3), t.See(4) } };
        var b = new[,] { { t.See(1), t.Get(co, 2) }, { t.Get(co, 3), t.See(4) } };
        return $"{Show.Of(a)} {Show.Of(b)}";
    }

    [Coroutine]
    public static string AnonymousTypes(Co co, Trace t)
    {
        var x = new { A = t.See(1), B = t.Get(co, 2) };
        return $"{x.A} {x.B}";
    }

    [Coroutine]
    public static string ConditionalElementAccess(Co co, Trace t)
    {
        Box? none = null;
        var box = new Box(3);
        int? a = box?.List?[t.Get(co, 0)];
        int? b = none?.List[t.Get(co, 1)];
        string? c = t.Get(co, new[] { "x", "y" })?[t.Get(co, 1)];
        return $"{a} {b} {c}";
    }

    [Coroutine]
    public static string ConditionalAccessThroughCalls(Co co, Trace t)
    {
        var box = new Box(3);
        string? a = box?.Next(1).Name(t.Get(co, 4));
        string? b = box?.Next(t.See(1)).Next(t.Get(co, 2))?.Next(3).Name(t.Get(co, 5));
        int? c = box?.List[0].CompareTo(t.Get(co, 7));
        return $"{a} {b} {c}";
    }

    [Coroutine]
    public static string ATargetTypedTuple(Co co, Trace t) => Take((1, 2), t.Get(co, 8));

    [Coroutine]
    public static string ATypeParametersReceiverIsReplaced(Co co, Trace t) =>
        Replace(co, t, default(Counter), default) + " " + Replace(co, t, new CounterClass(), new CounterClass());

    [Coroutine]
    public static int AnAliasChangesALocalLater(Co co, Trace t)
    {
        int a = 1;
        ref int alias = ref a;
        return a + t.Get(co, alias = 7);
    }

    [Coroutine]
    public static string InArgumentsThatAreConverted(Co co, Trace t)
    {
        int x = 1;
        return $"{TakeInLong(x, t.Get(co, x = 5))} {TakeInLong(t.Get(co, 3), x)}";
    }

    [Coroutine]
    public static string InterpolationWithTwoBraces(Co co, Trace t) => $$"""{{t.See(1)}} {braces} {{t.Get(co, 2)}} {{t.See(3)}}""";

}

public struct Counter : ICounter
{
    public int Value;

    public int Next() => ++Value;

    public int Add(int more) => Value += more;

    public override readonly string ToString() => $"#{Value}";
}

public interface ICounter
{
    int Add(int more);
}

public sealed class CounterClass : ICounter
{
    private int value;

    public int Add(int more) => value += more;

    public override string ToString() => $"#{value}";
}

public struct Point(int x, int y)
{
    public int X = x;
    public int Y = y;

    public readonly void Deconstruct(out int x, out int y) => (x, y) = (X, Y);

    public readonly int Plus(int more) => X + Y + more;

    public override readonly string ToString() => $"<{X} {Y}>";
}

public struct Segment
{
    public Point From;
    public Point To;

    public override readonly string ToString() => $"{From}-{To}";
}

public sealed class Box(int field)
{
    public readonly Counter ReadonlyCounter;
    public int Field = field;
    public Point Point;
    public Segment Segment;
    public Counter Counter;

    public event Action<int>? Changed;

    public int Property { get; set; } = field;

    public Counter CounterProperty { get; set; }

    public string? Text { get; set; }

    public List<int> List { get; } = [7];

    public Dictionary<string, int> Map { get; } = [];

    public Box Self => this;

    public int Plus(int more) => Field + more;

    public void Note(Trace t, int value) => t.Log($"note {value}");

    public string Name(int number) => $"box{Field}{number}";

    public Box Next(int more) => new(Field + more);

    public void Raise(int value) => Changed?.Invoke(value);
}

public static class OrderExtensions
{
    public static int PlusOrZero(this Box? box, int more) => box is null ? -more : box.Plus(more);

    public static int AddByReference(this ref Counter counter, int more) => counter.Add(more);

    public static int AddByValue(this Counter counter, int more) => counter.Add(more);

    public static int CountOf(this string text, char c) => text.Count(other => other == c);
}

public sealed class Noisy(Trace t, string name)
{
    public override string ToString()
    {
        t.Log($"{name} to string");
        return name;
    }
}

public sealed class Loud(Trace t)
{
    public static implicit operator int(Loud loud) => loud.Convert();

    private int Convert()
    {
        t.Log("converted");
        return 4;
    }
}

public readonly record struct Celsius(int Degrees)
{
    public static implicit operator Celsius(int degrees) => new(degrees);

    public static explicit operator int(Celsius celsius) => celsius.Degrees;

    public static Celsius operator +(Celsius a, Celsius b) => new(a.Degrees + b.Degrees);

    public static Celsius operator -(Celsius a) => new(-a.Degrees);

    public override string ToString() => $"{Degrees}C";
}

public sealed class LoggingMap(Trace t)
{
    private readonly Dictionary<int, int?> map = [];

    public int? this[int key]
    {
        get => t.See(map.GetValueOrDefault(key), $"get {key}");
        set => map[key] = t.See(value, $"set {key}");
    }
}
