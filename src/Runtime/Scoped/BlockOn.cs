namespace PollGen;

public static partial class Future
{
    /// <summary>Polls a scoped future to its end on the calling thread, which is parked while the future waits.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="TArgs">The references.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in and stays in place.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="InvalidOperationException">The thread runs an executor's tasks: parking it would stop them all.</exception>
    /// <remarks>Does what <see cref="BlockOn{TMachine, T}(Future{TMachine, T})"/> does.</remarks>
    public static T BlockOn<TMachine, TArgs, T>(ScopedFuture<TMachine, TArgs, T> future)
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : allows ref struct
    {
        using var blocking = Blocking.Enter();
        var parker = blocking.Parker;
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
