using System.Linq.Expressions;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Patterns, the variables that they declare, and where those live.</summary>
public static partial class Patterns
{
    [Coroutine]
    public static string Negated(Co co, Trace t)
    {
        object o = t.Get(co, (object)"text");
        if (o is not string s)
            return "no";
        t.Step(co, s);
        if (t.Get(co, (object)5) is not int n || t.Get(co, n) != 5)
            return "no";
        if (!(o is string { Length: var length } other))
            return "no";
        if (o is not (string and { Length: > 2 } long2))
            return "no";
        t.Step(co, "end");
        return $"{s} {n} {length} {other} {long2}";
    }

    [Coroutine]
    public static string NegatedInALoop(Co co, Trace t)
    {
        string text = "";
        foreach (object? o in new object?[] { 1, null, "s", 2 })
        {
            if (o is not int n)
            {
                text += t.Get(co, "skip ");
                continue;
            }

            t.Step(co, "int");
            text += n;
        }

        return text;
    }

    [Coroutine]
    public static string OfASuspension(Co co, Trace t)
    {
        string text = "";
        if (t.Get(co, new[] { 1, 2, 3, 4 }) is [var first, _, .. var rest] && t.Get(co, rest.Length) is > 1 and < 5 and var count)
            text += $"{first} {Show.Of(rest)} {count} ";
        if (t.Get(co, new Point(1, 2)) is { X: 1, Y: var y } point and (var x, > 1))
            text += t.Get(co, $"{y} {point} {x} ");
        if (t.Get(co, (1, "x")) is (var a, { Length: 1 } b))
            text += t.Get(co, $"{a}{b} ");
        bool c = t.Get(co, (int?)null) is null or 5;
        bool d = t.Get(co, 'x') is (>= 'a' and <= 'z') or '_';
        bool e = t.Get(co, DayOfWeek.Friday) is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        return text + $"{c} {d} {e} {t.Get(co, "abc") is ['a', .., 'c']} {t.Get(co, new Box(3)) is { Self.Self.Field: 3 }}";
    }

    [Coroutine]
    public static string VariablesLeakFromExpressions(Co co, Trace t)
    {
        int a = Order.Add3(t.See(1), t.Get(co, (object)2) is var b && b is 2 ? 5 : 0, t.Get(co, 3));
        bool c = t.Get(co, "x") is var d && t.Get(co, d.Length) is int e;
        t.Step(co, "later");
        int.TryParse(t.Get(co, "42"), out int f);
        bool g = int.TryParse("7", out int h) & t.Get(co, h) == 7;
        t.Step(co, "later");
        return $"{a} {b} {c} {d} {f} {g} {h}";
    }

    [Coroutine]
    public static string InALoopsCondition(Co co, Trace t)
    {
        int i = 0;
        string text = "";
        while (t.Get(co, (object?)(i++ < 2 ? i : null)) is int plain)
            text += plain;
        i = 0;
        var actions = new List<Func<int>>();
        while (t.Get(co, (object?)(i < 3 ? i++ : null)) is int n && n < 5)
        {
            actions.Add(() => n * 10);
            text += t.Get(co, n);
        }

        do
        {
            text += "|";
        }
        while (t.Get(co, i++) is var m && m < 5);
        return text + string.Join(",", actions.Select(action => action()));
    }

    [Coroutine]
    public static string TemporariesLiveAcross(Co co, Trace t)
    {
        object o = new Point(3, 4);
        return o is Point { X: var x } p
            ? $"{x + t.Get(co, p.Y)} {p.X + t.Get(co, x)} {(o is Point(var a, var b) && t.Get(co, a) < b ? t.Get(co, b) : 0)} {p}"
            : "no";
    }

    [Coroutine]
    public static string ExpressionTrees(Co co, Trace t)
    {
        int factor = t.Get(co, 2);
        Expression<Func<int, int>> tree = x => x * factor;
        t.Step(co, "between");
        factor = t.Get(co, 5);
        return $"{tree.Compile()(3)} {Query([1, 2, 3], x => x > t.See(1), t.Get(co, 7))}";
    }

    private static string Query(int[] items, Func<int, bool> filter, int more) => $"{items.Count(filter)}{more}";

    [Coroutine]
    public static string Queries(Co co, Trace t)
    {
        int least = t.Get(co, 1);
        var query = from x in t.Get(co, new[] { 3, 1, 2 }) let y = x * 2 where y > least orderby y descending select (x, y);
        var grouped = from x in t.Get(co, new[] { "a", "bb", "c" }) group x by x.Length into lengths select $"{lengths.Key}:{string.Join("", lengths)}";
        var both = from x in t.Get(co, new[] { 1, 2 }) from y in new[] { 10, 20 } join z in new[] { 1, 2 } on x equals z select x + y + z;
        t.Step(co, "later");
        least = 100;
        return $"{Show.Of(query.ToList())} {Show.Of(grouped.ToList())} {Show.Of(both.ToList())}";
    }

    [Coroutine]
    public static string Discards(Co co, Trace t)
    {
        _ = t.Get(co, 1);
        (_, int a) = (t.Get(co, 2), t.Get(co, 3));
        _ = t.Get(co, (object)4) is int _;
        int.TryParse(t.Get(co, "5"), out _);
        return $"{a} {t.Get(co, 6) switch { _ => "any" }}";
    }

    [Coroutine]
    public static string TupleEquality(Co co, Trace t)
    {
        var pair = (t.See(1), "x");
        bool a = (t.Get(co, 1), t.See("x")) == pair;
        bool b = pair != (t.Get(co, 1), t.Get(co, "y"));
        bool c = (new Celsius(t.See(1)), 2L) == (t.Get(co, new Celsius(1)), t.See(2));
        bool d = ((t.See(1), t.Get(co, 2)), t.See(3)) == ((t.Get(co, 1), t.See(2)), t.Get(co, 4));
        (int?, string?)? none = null;
        bool e = none == t.Get(co, ((int?, string?)?)null);
        bool f = (t.Get(co, (int?)null), t.See("s")) == (null, "s");
        return $"{a}{b}{c}{d}{e}{f}";
    }

    [Coroutine]
    public static string Folding(Co co, Trace t)
    {
        const bool no = false;
        string a = no ? t.Get(co, "never") : t.See("b");
        bool b = no && t.Get(co, true), c = true || t.Get(co, true);
        int d = 5 switch { 5 => t.Get(co, 1), _ => t.Get(co, 2) };
        if (no)
            t.Step(co, "never");
        while (no)
            t.Step(co, "never");
        string e = "x" ?? t.Get(co, "never");
        string f = (null as string) ?? t.Get(co, "f");
        return $"{a}{b}{c}{d}{e}{f}{"con" + "stant" + t.Get(co, 3) + "s" + 1}";
    }

    [Coroutine]
    public static string Throwing(Co co, Trace t)
    {
        string? none = null;
        try
        {
            string a = none ?? t.Get(co, none) ?? throw new LeafException(t.Get(co, "thrown"));
            return a;
        }
        catch (LeafException e) when (e.Message is { Length: > 2 } message && message[0] is 't')
        {
            string b = t.Get(co, true) ? e.Message : throw e;
            return b + (t.Get(co, 1) switch { 1 => "one", _ => throw new LeafException("no") });
        }
    }
}
