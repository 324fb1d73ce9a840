namespace PollGen.Benchmarks.Leaves;

/// <summary>A connection that gives a few bytes a read: at once, or after a wait each time.</summary>
public sealed class Conn(bool isReady)
{
    private static readonly byte[] Bytes = [1, 2, 3, 4, 5, 6];

    /// <summary>Whether reads need no wait.</summary>
    public bool IsReady { get; } = isReady;

    /// <summary>How often it is locked at the moment.</summary>
    public int Locks { get; set; }

    /// <summary>Reads what has come.</summary>
    /// <returns>How many bytes.</returns>
    public int Take(Span<byte> buffer)
    {
        int count = Math.Min(Bytes.Length, buffer.Length);
        Bytes.AsSpan(0, count).CopyTo(buffer);
        return count;
    }
}
