using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Socks5Proxy.Tests;

/// <summary>Bytes through the proxy, by a client of our own and by curl.</summary>
public sealed class RelayTests
{
    private static readonly byte[] File = Bytes(50_000_000);
    private static readonly byte[] Get = Encoding.ASCII.GetBytes("GET /file HTTP/1.1\r\nHost: origin\r\n\r\n");

    public static TheoryData<string> Targets => ["ipv4", "ipv6", "domain"];

    [Theory]
    [MemberData(nameof(Targets))]
    public void AFileComesThroughByteForByte(string kind)
    {
        if (kind == "ipv6" && !Socket.OSSupportsIPv6)
            return;
        using var origin = Origin.OfFile(File, kind == "ipv6" ? IPAddress.IPv6Loopback : null);
        using var proxy = new RunningProxy();
        using var client = new Client(proxy.EndPoint);
        client.Open(kind == "domain" ? Client.Connect("localhost", origin.EndPoint.Port) : Client.Connect(origin.EndPoint));
        client.Send(Get);
        Assert.True(Body(client.ReceiveToEnd()).SequenceEqual(File));
    }

    [Fact]
    public void TheHandshakeMayDripByteByByte()
    {
        using var origin = Origin.OfFile(File);
        Assert.True(Credentials.TryParse("me:secret", out var credentials));
        using var proxy = new RunningProxy(credentials);
        using var client = new Client(proxy.EndPoint, drips: true);
        client.Send(5, 2, 0, 2);
        Assert.Equal([5, 2], client.Receive(2));
        client.Send([1, 2, .. "me"u8, 6, .. "secret"u8]);
        Assert.Equal([1, 0], client.Receive(2));
        client.Send(Client.Connect("localhost", origin.EndPoint.Port));
        Assert.Equal([5, 0, 0, 1], client.Receive(4));
        client.Receive(6);
        client.Send(Get);
        Assert.True(Body(client.ReceiveToEnd()).SequenceEqual(File));
    }

    [Fact]
    public void EachSideMayEndBeforeTheOther()
    {
        using var origin = Origin.OfEcho();
        using var proxy = new RunningProxy();
        using var client = new Client(proxy.EndPoint);
        client.Open(Client.Connect(origin.EndPoint));
        var said = Bytes(1_000_000);
        client.Socket.Send(said);
        client.Socket.Shutdown(SocketShutdown.Send);
        Assert.True(client.ReceiveToEnd().SequenceEqual(said));
    }

    [CurlTheory]
    [InlineData("--socks5-hostname", null, "localhost")]
    [InlineData("--socks5", null, "127.0.0.1")]
    [InlineData("--socks5-hostname", "me:secret", "localhost")]
    public async Task CurlFetchesTheFile(string option, string? user, string host)
    {
        using var origin = Origin.OfFile(File);
        Credentials? credentials = null;
        Assert.True(user is null || Credentials.TryParse(user, out credentials));
        using var proxy = new RunningProxy(credentials);
        var path = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("curl", ["-sS", "--noproxy", "", option, proxy.EndPoint.ToString(), "-o", path, $"http://{host}:{origin.EndPoint.Port}/file"]) { RedirectStandardError = true };
            if (user is not null)
            {
                start.ArgumentList.Add("--proxy-user");
                start.ArgumentList.Add(user);
            }

            using var curl = Process.Start(start)!;
            var error = await curl.StandardError.ReadToEndAsync();
            await curl.WaitForExitAsync();
            Assert.True(curl.ExitCode == 0, error);
            Assert.True((await System.IO.File.ReadAllBytesAsync(path)).SequenceEqual(File));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    private static ReadOnlySpan<byte> Body(byte[] answer) => answer.AsSpan(answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4);

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
