using System.Net;
using PollGen;

namespace Socks5Proxy;

/// <summary>One client from its greeting to its end.</summary>
internal static partial class Connection
{
    /// <summary>Negotiates with the client, reaches its target, and relays until both have said all.</summary>
    [Coroutine]
    public static void Serve(Co co, TcpStream client, Options options)
    {
        // What arrives in small pieces is to leave in small pieces, and at once.
        client.NoDelay = true;
        var wanted = co.Await(Handshake.Negotiate(client, options.Credentials).Within(options.Patience));
        using var target = wanted is null ? null : Reach(co, client, wanted, options.Patience);
        if (target is null)
        {
            co.Await(Farewell.Say(client).Within(options.FarewellTime));
            return;
        }

        target.NoDelay = true;
        co.Await(Answer.Connected(target.LocalEndPoint).SendTo(client));
        Relay.Both(co, client, target);
    }

    /// <returns>Null when the target cannot be reached, and the client has been told why.</returns>
    [Coroutine]
    private static TcpStream? Reach(Co co, TcpStream client, EndPoint wanted, TimeSpan patience)
    {
        ReplyCode refusal;
        try
        {
            return co.Await(TcpStream.Connect(wanted).Within(patience));
        }
        catch (Exception e) when (ReplyCodes.Explaining(e) is { } code)
        {
            refusal = code;
        }

        co.Await(Answer.Failed(refusal).SendTo(client));
        return null;
    }
}
