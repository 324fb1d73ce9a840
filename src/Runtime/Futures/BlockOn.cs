using System.Diagnostics;

namespace PollGen;

/// <summary>Makes, combines and runs futures.</summary>
/// <remarks>All members may be called from any thread. What they return follows the rules of <see cref="IFuture{T}"/>.</remarks>
public static partial class Future
{
    /// <summary>Polls a future to its end on the calling thread, which is parked while the future waits.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in and stays in place.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="InvalidOperationException">The thread runs an executor's tasks: parking it would stop them all.</exception>
    /// <remarks>
    /// When the future throws, its clean-up is run to the end before the exception leaves; an exception of the clean-up
    /// replaces the first. The same is done when the waiting thread is interrupted. Allocates once per thread, nothing per
    /// call. The future is polled with no <see cref="SynchronizationContext"/>: nothing must wait for the parked thread.
    /// </remarks>
    public static T BlockOn<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        using var blocking = Blocking.Enter();
        // The parameter is this frame's own copy: it does not move from here on.
        return PollToEnd(ref future, blocking.Parker);
    }

    [StackTraceHidden]
    private static T PollToEnd<TMachine, T>(ref Future<TMachine, T> future, Parker parker)
        where TMachine : struct, IFuture<T>
    {
        var cx = new PollContext(new Waker(parker));
        try
        {
            T result;
            while (!future.Poll(in cx, out result))
                parker.Park();
            return result;
        }
        catch
        {
            while (!future.PollCancel(in cx))
                parker.Park();
            throw;
        }
    }
}
