using PollGen.Conformance.Tests.Testing;

#pragma warning disable CS8509 // some switches must not match

namespace PollGen.Conformance.Tests.Programs;

/// <summary>switch statements and expressions.</summary>
public static partial class Switches
{
    [Coroutine]
    public static string OnASuspension(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 5; i++)
        {
            switch (t.Get(co, i))
            {
                case 0:
                    text += "zero ";
                    break;
                case 1:
                case 2:
                    text += "one or two ";
                    break;
                case > 3:
                    return text + "end";
                default:
                    continue;
            }

            text += ".";
        }

        return text;
    }

    [Coroutine]
    public static string SectionsThatSuspend(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 7; i++)
        {
            switch (i)
            {
                case 0:
                    text += t.Get(co, "zero ");
                    break;
                default:
                    text += t.Get(co, "default ");
                    goto case 0;
                case 1:
                case 2 when t.See(true):
                    text += t.Get(co, $"{i} ");
                    if (i == 1)
                        goto default;
                    break;
                case 3:
                    {
                        t.Step(co, "three");
                        continue;
                    }

                case 4:
                    goto case 3;
                case 5:
                    if (t.Get(co, true))
                        return text;
                    break;
            }

            text += ".";
        }

        return text;
    }

    [Coroutine]
    public static int ReturnsInEverySection(Co co, Trace t)
    {
        switch (t.Get(co, 2))
        {
            case 1:
                return t.Get(co, 10);
            case 2:
                return t.Get(co, 20) + 1;
            default:
                throw new LeafException(t.Get(co, "no"));
        }
    }

    [Coroutine]
    public static string Strings(Co co, Trace t)
    {
        string text = "";
        foreach (string? s in new[] { "a", "b", null, "other" })
        {
            switch (s)
            {
                case "a":
                    text += t.Get(co, 1);
                    break;
                case "b":
                    text += t.Get(co, 2);
                    goto case "a";
                case null:
                    text += t.Get(co, "null");
                    goto default;
                default:
                    text += s;
                    break;
            }
        }

        return text;
    }

    [Coroutine]
    public static string Patterns(Co co, Trace t)
    {
        string text = "";
        foreach (object? o in new object?[] { 1, 20, "s", "long", new Point(1, 2), new[] { 1, 2, 3 }, null, 1.5, (3, "x") })
        {
            switch (o)
            {
                case int n when n > t.See(10):
                    t.Step(co, "big");
                    text += $"big {n} ";
                    break;
                case int n:
                    t.Step(co, "small");
                    text += $"small {n} ";
                    break;
                case string { Length: 1 } s:
                    text += t.Get(co, s);
                    break;
                case string { Length: var length } s when length > 2:
                    text += t.Get(co, s) + length;
                    t.Step(co, $"{length}");
                    break;
                case Point { X: var x, Y: > 1 }:
                    text += t.Get(co, x);
                    break;
                case int[] and [var first, .., var last]:
                    t.Step(co, "list");
                    text += first + last;
                    break;
                case null:
                    text += t.Get(co, "null");
                    break;
                case (int a, string b):
                    t.Step(co, b);
                    text += a;
                    break;
                case var other:
                    t.Step(co, "other");
                    text += other;
                    break;
            }
        }

        return text;
    }

    [Coroutine]
    public static string SeveralLabelsWithVariables(Co co, Trace t)
    {
        string text = "";
        foreach (object o in new object[] { 1, 2L, "x", 'c' })
        {
            switch (o)
            {
                case int n when n == 1:
                case long m when m == 2:
                    text += t.Get(co, "number");
                    break;
                case string:
                case char:
                    text += t.Get(co, o);
                    break;
            }
        }

        return text;
    }

    [Coroutine]
    public static string SectionsShareTheirLocals(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 3; i++)
        {
            switch (i)
            {
                case 0:
                    int x = t.Get(co, 5);
                    string? s = null;
                    text += x;
                    break;
                case 1:
                    x = 7;
                    t.Step(co, "b");
                    text += x;
                    break;
                default:
                    s = "s";
                    x = t.Get(co, 8);
                    text += s + x;
                    break;
            }
        }

        return text;
    }

    private enum Color
    {
        Red,
        Green,
        Blue,
    }

    [Coroutine]
    public static string EnumsAndConstants(Co co, Trace t)
    {
        const int two = 2;
        string text = "";
        Color color = Color.Green;
        switch (color)
        {
            case Color.Red:
                text += t.Get(co, "red");
                break;
            case Color.Green:
                text += t.Get(co, "green");
                goto case Color.Blue;
            case Color.Blue:
                text += t.Get(co, "blue");
                break;
        }

        byte small = 1;
        switch (small)
        {
            case 1:
                text += t.Get(co, 1);
                goto case two;
            case two:
                text += t.Get(co, two);
                goto case 99;
            case (byte)'c':
                text += "c";
                break;
        }

        int? maybe = 3;
        switch (maybe)
        {
            case null:
                break;
            case 3:
                text += t.Get(co, 3);
                goto case null;
        }

        return text;
    }

    [Coroutine]
    public static string Nested(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 4; i++)
        {
            switch (i % 2)
            {
                case 0:
                    switch (t.Get(co, i))
                    {
                        case 0:
                            text += "a";
                            break;
                        case 2:
                            text += t.Get(co, "b");
                            goto next;
                    }

                    text += "c";
                    break;
                case 1:
                    foreach (int x in new[] { 1, 2 })
                    {
                        if (t.Get(co, x) == 2)
                            break;
                        text += x;
                    }

                    break;
            }

            text += "|";
        next:;
        }

        return text;
    }

    [Coroutine]
    public static string TheInputIsEvaluatedOnce(Co co, Trace t)
    {
        var box = new Box(1);
        switch (t.See(box, "box").Property++)
        {
            case 0:
                return t.Get(co, "zero");
            case 1 when t.See(box.Property) == 5:
                return t.Get(co, "five");
            case 1 when t.See(box.Property) == 2:
                return t.Get(co, "two");
        }

        return "no";
    }

    [Coroutine]
    public static string ThroughFinally(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 4; i++)
        {
            try
            {
                switch (i)
                {
                    case 0:
                        text += t.Get(co, "a");
                        break;
                    case 1:
                        try
                        {
                            t.Step(co, "b");
                            goto case 0;
                        }
                        finally
                        {
                            text += "inner";
                        }

                    case 2:
                        continue;
                    default:
                        return text;
                }
            }
            finally
            {
                t.Log($"finally {i}");
            }
        }

        return text;
    }

    [Coroutine]
    public static string EmptySwitches(Co co, Trace t)
    {
        switch (t.Get(co, 1))
        {
            default:
                break;
        }

        switch (t.See(3))
        {
            case 1:
                t.Step(co, "never");
                break;
        }

        return t.Get(co, "end");
    }

    [Coroutine]
    public static string Expressions(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 4; i++)
        {
            text += t.Get(co, i) switch
            {
                0 => "zero",
                1 => t.Get(co, "one"),
                var n when n == t.See(2) => t.Get(co, $"n{n}"),
                _ => t.See("other") + t.Get(co, "wise"),
            };
            text += i switch
            {
                0 => t.Get(co, 10),
                _ => 20,
            };
        }

        return text;
    }

    [Coroutine]
    public static string ExpressionsWithPatterns(Co co, Trace t)
    {
        string text = "";
        foreach (object? o in new object?[] { 1, "s", new Point(3, 4), null, new[] { 5, 6 }, (7, 8) })
        {
            text += o switch
            {
                int n when n > 5 => "big",
                int n => t.Get(co, $"n{n}"),
                string { Length: var length } s => t.Get(co, s) + length,
                Point(var x, > 3) => $"{t.Get(co, x)}{x}",
                int[] and [var a, var b, _] => "never",
                int[] items => t.Get(co, items.Length) + "items",
                null => t.Get(co, "null"),
                (int a, int b) => t.Get(co, a) + b,
                _ => throw new LeafException("no"),
            };
        }

        return text;
    }

    [Coroutine]
    public static string ExpressionsOfTuples(Co co, Trace t)
    {
        int a = 1;
        string b = "x";
        var first = (t.Get(co, a), b) switch
        {
            (1, "y") => "no",
            (var x, "x") => t.Get(co, $"yes{x}"),
            _ => "other",
        };
        string? none = null;
        var second = (none, t.Get(co, 2)) switch
        {
            (null, 2) => t.Get(co, "null two"),
            _ => "other",
        };
        return first + second;
    }

    [Coroutine]
    public static int AnExpressionWithoutAMatch(Co co, Trace t)
    {
        return t.Get(co, 7) switch
        {
            1 => t.Get(co, 10),
            2 => 20,
        };
    }

    [Coroutine]
    public static int AnExpressionWithoutAMatchAndWithoutSuspensionInItsArms(Co co, Trace t) => t.Get(co, 7) switch
    {
        1 => 10,
        2 => 20,
    };

    [Coroutine]
    public static int ATupleExpressionWithoutAMatch(Co co, Trace t)
    {
        int b = 2;
        return (t.Get(co, 7), b) switch
        {
            (1, 1) => t.Get(co, 10),
            (2, _) => 20,
        };
    }

    [Coroutine]
    public static string ExpressionsAsOperands(Co co, Trace t)
    {
        int a = 1;
        return $"{t.See(1) + (a switch { 1 => t.Get(co, a = 5), _ => 0 }) + a} {(t.Get(co, a) switch { 5 => "five", _ => "?" })} "
            + Order.Add3(t.See(1), a switch { 5 => t.Get(co, 2), _ => 3 }, t.See(4));
    }

    [Coroutine]
    public static string NestedExpressions(Co co, Trace t) => t.Get(co, 1) switch
    {
        1 => t.Get(co, 2) switch
        {
            2 => t.Get(co, "inner"),
            _ => "no",
        },
        _ => "outer",
    };

    [Coroutine]
    public static string TargetTypedExpressions(Co co, Trace t)
    {
        int? a = t.See(1) switch { 1 => null, _ => t.Get(co, 2) };
        object b = t.See(2) switch { 1 => "x", _ => t.Get(co, 3) };
        double c = t.See(1) switch { 1 => t.Get(co, 4), _ => 2.5 };
        Func<int> d = t.See(1) switch { 1 => () => 5, _ => t.Get<Func<int>>(co, () => 6) };
        IEnumerable<int> e = t.See(1) switch { 1 => t.Get(co, new List<int> { 7 }), _ => new[] { 8 } };
        return $"{a} {b} {c} {d()} {e.First()}";
    }

    [Coroutine]
    public static string ThrowingArms(Co co, Trace t)
    {
        string text = t.Get(co, 1) switch
        {
            1 => t.Get(co, "one"),
            2 => throw new LeafException(t.Get(co, "two")),
            _ => throw new LeafException("other"),
        };
        return text + (t.Get(co, 2) switch
        {
            1 => "one",
            2 => throw new LeafException(t.Get(co, "thrown")),
            _ => throw new LeafException("other"),
        });
    }

    [Coroutine]
    public static string APatternThatChangesItsInput(Co co, Trace t)
    {
        object o = 1;
        string text = "";
        switch (o)
        {
            case int n when (o = "changed") is string:
                text += t.Get(co, n) + o.ToString();
                break;
            case string:
                text += "string";
                break;
        }

        return text;
    }
}
