using System.Net;

namespace Socks5Proxy.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void WithoutOptionsItListensOnLoopbackForEveryone()
    {
        Assert.True(Options.TryParse([], out var options, out _));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 1080), options.Listen);
        Assert.Null(options.Credentials);
    }

    [Fact]
    public void AllOptionsMayBeGiven()
    {
        Assert.True(Options.TryParse(["--user", "me:se:cret", "--idle", "90", "--listen", "[::1]:0"], out var options, out _));
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 0), options.Listen);
        Assert.Equal(TimeSpan.FromSeconds(90), options.IdleTime);
        Assert.True(options.Credentials!.IsName("me"u8));
        Assert.True(options.Credentials.IsPassword("se:cret"u8));
        Assert.False(options.Credentials.IsPassword("cret"u8));
    }

    [Theory]
    [InlineData("--listen")]
    [InlineData("--listen", "nowhere")]
    [InlineData("--listen", "127.0.0.1:99999")]
    [InlineData("--idle", "soon")]
    [InlineData("--idle", "0")]
    [InlineData("--user", "me")]
    [InlineData("--user", ":secret")]
    [InlineData("--user", "me:")]
    [InlineData("--speed", "11")]
    public void WhatCannotBeUnderstoodIsSaid(params string[] args)
    {
        Assert.False(Options.TryParse(args, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void ANameOfMoreThan255BytesIsRefused()
    {
        Assert.True(Credentials.TryParse(new string('n', 255) + ":" + new string('p', 255), out _));
        Assert.False(Credentials.TryParse(new string('n', 256) + ":p", out _));
        Assert.False(Credentials.TryParse("n:" + new string('p', 256), out _));
    }
}
