using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Values of one type, some of which are needed together and some in turns: room that is shared too early shows.</summary>
public static partial class SharedRoom
{
    [Coroutine]
    public static string ChainsOfLocals(Co co, Trace t)
    {
        int a = Number(co, t, 1);
        int b = Number(co, t, a + 1);
        int c = Number(co, t, a + b);
        int d = Number(co, t, b + c);
        int e = Number(co, t, c + d);
        string text = $"{d}{e}";
        string other = Word(co, t, text);
        string third = Word(co, t, other + text);
        return Word(co, t, third) + other;
    }

    [Coroutine]
    public static string AroundALoop(Co co, Trace t)
    {
        int first = Number(co, t, 1), second = Number(co, t, 2);
        for (int round = 0; round < 3; round++)
        {
            int next = Number(co, t, first + second);
            first = second;
            second = next;
            if (round == 1)
            {
                int only = Number(co, t, second);
                first += only;
            }
        }

        string before = Word(co, t, "a");
        do
        {
            string after = Word(co, t, before + "b");
            before = after;
        }
        while (before.Length < 4);
        return before + first + second;
    }

    [Coroutine, NoCancellationOracle("what waits in a finally is polled on")]
    public static string InHandlers(Co co, Trace t)
    {
        string kept = Word(co, t, "kept"), dead = Word(co, t, "dead");
        int number = dead.Length;
        try
        {
            int inner = Number(co, t, number);
            string own = Word(co, t, "own");
            Fail(co, t, own + inner);
            kept = own;
        }
        catch (LeafException e)
        {
            string text = Word(co, t, e.Message);
            int length = Number(co, t, text.Length);
            kept += text + length;
        }
        finally
        {
            int last = Number(co, t, 8);
            string end = Word(co, t, "end");
            t.Log(end + last);
        }

        return Word(co, t, kept) + number;
    }

    [Coroutine]
    public static string ChildrenOfTwoKinds(Co co, Trace t)
    {
        var pair = Pair(co, t, 1);
        string word = Word(co, t, $"{pair.Number}");
        var other = Pair(co, t, pair.Number + 1);
        int number = Number(co, t, other.Text.Length);
        word += Word(co, t, pair.Text);
        return $"{word} {other.Text} {other.Number} {number}";
    }

    [Coroutine]
    private static int Number(Co co, Trace t, int value)
    {
        co.Await(t.Leaf(value));
        return value;
    }

    [Coroutine]
    private static string Word(Co co, Trace t, string value)
    {
        string doubled = value + ".";
        co.Await(t.Leaf(value));
        co.Await(t.Leaf(doubled));
        return doubled;
    }

    [Coroutine]
    private static (string Text, int Number) Pair(Co co, Trace t, int number)
    {
        string text = Word(co, t, $"p{number}");
        int next = Number(co, t, number + 1);
        return (text, next + Number(co, t, text.Length));
    }

    [Coroutine]
    private static void Fail(Co co, Trace t, string message)
    {
        string kept = Word(co, t, message);
        try
        {
            co.Await(t.Fail(kept));
        }
        finally
        {
            t.Log(kept);
        }
    }
}
