using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Parentheses around a suspension, before what would make a cast of a name in them.</summary>
public static partial class Parentheses
{
    [Coroutine]
    public static int BeforeASuppression(Co co, Trace t) => (t.Get(co, (Knot?)new Knot(4)))!.Plus(t.Get(co, 2));

    [Coroutine]
    public static int BeforeArguments(Co co, Trace t) => (t.Get(co, (Func<int, int>)Kit.Double))(t.Get(co, 2));

    [Coroutine]
    public static int BeforeASign(Co co, Trace t) => (t.Get(co, 1)) - (t.Get(co, 2)) + (t.Get(co, 3)) & ~(t.Get(co, 4));
}
