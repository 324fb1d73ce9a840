using System.Diagnostics;
using PollGen.Soak;
using Xunit.Abstractions;

namespace Socks5Proxy.Tests;

/// <summary>The short version of the soak; the long one is started by hand, see tests/Soak.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Connections = 7200;

    [Fact]
    public async Task WhateverEndsConnectionsEverythingIsReleasedOnce()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(SoakOptions).Assembly.Location, "--connections", $"{Connections}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var problems = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.WriteLine(await said);
        Assert.Equal("", await problems);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains($"{Connections} connections in", await said, StringComparison.Ordinal);
    }
}
