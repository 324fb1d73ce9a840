using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Socks5Proxy;

/// <summary>A name and a password (RFC 1929). Comparing takes as long for a wrong one as for the right one of the same length.</summary>
internal sealed class Credentials(byte[] name, byte[] password)
{
    public bool IsName(ReadOnlySpan<byte> given) => CryptographicOperations.FixedTimeEquals(name, given);

    public bool IsPassword(ReadOnlySpan<byte> given) => CryptographicOperations.FixedTimeEquals(password, given);

    /// <summary>Reads "name:password". The name ends at the first colon.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Credentials? credentials)
    {
        var colon = text.IndexOf(':');
        var name = Encoding.UTF8.GetBytes(text[..Math.Max(colon, 0)]);
        var password = Encoding.UTF8.GetBytes(text[(colon + 1)..]);
        var isValid = name.Length is >= 1 and <= Field.Size && password.Length is >= 1 and <= Field.Size;
        credentials = isValid ? new Credentials(name, password) : null;
        return isValid;
    }
}
