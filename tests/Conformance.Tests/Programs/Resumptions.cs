using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>What is entered from its top after a resumption further out.</summary>
public static partial class Resumptions
{
    [Coroutine]
    public static int ANestedTryAfterASuspensionOutside(Co co, Trace t)
    {
        int n = t.Get(co, 1);
        try
        {
            t.Log("outer");
            n += 10;
            try
            {
                n += t.Get(co, n);
            }
            finally
            {
                t.Log($"inner {n}");
            }
        }
        finally
        {
            t.Log($"outer {n}");
        }

        return n;
    }

    [Coroutine]
    public static int AnEnumeratorInATryAfterASuspensionOutside(Co co, Trace t)
    {
        int sum = t.Get(co, 1);
        try
        {
            foreach (int n in t.Numbers(2))
                sum += t.Get(co, n);
        }
        finally
        {
            t.Log(sum);
        }

        return sum;
    }
}
