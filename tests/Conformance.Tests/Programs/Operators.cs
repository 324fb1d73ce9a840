using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Operators that a type defines, lifted ones, and those of dynamic values.</summary>
public static partial class Operators
{
    [Coroutine]
    public static string UserDefinedLogic(Co co, Trace t)
    {
        string text = "";
        foreach (int a in new[] { -1, 0, 1 })
        {
            foreach (int b in new[] { -1, 1 })
            {
                text += new Ternary(t, a) && t.Get(co, new Ternary(t, b));
                text += t.Get(co, new Ternary(t, a)) || new Ternary(t, b);
                text += t.Get(co, new Ternary(t, a)) || t.Get(co, new Ternary(t, b));
                if (new Ternary(t, a) && t.Get(co, new Ternary(t, b)) || t.Get(co, new Ternary(t, 1)))
                    text += "yes ";
            }
        }

        return text;
    }

    [Coroutine]
    public static string LogicOfAStruct(Co co, Trace t)
    {
        Flag a = new(0), b = new(1);
        Flag c = a && t.Get(co, b);
        Flag d = b && t.Get(co, a) || t.Get(co, b);
        return $"{c} {d} {(t.Get(co, b) ? 1 : 2)} {(t.Get(co, a) && b ? 1 : 2)}";
    }

    [Coroutine]
    public static string DynamicLogic(Co co, Trace t)
    {
        dynamic yes = true, no = false;
        dynamic ternary = new Ternary(t, -1);
        dynamic a = yes && t.Get(co, true);
        dynamic b = no && t.Get(co, true);
        dynamic c = no || t.Get<dynamic>(co, false);
        dynamic d = t.See(true) && t.Get<dynamic>(co, false);
        dynamic e = t.See(true) || t.Get<dynamic>(co, false);
        dynamic f = ternary && t.Get(co, new Ternary(t, 1));
        dynamic g = ternary || t.Get(co, new Ternary(t, 1));
        bool h = yes && t.Get(co, false) || no;
        return $"{a} {b} {c} {d} {e} {f} {g} {h}";
    }

    [Coroutine]
    public static string NullableLogic(Co co, Trace t)
    {
        string text = "";
        foreach (bool? a in new bool?[] { true, false, null })
        {
            text += a & t.Get(co, (bool?)null);
            text += t.Get(co, a) | t.See(true);
            text += a ^ t.Get(co, true);
            text += a == t.Get(co, (bool?)true) && t.Get(co, a) is null or true;
        }

        return text;
    }

    [Coroutine]
    public static string Lifted(Co co, Trace t)
    {
        int? a = 1, none = null;
        int? b = a + t.Get(co, 2);
        int? c = none * t.Get(co, (int?)3);
        bool d = a < t.Get(co, none) || none == t.Get(co, (int?)null);
        Celsius? e = t.Get(co, (Celsius?)new Celsius(1)) + new Celsius(2);
        Celsius? missing = null;
        Celsius? f = missing + t.Get(co, new Celsius(2));
        long? g = t.Get(co, a);
        int? h = (int?)t.Get(co, (long?)5);
        a += t.Get(co, 4);
        none -= t.Get(co, 4);
        int? i = -t.Get(co, a);
        double? j = t.Get(co, none) ?? t.Get(co, 2.5);
        return $"{a} {b} {c} {d} {e} {f} {g} {h} {none} {i} {j}";
    }

    [Coroutine]
    public static string InstanceCompound(Co co, Trace t)
    {
        var total = new Total(t);
        var first = total;
        total += t.Get(co, 1);
        total += t.Get(co, (total = new Total(t)).Value + 5);
        total -= t.Get(co, 2);
        var totals = new[] { new Total(t), first };
        totals[t.See(0)] += t.Get(co, 7);
        totals[t.Get(co, 1)]++;
        ++totals[t.Get(co, 0)];
        var box = new TotalBox { Item = first };
        t.See(box, "box").Item += t.Get(co, (box.Item = new Total(t)).Value);
        var result = first += t.Get(co, 9);
        return $"{first.Value} {total.Value} {totals[0].Value} {box.Item.Value} {ReferenceEquals(result, first)}";
    }

    [Coroutine]
    public static string InstanceCompoundOfAStruct(Co co, Trace t)
    {
        var tally = new Tally();
        tally += t.Get(co, 1);
        tally += t.Get(co, (tally = new Tally(10)).Value);
        var tallies = new Tally[2];
        int i = 0;
        tallies[i++] += t.Get(co, 3 + i);
        tallies[t.Get(co, 1)]++;
        var holder = new TallyHolder();
        holder.Item += t.Get(co, 5);
        t.Get(co, holder).Item++;
        return $"{tally.Value} {tallies[0].Value} {tallies[1].Value} {holder.Item.Value}";
    }

    [Coroutine]
    public static string StaticIncrements(Co co, Trace t)
    {
        var items = new[] { new Celsius2(1), new Celsius2(2) };
        var a = items[t.Get(co, 0)]++;
        var b = ++items[t.Get(co, 1)];
        items[t.See(0)] += t.Get(co, new Celsius2(5));
        return $"{a.Degrees} {b.Degrees} {items[0].Degrees} {items[1].Degrees}";
    }

    [Coroutine]
    public static string Conversions(Co co, Trace t)
    {
        Loud loud = t.Get(co, new Loud(t));
        int a = loud;
        int b = t.Get(co, loud) + t.See(1);
        object boxed = t.Get(co, 5);
        int? c = t.Get(co, (short)6);
        IFormattable d = t.Get(co, new Celsius2(7).Degrees);
        Celsius2 e = t.Get(co, 8);
        Celsius2? f = t.Get(co, (int?)null);
        Func<object> g = t.Get<Func<string>>(co, () => "covariant");
        IEnumerable<object> h = t.Get(co, new[] { "x" });
        return $"{a} {b} {boxed} {c} {d} {e.Degrees} {f?.Degrees} {g()} {h.Single()} {(byte)t.Get(co, 300)} {(int)t.Get(co, DayOfWeek.Friday)}";
    }
}

/// <summary>True, false or neither.</summary>
public sealed class Ternary(Trace t, int value)
{
    public static bool operator true(Ternary a) => a.See(a.Value > 0, "true?");

    public static bool operator false(Ternary a) => a.See(a.Value < 0, "false?");

    public static Ternary operator &(Ternary a, Ternary b) => a.Made(Math.Min(a.Value, b.Value), "&");

    public static Ternary operator |(Ternary a, Ternary b) => a.Made(Math.Max(a.Value, b.Value), "|");

    private int Value => value;

    public override string ToString() => $"{value} ";

    private bool See(bool result, string name) => t.See(result, $"{name} {value}");

    private Ternary Made(int result, string name) => t.See(new Ternary(t, result), $"{name} {result}");
}

public readonly struct Flag(int value)
{
    public static bool operator true(Flag a) => a.Value != 0;

    public static bool operator false(Flag a) => a.Value == 0;

    public static Flag operator &(Flag a, Flag b) => new(a.Value & b.Value);

    public static Flag operator |(Flag a, Flag b) => new(a.Value | b.Value);

    public static implicit operator bool(Flag a) => a.Value == 0;

    private int Value => value;

    public override string ToString() => $"f{value}";
}

public sealed class Total(Trace t)
{
    public int Value { get; private set; }

    public void operator +=(int more) => Value = t.See(Value + more, $"+= {more}");

    public void operator -=(int less) => Value = t.See(Value - less, $"-= {less}");

    public void operator ++() => Value = t.See(Value + 1, "++");
}

public sealed class TotalBox
{
    public required Total Item;
}

public struct Tally(int value)
{
    public int Value = value;

    public void operator +=(int more) => Value += more;

    public void operator ++() => Value++;
}

public sealed class TallyHolder
{
    public Tally Item;
}

public readonly record struct Celsius2(int Degrees)
{
    public static implicit operator Celsius2(int degrees) => new(degrees);

    public static Celsius2 operator +(Celsius2 a, Celsius2 b) => new(a.Degrees + b.Degrees);

    public static Celsius2 operator ++(Celsius2 a) => new(a.Degrees + 1);
}
