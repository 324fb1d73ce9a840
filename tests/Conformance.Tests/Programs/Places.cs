using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>What is assigned to while its new value suspends: elements, members, chosen references, indices from the end.</summary>
public static partial class Places
{
    [Coroutine]
    public static string NullConditionalAssignments(Co co, Trace t)
    {
        Box? none = null;
        var box = new Box(1);
        none?.Field = t.Get(co, 1);
        box?.Field = t.Get(co, 2);
        none?.Property += t.Get(co, 3);
        box?.Property += t.Get(co, box.Property = 4);
        t.See(box, "box")?.Point.X = t.Get(co, 5);
        box?.Self?.Point.Y += t.Get(co, 6);
        none?.Self.List[t.See(0)] = t.Get(co, 7);
        box?.List[t.See(0)] = t.Get(co, 8);
        box?.Text ??= t.Get(co, "text");
        box?.Text ??= t.Get(co, "other");
        int? a = none?.Field = t.Get(co, 9);
        int? b = box?.Field = t.Get(co, 10);
        t.Get(co, box)?.Segment.From.X = t.Get(co, 11);
        t.Get(co, none)?.Segment.From.X = t.Get(co, 12);
        return $"{box!.Field} {box.Property} {box.Point} {Show.Of(box.List)} {box.Text} {a} {b} {box.Segment}";
    }

    [Coroutine]
    public static string NullConditionalElements(Co co, Trace t)
    {
        int[]? none = null, items = [1, 2, 3];
        var map = new LoggingMap(t);
        none?[t.Get(co, 0)] = t.Get(co, 1);
        items?[t.Get(co, 0)] = t.Get(co, 2);
        items?[t.See(1)] += t.Get(co, items[1] = 30);
        map?[t.See(1)] = t.Get(co, 5);
        map?[t.See(1)] += t.Get(co, 6);
        Action<int>? handler = x => t.Log($"handled {x}");
        Box? box = new(1), nothing = null;
        box?.Changed += t.Get(co, handler);
        nothing?.Changed += t.Get(co, handler);
        box!.Raise(4);
        return $"{Show.Of(items)} {map![1]}";
    }

    [Coroutine]
    public static string CallsAfterAQuestionMark(Co co, Trace t)
    {
        var box = new Box(1);
        Box? none = null;
        int? a = box?.Counter.Add(t.Get(co, 5));
        int? b = none?.Counter.Add(t.Get(co, 6));
        int? c = box?.Segment.From.Plus(t.Get(co, 7));
        int? d = box?.Counter.Add(t.Get(co, box.Counter.Next()));
        return $"{a} {b} {c} {d} {box!.Counter.Value}";
    }

    [Coroutine]
    public static string ReferencesThatAreChosen(Co co, Trace t)
    {
        int a = 1, b = 2;
        int[] items = [3, 4];
        var box = new Box(5);
        (t.See(true) ? ref a : ref b) = t.Get(co, 10);
        (t.Get(co, false) ? ref a : ref b) += t.Get(co, b = 20);
        (t.See(false) ? ref items[t.See(0)] : ref items[t.See(1)]) = t.Get(co, 30);
        (t.See(true) ? ref box.Field : ref items[t.See(0)]) += t.Get(co, box.Field = 7);
        int c = t.Get(co, true) ? a : b;
        int d = (t.Get(co, true) ? ref a : ref b) + 1;
        (t.Get(co, true) ? ref a : ref items[5])++;
        return $"{a} {b} {Show.Of(items)} {box.Field} {c} {d}";
    }

    [Coroutine]
    public static string AChosenReferenceWithABadIndex(Co co, Trace t)
    {
        int[] items = [1];
        try
        {
            (t.See(true) ? ref items[t.See(4)] : ref items[0]) = t.Get(co, 1);
        }
        catch (IndexOutOfRangeException)
        {
            return t.Get(co, "out of range");
        }

        return "no";
    }

    [Coroutine]
    public static string IndicesFromTheEnd(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        var list = new List<int> { 1, 2, 3 };
        var counted = new Counted(t);
        items[^1] = t.Get(co, 10);
        items[^t.See(2)] += t.Get(co, 20);
        items[t.See(^3)] = t.Get(co, 30);
        list[^1] = t.Get(co, Grow(list));
        list[^t.Get(co, 1)] += t.Get(co, Grow(list));
        counted[^1] = t.Get(co, counted.Count = 9);
        counted[^t.See(2)] += t.Get(co, 5);
        counted[t.See(^3)]++;
        int a = counted[^t.Get(co, 1)] + counted[t.Get(co, ^2)];
        string b = counted[t.Get(co, 1)..^t.Get(co, 2)] + counted[t.See(1)..t.Get(co, ^1)] + counted[..];
        return $"{Show.Of(items)} {Show.Of(list)} {a} {b}";
    }

    private static int Grow(List<int> list)
    {
        list.Add(7);
        return list.Count;
    }

    [Coroutine]
    public static string ANullArrayFromTheEnd(Co co, Trace t)
    {
        int[]? items = null;
        try
        {
            items![^1] = t.Get(co, 1);
        }
        catch (NullReferenceException)
        {
            return t.Get(co, "null");
        }

        return "no";
    }

    [Coroutine]
    public static string InlineArrays(Co co, Trace t)
    {
        var four = new Four();
        int i = 1;
        four[0] = t.Get(co, 1);
        four[i++] = t.Get(co, i = 2);
        four[^1] = t.Get(co, 4);
        four[t.See(i)] += t.Get(co, four[2] = 5);
        int a = four[t.Get(co, 1)] + four[^t.Get(co, 1)];
        string text = "";
        try
        {
            four[i + 5] = t.Get(co, 6);
        }
        catch (IndexOutOfRangeException)
        {
            text = t.Get(co, "out of range");
        }

        foreach (int item in four)
            text += item;
        return $"{a} {text}";
    }

    [InlineArray(4)]
    public struct Four
    {
        private int first;
    }

    [Coroutine]
    public static string CovariantArrays(Co co, Trace t)
    {
        object[] items = new string[] { "a", "b" };
        string text = "";
        items[0] += t.Get(co, "x");
        try
        {
            items[t.See(1)] = t.Get<object>(co, 1);
        }
        catch (ArrayTypeMismatchException)
        {
            text = "at the store ";
        }

        try
        {
            Set(ref items[t.See(0)], t.Get(co, "y"));
        }
        catch (ArrayTypeMismatchException)
        {
            text += "before ";
        }

        return text + Show.Of(items) + Look(in items[0], t.Get(co, "z"));
    }

    private static void Set(ref object item, object value) => item = value;

    private static string Look(in object item, string more) => item + more;

    [Coroutine]
    public static string CoalesceAssignmentsOfAllPlaces(Co co, Trace t)
    {
        var box = new Box(1);
        var items = new int?[3];
        var map = new LoggingMap(t);
        int i = 0;
        items[i++] ??= t.Get(co, 5);
        items[t.Get(co, 0)] ??= t.Get(co, 6);
        int a = items[t.See(1)] ??= t.Get(co, i = 7);
        int? b = map[t.See(1)] ??= t.Get(co, 8);
        t.Get(co, box).Text ??= t.Get(co, "a") + t.Get(co, "b");
        _ = box.Text ??= t.Get(co, "c");
        object? o = null;
        object c = o ??= t.Get(co, 9);
        string? d = null;
        d ??= t.Get(co, (string?)null) ?? t.Get(co, "e");
        return $"{Show.Of(items)} {a} {b} {box.Text} {c} {d} {i}";
    }

    [Coroutine]
    public static string Multidimensional(Co co, Trace t)
    {
        var grid = new int[2, 2];
        int i = 0;
        grid[i++, i] = t.Get(co, i = 5);
        grid[t.Get(co, 1), t.See(0)] += t.Get(co, 2);
        grid[t.See(1), t.Get(co, 1)]++;
        int a = grid[t.Get(co, 0), t.Get(co, 1)];
        var jagged = new int[][] { [1], [2, 3] };
        jagged[t.See(1)][t.Get(co, 0)] = t.Get(co, 4);
        jagged[t.Get(co, 1)][^1] -= t.Get(co, 5);
        try
        {
            grid[t.See(2), 0] = t.Get(co, 6);
        }
        catch (IndexOutOfRangeException)
        {
            t.Log("out of range");
        }

        return $"{Show.Of(grid)} {a} {Show.Of(jagged)}";
    }

    [Coroutine]
    public static string DeconstructionIntoAllPlaces(Co co, Trace t)
    {
        var box = new Box(0);
        int[] items = new int[3];
        var map = new LoggingMap(t);
        (t.See(box, "a").Point.X, items[t.See(1)], map[t.See(2)]) = (t.Get(co, 1), t.Get(co, 2), t.See(3));
        (items[^1], (box.Field, var c)) = (t.Get(co, 4), t.Get(co, (5, 6)));
        (box.Segment.From, _) = (t.Get(co, new Point(7, 8)), t.See(9));
        (items[0], items[1]) = (items[1], t.Get(co, items[0]));
        (long d, double e) = t.Get(co, (1, 2f));
        (box.Property, box.Field) = t.Get(co, new Point(10, 11));
        var (f, (g, h)) = (t.See("f"), t.Get(co, new Point(12, 13)));
        return $"{box.Point} {Show.Of(items)} {map[2]} {box.Field} {c} {box.Segment} {d} {e} {box.Property} {f} {g} {h}";
    }

    [Coroutine]
    public static string AMemberOfANullableStruct(Co co, Trace t)
    {
        var holder = new Nullables { Point = new Point(1, 2) };
        int a = holder.Point!.Value.X + t.Get(co, 1);
        int? b = holder.Point?.Plus(t.Get(co, 2));
        holder.Number += t.Get(co, 3);
        holder.Number ??= t.Get(co, 4);
        holder.Number += t.Get(co, 5);
        holder.Point = t.Get(co, (Point?)null);
        int? c = holder.Point?.Plus(t.Get(co, 6));
        return $"{a} {b} {c} {holder.Number}";
    }

    private sealed class Nullables
    {
        public Point? Point;

        public int? Number { get; set; }
    }
}

public sealed class Counted(Trace t)
{
    private readonly int[] items = [1, 2, 3, 4, 5];

    public int Count
    {
        get => t.See(field, "count");
        set;
    } = 5;

    public int this[int index]
    {
        get => t.See(items[index], $"get {index}");
        set => items[index] = t.See(value, $"set {index}");
    }

    public string Slice(int start, int length) => t.See($"{start}+{length} ", $"slice {start} {length}");
}
