using System.Net;
using System.Net.Sockets;
using PollGen;

namespace Socks5Proxy;

/// <summary>One client from its greeting to its end.</summary>
internal static partial class Connection
{
    /// <summary>Whether an exception says no more than that the other side is gone, or too slow.</summary>
    public static bool IsForeseen(Exception exception) => exception is SocketException or EndOfStreamException or TimeoutException;

    /// <summary>Negotiates with the client, reaches its target, and relays until both have said all, or are silent for too long.</summary>
    [Coroutine]
    public static void Serve(Co co, TcpStream client, Options options)
    {
        // What arrives in small pieces is to leave in small pieces, and at once.
        client.NoDelay = true;
        TcpStream? target = null;
        try
        {
            var wanted = co.Await(Handshake.Negotiate(client, options.Credentials).Timeout(options.Patience));
            if (wanted is not null)
                target = Reach(co, client, wanted, options.Patience);
            if (target is null)
                return;
            target.NoDelay = true;
            co.Await(Answer.Connected(target.LocalEndPoint).SendTo(client));
            Relay.Both(co, client, target, options);
        }
        catch (Exception e) when (IsForeseen(e))
        {
            // That happens; the connection is over and nothing else.
        }
        finally
        {
            // However it ends, also when the proxy shuts down. It waits, but not for ever, and whatever happens both are closed then.
            _ = co.Await(Future.Join(Farewell.Say(client), Farewell.Say(target)).Timeout(options.FarewellTime).Settled());
            target?.Dispose();
        }
    }

    /// <returns>Null when the target cannot be reached, and the client has been told why.</returns>
    [Coroutine]
    private static TcpStream? Reach(Co co, TcpStream client, EndPoint wanted, TimeSpan patience)
    {
        // What the client hears when the proxy shuts down meanwhile: it is waiting for an answer.
        var refusal = ReplyCode.GeneralFailure;
        TcpStream? target = null;
        try
        {
            target = co.Await(TcpStream.Connect(wanted).Timeout(patience));
        }
        catch (Exception e) when (ReplyCodes.Explaining(e) is { } code)
        {
            refusal = code;
        }
        finally
        {
            if (target is null)
                _ = co.Await(Answer.Failed(refusal).SendTo(client).Timeout(patience).Settled());
        }

        return target;
    }
}
