using PollGen.Conformance.Tests.Testing;

#pragma warning disable CS8509 // some switches must not match

namespace PollGen.Conformance.Tests.Programs;

/// <summary>"when" clauses that suspend, or that capture what their pattern declares.</summary>
public static partial class Guards
{
    [Coroutine]
    public static string InAStatement(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 6; i++)
        {
            switch (t.See(i))
            {
                case 0:
                    text += "zero ";
                    break;
                case int n when t.Get(co, n == 1):
                    text += $"one {n} ";
                    break;
                case 2 when t.See(false):
                    text += "never ";
                    break;
                case var n when t.See(n) > 2 && t.Get(co, n) < 4:
                    text += t.Get(co, $"three {n} ");
                    break;
                case 4 when t.Get(co, false) || t.Get(co, true):
                    text += "four ";
                    break;
                default:
                    text += "default ";
                    break;
            }
        }

        return text;
    }

    [Coroutine]
    public static string TheDefaultComesFirstInTheText(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 3; i++)
        {
            switch (i)
            {
                default:
                    text += "default ";
                    break;
                case 1 when t.Get(co, true):
                    text += "one ";
                    goto default;
                case 2 when t.Get(co, false):
                    text += "two ";
                    break;
            }
        }

        return text;
    }

    [Coroutine]
    public static string WithoutADefault(Co co, Trace t)
    {
        string text = "";
        foreach (object? o in new object?[] { 1, "s", null, 'c' })
        {
            switch (o)
            {
                case int n when t.Get(co, n) == 2:
                    text += "two ";
                    break;
                case string s when t.Get(co, s) is { Length: var length } && length == t.See(1):
                    text += $"{s} {length} ";
                    break;
                case null when t.Get(co, true):
                    text += "null ";
                    continue;
            }

            text += ".";
        }

        return text;
    }

    [Coroutine]
    public static string TheInputIsNotReadAgain(Co co, Trace t)
    {
        var box = new Box(1);
        string text = "";
        switch (t.See(box, "box").Property++)
        {
            case 5 when t.Get(co, true):
                text = "five";
                break;
            case 1 when t.Get(co, box.Property) == 7:
                text = "seven";
                break;
            case 1 when t.Get(co, box.Property = 9) == 9:
                text = $"nine {box.Property}";
                break;
        }

        object input = "first";
        switch (input)
        {
            case string s when t.Get(co, (input = 5) is int) && s.Length == 1:
                text += "no";
                break;
            case int:
                text += "int";
                break;
            case string s:
                text += s + input;
                break;
        }

        return text;
    }

    [Coroutine]
    public static string SeveralLabelsOnASection(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 5; i++)
        {
            switch (i)
            {
                case 0 when t.Get(co, true):
                case 1 when t.See(true):
                case 2:
                case > 2 when t.Get(co, i == 3):
                    text += t.Get(co, $"{i} ");
                    break;
                case 4:
                default:
                    text += "other ";
                    break;
            }
        }

        return text;
    }

    [Coroutine]
    public static string GotoCaseIntoAGuardedSwitch(Co co, Trace t)
    {
        string text = "";
        switch (t.Get(co, 1))
        {
            case 1 when t.Get(co, false):
                text += "no";
                break;
            case 1:
                text += "one ";
                goto case 2;
            case 2:
                text += t.Get(co, "two");
                goto default;
            default:
                text += " end";
                break;
        }

        return text;
    }

    [Coroutine]
    public static string AGuardThatThrows(Co co, Trace t)
    {
        try
        {
            switch (t.See(1))
            {
                case 1 when t.Get(co, t.Throw<bool>("guard")):
                    return "no";
                default:
                    return "default";
            }
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }
        finally
        {
            t.Log("finally");
        }
    }

    [Coroutine]
    public static string InAnExpression(Co co, Trace t)
    {
        string text = "";
        for (int i = 0; i < 5; i++)
        {
            text += t.See(i) switch
            {
                0 => "zero ",
                1 when t.Get(co, false) => "never ",
                int n when t.Get(co, n) == 1 => t.Get(co, $"one {n} "),
                _ when t.Get(co, i == 2) => "two ",
                > 3 => "big ",
                _ => "other ",
            };
        }

        return text;
    }

    [Coroutine]
    public static string InAnExpressionBesideACoalesce(Co co, Trace t)
    {
        string? none = null;
        string text = none ?? (t.Get(co, 1) switch { 1 when t.Get(co, true) => none, _ => "x" }) ?? t.Get(co, "y");
        return text + ((t.Get(co, 2) switch { 2 when t.Get(co, false) => "a", 2 => null, _ => "b" }) ?? t.See("z"));
    }

    [Coroutine]
    public static string AnExpressionWithoutAMatch(Co co, Trace t)
    {
        try
        {
            return t.Get(co, 3) switch
            {
                3 when t.Get(co, false) => "a",
                4 => "b",
            };
        }
        catch (System.Runtime.CompilerServices.SwitchExpressionException e)
        {
            return $"{e.UnmatchedValue}";
        }
    }

    [Coroutine]
    public static string OnlyGuards(Co co, Trace t) => true switch
    {
        _ when t.Get(co, false) => "a",
        _ when t.Get(co, t.See(false)) => "b",
        _ when t.Get(co, true) => t.Get(co, "c"),
        _ => "d",
    };

    [Coroutine]
    public static string TuplesAndPositions(Co co, Trace t)
    {
        string text = "";
        foreach (var pair in new[] { (1, "x"), (2, "y"), (3, "z") })
        {
            text += pair switch
            {
                (1, var name) when t.Get(co, name) == "y" => "no",
                (var number, "y") when t.Get(co, number) == 2 => $"two {number} ",
                (var number, var name) => t.Get(co, $"{number}{name} "),
            };
        }

        switch (new Point(3, 4), text)
        {
            case ({ X: var x }, _) when t.Get(co, x) == 4:
                text += "no";
                break;
            case (Point { X: 3, Y: var y }, { Length: > 2 }) when t.Get(co, y) == 4:
                text += $"four {y}";
                break;
        }

        return text;
    }

    [Coroutine]
    public static string APatternVariableIsChangedInItsGuard(Co co, Trace t)
    {
        switch (t.See(5))
        {
            case int n when (n += t.Get(co, 2)) == 8:
                return "no";
            case int n when (n += t.Get(co, 3)) == 8:
                return $"{n}";
            default:
                return "default";
        }
    }

    [Coroutine]
    public static string CapturedInAGuard(Co co, Trace t)
    {
        var actions = new List<Func<int>>();
        string text = "";
        foreach (object o in new object[] { 1, 2, "s" })
        {
            switch (o)
            {
                case int n when Keep(actions, () => n++) == 1:
                    text += t.Get(co, $"one {n}");
                    n += 10;
                    break;
                case int n when Keep(actions, () => n) == 2:
                    t.Step(co, "two");
                    n += 20;
                    text += $" two {n}";
                    break;
                case var other:
                    text += t.Get(co, other);
                    break;
            }
        }

        return text + " " + string.Join(",", actions.Select(action => action()));
    }

    private static int Keep(List<Func<int>> actions, Func<int> action)
    {
        actions.Add(action);
        return action();
    }

    [Coroutine]
    public static string CapturedInAnArm(Co co, Trace t)
    {
        object o = t.Get(co, 4);
        Func<int> later = o switch
        {
            int n when Applied(() => n * 2) == 8 && t.Get(co, true) => () => n += 100,
            int n => () => n,
            _ => () => 0,
        };
        return $"{later()} {later()}";
    }

    private static int Applied(Func<int> f) => f();

    [Coroutine]
    public static int ANestedSwitchInAGuard(Co co, Trace t)
    {
        switch (t.See(1))
        {
            case 1 when t.Get(co, 5) switch { 5 when t.Get(co, false) => true, 5 => t.Get(co, false), _ => true }:
                return 1;
            case 1 when t.Get(co, 6) is > 5 and var six && t.Get(co, six) == 6:
                return 2 + six;
        }

        return 3;
    }

    [Coroutine]
    public static string AGenericInput(Co co, Trace t) => Kind(co, t, 3) + Kind(co, t, "s") + Kind(co, t, 4.5);

    [Coroutine]
    public static string Kind<T>(Co co, Trace t, T item)
    {
        switch (item)
        {
            case int n when t.Get(co, n) == 3:
                return "three ";
            case string s when t.Get(co, s.Length) == 1:
                return s;
            case T other when t.Get(co, true):
                return $" {other}";
            default:
                return "no";
        }
    }

    [Coroutine]
    public static string MembersThatStay(Co co, Trace t)
    {
        string text = "";
        foreach (var item in new[] { new Fixed(1, "a"), new Fixed(2, "b"), new Fixed(3, "c") })
        {
            text += item switch
            {
                { Number: 1, Name: "b" } => "no",
                { Number: 1 } when t.Get(co, item.Number) == 2 => "no",
                { Number: 2 } when t.Get(co, item.Name) == "b" => t.Get(co, "two "),
                { Number: > 2, Name: var name } when t.Get(co, false) => name,
                (1, "a") => "one ",
                { Name.Length: 1 } => t.Get(co, "other "),
                _ => "never",
            };
        }

        return text;
    }

    private sealed record Fixed(int Number, string Name);
}
