using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Checked arithmetic and casts in expressions that a suspension takes apart.</summary>
public static partial class Checked
{
    [Coroutine]
    public static string Casts(Co co, Trace t)
    {
        string text = "";
        for (int attempt = 0; attempt < 7; attempt++)
        {
            try
            {
                text += attempt switch
                {
                    0 => checked((byte)t.Get(co, 256)),
                    1 => unchecked((byte)t.Get(co, 257)),
                    2 => checked((uint)(t.Get(co, 1) - t.Get(co, 2))),
                    3 => checked((int)t.Get(co, 1e10)),
                    4 => checked(t.See(200) + (byte)t.Get(co, 100L)),
                    5 => checked((sbyte)unchecked((byte)t.Get(co, 130))),
                    _ => (long)unchecked((short)t.Get(co, 70_000)),
                };
                text += " ";
            }
            catch (OverflowException)
            {
                text += t.Get(co, "overflow ");
            }
        }

        return text;
    }

    [Coroutine]
    public static string Operators(Co co, Trace t)
    {
        int least = int.MinValue, most = int.MaxValue;
        string text = "";
        for (int attempt = 0; attempt < 8; attempt++)
        {
            try
            {
                text += attempt switch
                {
                    0 => checked(-t.Get(co, least)),
                    1 => checked(t.Get(co, most) * 2),
                    2 => checked(most - t.Get(co, -1)),
                    3 => checked(t.Get(co, unchecked(most + 1)) + 1),
                    4 => unchecked(t.Get(co, most) + checked(t.Get(co, 1) + 1)),
                    5 => checked(t.Get(co, true) ? most + t.Get(co, 1) : 0),
                    6 => checked(new[] { t.Get(co, 1), most + t.Get(co, 1) }).Length,
                    _ => unchecked(most * t.Get(co, most)),
                };
                text += " ";
            }
            catch (OverflowException)
            {
                text += t.Get(co, "overflow ");
            }
        }

        return text;
    }

    [Coroutine]
    public static string AssignmentsAndIncrements(Co co, Trace t)
    {
        byte small = 250;
        int[] items = [int.MaxValue];
        string text = "";
        try
        {
            checked
            {
                small += (byte)t.Get(co, 5);
                text += small;
                items[t.Get(co, 0)]++;
            }
        }
        catch (OverflowException)
        {
            text += " item";
        }

        try
        {
            small = checked((byte)(small + t.Get(co, 1)));
        }
        catch (OverflowException)
        {
            text += " small";
        }

        items[unchecked(t.Get(co, int.MaxValue) + int.MinValue + 1)] += unchecked(int.MaxValue + t.Get(co, 1));
        return $"{text} {small} {items[0]}";
    }

    [Coroutine]
    public static string UserDefinedOperators(Co co, Trace t)
    {
        var three = new Meters(3);
        Meters a = unchecked(three + t.Get(co, new Meters(4)));
        Meters b = checked(three + t.Get(co, new Meters(4)));
        int c = checked((int)t.Get(co, three));
        int d = unchecked((int)t.Get(co, three));
        return $"{a.Value} {b.Value} {c} {d}";
    }

    public readonly struct Meters(int value)
    {
        public int Value => value;

        public static Meters operator +(Meters left, Meters right) => new(left.Value + right.Value);

        public static Meters operator checked +(Meters left, Meters right) => new(1000 + left.Value + right.Value);

        public static explicit operator int(Meters meters) => meters.Value;

        public static explicit operator checked int(Meters meters) => 1000 + meters.Value;
    }
}
