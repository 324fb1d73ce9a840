using System.Net;
using System.Net.Sockets;

namespace PollGen.Soak;

/// <summary>A client of the proxy, with a will of its own.</summary>
internal sealed class Visitor(IPEndPoint proxy, IPEndPoint target, IPEndPoint closed, IPEndPoint full, Random random)
{
    private static readonly byte[] Greeting = [5, 1, 0];

    /// <returns>How it has ended, as the client sees it.</returns>
    public async Task<string> Visit()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(proxy);
            return random.Next(4) == 0 ? await LeaveDuringHandshake(socket) : await Talk(socket);
        }
        catch (SocketException)
        {
            return "cut off";
        }
    }

    private async Task<string> LeaveDuringHandshake(Socket socket)
    {
        byte[] handshake = [.. Greeting, .. Request()];
        await socket.SendAsync(handshake.AsMemory(0, random.Next(handshake.Length + 1)));
        return await Leave(socket, "in the handshake");
    }

    private async Task<string> Talk(Socket socket)
    {
        await socket.SendAsync(Greeting);
        if (!await Receive(socket, new byte[2]))
            return "ended before the answer";
        await socket.SendAsync(Request());
        var reply = new byte[10];
        if (!await Receive(socket, reply))
            return "ended before the reply";
        if (reply[1] != 0)
        {
            await ReadToEnd(socket);
            return $"refused with {reply[1]}";
        }

        switch (random.Next(5))
        {
            case 0:
                return await Flood(socket);
            case 1:
                await socket.SendAsync(new byte[random.Next(1, 3000)]);
                if (random.Next(2) == 0)
                    await socket.ReceiveAsync(new byte[100]);
                return await Leave(socket, "while relaying");
            default:
                return await Exchange(socket);
        }
    }

    /// <summary>Says something and hears it again.</summary>
    private async Task<string> Exchange(Socket socket)
    {
        var said = new byte[random.Next(4) == 0 ? random.Next(200_000) : random.Next(3000)];
        random.NextBytes(said);
        var saying = Say(socket, said);
        var heard = new byte[said.Length + 1];
        var length = 0;
        try
        {
            while (await socket.ReceiveAsync(heard.AsMemory(length)) is > 0 and var received)
                length += received;
        }
        finally
        {
            socket.Dispose();
            await saying;
        }

        if (!heard.AsSpan(0, length).SequenceEqual(said.AsSpan(0, length)))
            throw new InvalidDataException("the proxy has changed what it carries");
        return length == said.Length ? "complete" : "cut short";
    }

    /// <summary>Says a lot, and does not listen.</summary>
    private async Task<string> Flood(Socket socket)
    {
        var saying = Say(socket, new byte[1_000_000]);
        await Task.Delay(random.Next(60));
        if (random.Next(2) == 0)
            socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
        await saying;
        return "left while flooding";
    }

    private static async Task Say(Socket socket, byte[] bytes)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;)
                sent += await socket.SendAsync(bytes.AsMemory(sent));
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut off, which the receiving side sees too; or it has left.
        }
    }

    private async Task<string> Leave(Socket socket, string when)
    {
        switch (random.Next(5))
        {
            case 0:
                return $"closed {when}";
            case 1:
                socket.LingerState = new LingerOption(true, 0);
                return $"reset {when}";
            case 2:
                socket.Shutdown(SocketShutdown.Send);
                await ReadToEnd(socket);
                return $"half-closed {when}";
            case 3:
                socket.Shutdown(SocketShutdown.Send);
                await Task.Delay(random.Next(20));
                socket.LingerState = new LingerOption(true, 0);
                return $"half-closed and reset {when}";
            default:
                await ReadToEnd(socket);
                return $"silent {when}";
        }
    }

    private byte[] Request()
    {
        var (address, port) = random.Next(20) switch
        {
            0 => (closed.Address, closed.Port),
            1 => (full.Address, full.Port),
            _ => (target.Address, target.Port),
        };
        byte[] host = random.Next(20) == 0 ? [3, 9, .. "localhost"u8] : [1, .. address.GetAddressBytes()];
        return [5, 1, 0, .. host, (byte)(port >> 8), (byte)port];
    }

    private static async Task<bool> Receive(Socket socket, byte[] bytes)
    {
        for (var length = 0; length < bytes.Length;)
        {
            if (await socket.ReceiveAsync(bytes.AsMemory(length)) is not (> 0 and var received))
                return false;
            length += received;
        }

        return true;
    }

    private static async Task ReadToEnd(Socket socket)
    {
        var chunk = new byte[4096];
        while (await socket.ReceiveAsync(chunk) > 0)
        {
        }
    }
}
