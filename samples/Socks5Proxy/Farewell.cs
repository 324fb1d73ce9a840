using PollGen;

namespace Socks5Proxy;

/// <summary>The end of a connection whose client has been refused.</summary>
internal static partial class Farewell
{
    /// <summary>
    /// Lets the client hang up first. Closing a connection that has unread bytes resets it, and the reset may overtake our answer;
    /// so whatever the client still sends is read, and thrown away.
    /// </summary>
    [Coroutine]
    public static void Say(Co co, TcpStream client)
    {
        client.ShutdownSend();
        while (true)
        {
            co.Await(client.Readable());
            var ignored = default(Field);
            if (client.TryRead(ignored, out var count) && count == 0)
                return;
            co.Await(Future.Yield());
        }
    }
}
