using System.Buffers;
using System.Net.Sockets;
using PollGen;

namespace Socks5Proxy;

/// <summary>What happens to the bytes once both connections stand.</summary>
internal static partial class Relay
{
    private const int ChunkSize = 64 * 1024;

    /// <summary>
    /// Carries bytes both ways at once. Each direction ends by itself: one side may have said all while the other still speaks. When one fails, or
    /// both are silent for too long, what is left is given up, and is over before this ends.
    /// </summary>
    [Coroutine]
    public static void Both(Co co, TcpStream client, TcpStream target, Options options)
    {
        var traffic = new Traffic();
        co.Await(Future.Select(
            Future.TryJoin(
                OneWay(client, target, traffic, options.FarewellTime),
                OneWay(target, client, traffic, options.FarewellTime)),
            traffic.Silence(options.IdleTime)));
    }

    [Coroutine]
    private static void OneWay(Co co, TcpStream from, TcpStream to, Traffic traffic, TimeSpan farewellTime)
    {
        try
        {
            while (true)
            {
                co.Await(from.Readable());

                // Rented only now: a connection that is silent holds no buffer.
                var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
                try
                {
                    if (!from.TryRead(chunk, out var count))
                        continue;
                    if (count == 0 || !Send(co, to, chunk.AsMemory(0, count), traffic, farewellTime))
                        return;
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(chunk);
                }

                // Where both sides are fast nothing above ever waits: let the other connections have their turn.
                co.Await(Future.Yield());
            }
        }
        finally
        {
            HalfClose(to);
        }
    }

    /// <returns>
    /// False when the connection is lost. That ends one direction only: what the other side has said before it left is still on its
    /// way (a server that answers and hangs up without listening to the end). Reading from it then ends the other direction.
    /// </returns>
    [Coroutine]
    private static bool Send(Co co, TcpStream to, ReadOnlyMemory<byte> bytes, Traffic traffic, TimeSpan farewellTime)
    {
        try
        {
            try
            {
                while (!bytes.IsEmpty)
                {
                    co.Await(to.Writable());
                    if (!to.TryWrite(bytes.Span, out var count))
                        continue;
                    bytes = bytes[count..];
                    traffic.Note();
                }
            }
            finally
            {
                // Given up on the way: what one side has said before still reaches the other, if that listens.
                if (!bytes.IsEmpty)
                    _ = co.Await(to.WriteAll(bytes).Timeout(farewellTime).Settled());
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void HalfClose(TcpStream to)
    {
        try
        {
            to.ShutdownSend();
        }
        catch (SocketException)
        {
            // Lost, as in Send.
        }
    }
}
