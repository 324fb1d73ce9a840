using System.Net.Sockets;
using PollGen;

namespace Socks5Proxy;

/// <summary>The end of a connection that is not broken.</summary>
internal static partial class Farewell
{
    /// <summary>
    /// Says that nothing more will come, and lets the other side hang up first. Closing a connection that has unread bytes resets it, and
    /// the reset may overtake what was said last; so whatever still comes is read, and thrown away.
    /// </summary>
    [Coroutine]
    public static void Say(Co co, TcpStream? other)
    {
        if (other is null)
            return;
        try
        {
            other.ShutdownSend();
            while (true)
            {
                co.Await(other.Readable());
                var ignored = default(Field);
                if (other.TryRead(ignored, out var count) && count == 0)
                    return;
                co.Await(Future.Yield());
            }
        }
        catch (SocketException)
        {
            // It has left without a word.
        }
    }
}
