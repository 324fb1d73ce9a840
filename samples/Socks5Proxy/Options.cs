using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Socks5Proxy;

/// <summary>What the command line says.</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: Socks5Proxy [--listen address:port] [--user name:password] [--idle seconds]

          --listen   where to listen; port 0 lets the system choose one (default 127.0.0.1:1080)
          --user     lets in only clients that know this name and password
          --idle     ends connections on which nothing moves for so long (default 300)
        """;

    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 1080);

    /// <summary>Whom to let in; null: everyone.</summary>
    public Credentials? Credentials { get; init; }

    /// <summary>How long a client may take for its handshake, and a target for accepting our connection.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may be silent in both directions; it may be twice as long until it is ended.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long either side may take, once its connection is over, to read what is left and to hang up.</summary>
    public TimeSpan FarewellTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long saying goodbye on all connections may take when the proxy shuts down.</summary>
    public TimeSpan ShutdownTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What all these times are measured by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static bool TryParse(string[] args, out Options options, [NotNullWhen(false)] out string? problem)
    {
        options = new Options();
        problem = null;
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--listen" when IPEndPoint.TryParse(value, out var listen):
                    options = options with { Listen = listen };
                    break;
                case "--listen":
                    problem = $"'{value}' is no address and port; write --listen 127.0.0.1:1080 or --listen [::1]:1080";
                    return false;
                case "--user" when Credentials.TryParse(value, out var credentials):
                    options = options with { Credentials = credentials };
                    break;
                case "--user":
                    problem = "--user takes name:password, each of 1 to 255 bytes";
                    return false;
                case "--idle" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0:
                    options = options with { IdleTime = TimeSpan.FromSeconds(seconds) };
                    break;
                case "--idle":
                    problem = $"'{value}' is no number of seconds; write --idle 300";
                    return false;
                default:
                    problem = $"there is no option '{args[i]}'";
                    return false;
            }
        }

        return true;
    }
}
