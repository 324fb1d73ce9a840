using System.Runtime.InteropServices;

namespace Socks5Proxy;

/// <summary>The numbers of RFC 1928 and RFC 1929.</summary>
internal static class Protocol
{
    public const byte Version = 5;
    public const byte PasswordVersion = 1;
    public const byte PasswordAccepted = 0;
    public const byte PasswordRefused = 1;
}

internal enum Method : byte
{
    NoAuthentication = 0,
    Password = 2,
    NoneAcceptable = 0xff,
}

internal enum Command : byte
{
    Connect = 1,
    Bind = 2,
    UdpAssociate = 3,
}

internal enum AddressType : byte
{
    IPv4 = 1,
    DomainName = 3,
    IPv6 = 4,
}

/// <summary>How a request begins. Its bytes are read as they come.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct RequestHead
{
    public byte Version;
    public Command Command;
    public byte Reserved;
    public AddressType AddressType;
}
