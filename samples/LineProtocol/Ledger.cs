namespace LineProtocol;

/// <summary>What the requests of a connection came to: enough to see that both parsers have read the same.</summary>
public sealed class Ledger
{
    private readonly uint[] values = new uint[64];

    /// <summary>Depends on every request and on their order.</summary>
    public uint Checksum { get; private set; }

    public void Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        values[Hash(key) % (uint)values.Length] = Hash(value);
        Checksum = (Checksum * 31) + Hash(key);
    }

    public void Get(ReadOnlySpan<byte> key) => Checksum = (Checksum * 31) + values[Hash(key) % (uint)values.Length];

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        uint hash = 2166136261;
        foreach (byte one in bytes)
        {
            hash = (hash ^ one) * 16777619;
        }

        return hash;
    }
}
