using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Socks5Proxy.Tests;

/// <summary>The program as its users start and stop it.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void ASignalEndsItCleanlyWhileConnectionsAreOpen(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var origin = Origin.OfEcho();
        using var program = Process.Start(new ProcessStartInfo("dotnet", [typeof(Server).Assembly.Location, "--listen", "127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var first = program.StandardOutput.ReadLine()!;
            Assert.StartsWith("listening on 127.0.0.1:", first, StringComparison.Ordinal);
            Assert.Matches(new Regex("future of [0-9]+ bytes"), program.StandardOutput.ReadLine()!);
            using var relaying = new Client(IPEndPoint.Parse(first["listening on ".Length..]));
            using var greeting = new Client(IPEndPoint.Parse(first["listening on ".Length..]));
            relaying.Open(Client.Connect(origin.EndPoint));
            greeting.Send(5, 1, 0);
            Assert.Equal([5, 0], greeting.Receive(2));

            using (var kill = Process.Start("kill", ["-" + signal, $"{program.Id}"]))
                kill.WaitForExit();
            Assert.True(program.WaitForExit(20_000), "It does not end.");
            Assert.Equal(0, program.ExitCode);
            Assert.Equal("", program.StandardError.ReadToEnd());
            Assert.Empty(relaying.ReceiveToEndOrReset());
            Assert.Empty(greeting.ReceiveToEndOrReset());
        }
        finally
        {
            if (!program.HasExited)
                program.Kill();
        }
    }
}
