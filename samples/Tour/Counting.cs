using PollGen;

namespace Tour;

/// <summary>The first stop: what a coroutine looks like. The README shows what becomes of <see cref="Sum"/>.</summary>
public static partial class Counting
{
    [Coroutine]
    public static int Sum(Co co, int count)
    {
        var total = 0;
        for (var i = 1; i <= count; i++)
            total += Later(co, i);
        return total;
    }

    [Coroutine]
    public static int Later(Co co, int value)
    {
        co.Await(Future.Yield());
        return value;
    }
}
