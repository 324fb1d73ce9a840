using System.Buffers;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>Memory of ints that is lent out: it says which array it is, as a manager may, and cannot be pinned.</summary>
public sealed class LentMemory(int length) : MemoryManager<int>
{
    private readonly int[] items = new int[length];

    public override Span<int> GetSpan() => items;

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

    public override void Unpin()
    {
    }

    protected override bool TryGetArray(out ArraySegment<int> segment)
    {
        segment = items;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
    }
}
