namespace PollGen.Waiting;

public static partial class Awaits
{
    /// <summary>Counts what the whole process allocates while the task runs.</summary>
    [Coroutine]
    public static (long Sum, long Allocated) Measured(Co co, Bell bell, int rounds)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var sum = Outer(co, bell, rounds);
        return (sum, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    [Coroutine]
    public static long Outer(Co co, Bell bell, int rounds)
    {
        long sum = 0;
        for (var i = 0; i < rounds; i++)
        {
            try
            {
                sum += Inner(co, bell, 1);
            }
            finally
            {
                sum++;
            }
        }

        return sum;
    }

    [Coroutine]
    public static int Inner(Co co, Bell bell, int factor) => factor * co.Await(new Rung(bell));

    [Coroutine]
    public static void Once(Co co) => co.Await(Future.Yield());
}
