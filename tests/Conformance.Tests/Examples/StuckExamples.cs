namespace PollGen.Conformance.Tests.Examples;

/// <summary>A coroutine whose clean-up never ends.</summary>
public static partial class StuckExamples
{
    [Coroutine]
    public static void Outer(Co co)
    {
        Inner(co, 1);
    }

    [Coroutine]
    private static void Inner(Co co, int value)
    {
        try
        {
            co.Await(Future.Never());
        }
        finally
        {
            co.Await(Future.Never<int>());
            GC.KeepAlive(value);
        }
    }
}
