using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Collection expressions whose type is said by a cast.</summary>
public static partial class CastCollections
{
    [Coroutine]
    public static int[] ToAnArray(Co co, Trace t) => (int[])[t.See(1), t.Get(co, 2), t.See(3)];

    [Coroutine]
    public static int ToAListWithASpread(Co co, Trace t)
    {
        int sum = 0;
        foreach (int item in (List<int>)[t.Get(co, 1), .. t.Get(co, new[] { 2, 3 }), t.Get(co, 4)])
            sum += t.Get(co, item);
        return sum;
    }
}
