using PollGen;

namespace Socks5Proxy;

/// <summary>Whether anything moves on a connection, in whichever direction. Used on one thread.</summary>
internal sealed partial class Traffic
{
    private long moves;

    public void Note() => moves++;

    /// <summary>
    /// Ends when nothing has moved for a while: <paramref name="limit"/> at least, twice that at most, so that the bytes themselves
    /// set no timer.
    /// </summary>
    [Coroutine]
    public void Silence(Co co, TimeSpan limit)
    {
        long seen;
        do
        {
            seen = moves;
            co.Await(Future.Delay(limit));
        }
        while (seen != moves);
    }
}
