using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>What fails at its first poll, and leaves something behind or does not.</summary>
public static partial class FirstPolls
{
    [Coroutine, NoCancellationOracle("what waits in a finally is polled on")]
    public static string FailInEveryRegion(Co co, Trace t)
    {
        string said = "";
        for (int round = 0; round < 4; round++)
        {
            try
            {
                try
                {
                    said += t.Get(co, round);
                    said += round % 2 == 0 ? LosingNothing(co, t, round) : LosingSomething(co, t, round);
                }
                catch (LeafException e) when (t.Filter(round < 3, e.Message))
                {
                    t.Log(e.Message);
                    said += t.Get(co, "caught");
                }
                finally
                {
                    t.Step(co, "inner");
                    t.Log("inner");
                }
            }
            catch (LeafException e)
            {
                said += LosingNothing(co, t, round - 10) + e.Message;
            }
            finally
            {
                t.Log($"outer {round}");
            }
        }

        return said;
    }

    [Coroutine]
    private static string LosingNothing(Co co, Trace t, int number)
    {
        try
        {
            t.Step(co, $"nothing {number}");
            if (number >= 0)
                return co.Await(t.MovableFail<string>($"lost {number}"));
            t.Log("kept");
        }
        finally
        {
            t.Log($"cleaned {number}");
        }

        return t.Get(co, $"kept {number}");
    }

    [Coroutine]
    private static string LosingSomething(Co co, Trace t, int number)
    {
        try
        {
            return co.Await(t.Fail<string>($"lost {number}"));
        }
        finally
        {
            t.Log($"cleaned {number}");
        }
    }

    // What a pending child is handed again has to be noted, and what was handed to one that failed has not.
    [Coroutine]
    public static int WithSpansHandedIn(Co co, Trace t)
    {
        Span<int> numbers = stackalloc int[4];
        int sum = 0;
        for (int i = 0; i < 4; i++)
        {
            var rest = numbers[i..];
            try
            {
                sum += Fill(co, t, rest, i);
            }
            catch (LeafException e)
            {
                t.Log($"{e.Message} {rest.Length}");
                rest[0] += t.Get(co, 100);
            }

            t.Log(string.Join(" ", numbers.ToArray()));
        }

        return sum;
    }

    [Coroutine]
    private static int Fill(Co co, Trace t, Span<int> numbers, int number)
    {
        int first = numbers.Length > 2 ? Fill(co, t, numbers[..1]) : 0;
        numbers[^1] += t.Get(co, number);
        if (number == 2)
            throw new LeafException("no room");
        return first + Fill(co, t, numbers);
    }

    [Coroutine]
    private static int Fill(Co co, Trace t, Span<int> numbers)
    {
        foreach (ref int number in numbers)
        {
            t.Step(co, $"fill {number}");
            number += 7;
        }

        return numbers.Length;
    }

    // It is free to run again after it has failed, in the same place and at once.
    [Coroutine]
    public static int AgainInTheSamePlace(Co co, Trace t)
    {
        int tries = 0;
        while (true)
        {
            try
            {
                return Failing(co, t, ++tries);
            }
            catch (LeafException) when (tries < 3)
            {
                t.Log($"again {tries}");
            }
        }
    }

    [Coroutine]
    private static int Failing(Co co, Trace t, int tries)
    {
        using var used = new Used(t, tries);
        object kept = t.Get(co, $"kept {tries}");
        if (tries < 3)
            Throw(kept);
        return Nested(co, t, tries) + Inner(co, 1);

        int Inner(Co co, int more)
        {
            tries += more;
            t.Step(co, "inner");
            return tries;
        }
    }

    [Coroutine]
    private static int Nested(Co co, Trace t, int number) => number > 2 ? Nest(co, t, number) : t.Get(co, number);

    [Coroutine]
    private static int Nest(Co co, Trace t, int number) => t.Get(co, number) + t.Get(co, 10);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(object what) => throw new LeafException($"{what}");

    private sealed class Used(Trace t, int number) : IDisposable
    {
        public void Dispose() => t.Log($"disposed {number}");
    }

    [Coroutine, NoCancellationOracle("what waits in a finally is polled on")]
    public static string Lost(Co co, Trace t)
    {
        try
        {
            return LosingNothing(co, t, 5);
        }
        finally
        {
            t.Log("at the end");
            t.Step(co, "last");
        }
    }
}
