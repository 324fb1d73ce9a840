using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Code that the compiler knows to be unreachable, around and after a suspension.</summary>
public static partial class ConstantConditions
{
    [Coroutine]
    public static int ALoopThatIsNeverEntered(Co co, Trace t)
    {
        int n = 1;
        for (int i = 0, left = 3; left-- > 0 && false; i++)
        {
            n += t.Get(co, i);
            t.Log(n);
        }

        return n + t.Get(co, 1);
    }

    [Coroutine]
    public static int ABranchThatIsNeverTaken(Co co, Trace t)
    {
        int n = t.Get(co, 2);
        if (n > 0 && false)
        {
            int m = t.Get(co, n);
            t.Log(m);
            n += m;
        }

        for (int pass = 0; pass < 2; pass++)
            t.Log(t.Get(co, true ? n : throw new LeafException("never")));
        return n;
    }

    [Coroutine]
    public static int CodeAfterAJump(Co co, Trace t)
    {
        int n = 1;
        while (true)
        {
            n += t.Get(co, n);
            if (n > 3)
                break;
            continue;
            t.Log("never");
            n = t.Get(co, 7);
            t.Log(n);
        }

        return n;
    }
}
