using System.Net.Sockets;

namespace Socks5Proxy;

/// <summary>How a request went (RFC 1928, section 6).</summary>
internal enum ReplyCode : byte
{
    Succeeded = 0,
    GeneralFailure = 1,
    NotAllowed = 2,
    NetworkUnreachable = 3,
    HostUnreachable = 4,
    ConnectionRefused = 5,
    TtlExpired = 6,
    CommandNotSupported = 7,
    AddressTypeNotSupported = 8,
}

internal static class ReplyCodes
{
    /// <summary>What to tell the client when connecting to its target has failed with this exception.</summary>
    /// <returns>Null for an exception that does not come from the target, and must not be taken for one that does.</returns>
    public static ReplyCode? Explaining(Exception exception) => exception switch
    {
        SocketException failure => Explaining(failure.SocketErrorCode),
        TimeoutException => ReplyCode.HostUnreachable,
        // A name that no resolver would take, for example one of 255 bytes.
        ArgumentException => ReplyCode.HostUnreachable,
        _ => null,
    };

    public static ReplyCode Explaining(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => ReplyCode.ConnectionRefused,
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressNotAvailable => ReplyCode.NetworkUnreachable,
        SocketError.HostUnreachable or SocketError.HostDown or SocketError.TimedOut => ReplyCode.HostUnreachable,
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => ReplyCode.HostUnreachable,
        // What .NET makes of a name that no resolver would take, for example one of 255 bytes.
        SocketError.SocketError => ReplyCode.HostUnreachable,
        SocketError.AccessDenied => ReplyCode.NotAllowed,
        SocketError.AddressFamilyNotSupported => ReplyCode.AddressTypeNotSupported,
        _ => ReplyCode.GeneralFailure,
    };
}
