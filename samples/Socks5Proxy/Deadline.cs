using PollGen;

namespace Socks5Proxy;

/// <summary>A future written by hand: another one with a time limit.</summary>
internal static class Deadline
{
    /// <summary>Gives a future up when it takes longer than <paramref name="limit"/>.</summary>
    /// <exception cref="TimeoutException">Thrown by the future that is returned, when the time is over.</exception>
    public static Future<Machine<TMachine, T>, T> Within<TMachine, T>(this Future<TMachine, T> future, TimeSpan limit)
        where TMachine : struct, IFuture<T> => new(new Machine<TMachine, T>(future, Future.Delay(limit)));

    internal struct Machine<TMachine, T>(Future<TMachine, T> future, Future<DelayMachine, Unit> delay) : IFuture<T>
        where TMachine : struct, IFuture<T>
    {
        private Future<TMachine, T> future = future;
        private Future<DelayMachine, Unit> delay = delay;

        public bool Poll(in PollContext cx, out T result)
        {
            if (future.Poll(in cx, out result))
            {
                delay.PollCancel(in cx);
                return true;
            }

            // Whoever polls us calls PollCancel next, as after any exception: that gives the future up.
            if (delay.Poll(in cx, out _))
                throw new TimeoutException();
            return false;
        }

        // Cancelling a delay takes no time.
        public bool PollCancel(in PollContext cx) => delay.PollCancel(in cx) & future.PollCancel(in cx);
    }
}
