using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

public static partial class Statements
{
    [Coroutine]
    public static int Sum(Co co, Trace t)
    {
        int a = t.Get(co, 1), b = t.Get(co, 2);
        var c = co.Await(t.Leaf(3));
        _ = t.Get(co, 4);
        t.Get(co, 5);
        return a + b + c;
    }
}
