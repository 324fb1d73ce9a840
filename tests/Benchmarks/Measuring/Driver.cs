using System.Runtime.CompilerServices;

namespace PollGen.Benchmarks.Measuring;

public static class Driver
{
    /// <summary>Polls a future until it is ready, without waiting for a wake: the cost of polls and nothing else.</summary>
    public static T Poll<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T> => PollInPlace(ref future);

    // By reference: a future that waits stands in some object or frame, and never as a whole in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T PollInPlace<TMachine, T>(ref Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        var cx = new PollContext(Waker.None);
        while (true)
        {
            if (future.Poll(in cx, out T result))
                return result;
        }
    }
}
