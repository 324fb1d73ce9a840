using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Jumps between the sections of a <c>switch</c> whose patterns declare variables.</summary>
public static partial class SwitchJumps
{
    [Coroutine]
    public static string BetweenSectionsWithPatternVariables(Co co, Trace t)
    {
        string text = "";
        foreach (object o in new object[] { 3, "ab", 2L, 'c' })
        {
            int rounds = 0;
            switch (t.Get(co, o))
            {
                case int n when n > 2:
                    text += t.Get(co, n) + n;
                    goto default;
                case string { Length: var length } s:
                    text += t.Get(co, s);
                    if (rounds++ == 0)
                        goto case 2L;
                    text += length;
                    break;
                case 2L:
                    text += t.Get(co, "two");
                    if (rounds == 0)
                        break;
                    goto default;
                default:
                    text += t.Get(co, $"[{rounds}]");
                    break;
            }
        }

        return text;
    }

    [Coroutine]
    public static string CapturedPatternVariables(Co co, Trace t)
    {
        var list = new List<Func<string>>();
        foreach (object o in new object[] { 1, "s", 2 })
        {
            switch (o)
            {
                case int n:
                    list.Add(() => $"{n++}");
                    t.Step(co, $"{n}");
                    n += 10;
                    goto case "x";
                case "x":
                    list.Add(() => "x");
                    break;
                case string s:
                    t.Step(co, s);
                    list.Add(() => s);
                    break;
            }
        }

        return string.Join(",", list.Select(f => f()));
    }
}
