namespace PollGen.Benchmarks.Sizes;

/// <summary>The leaf of the size table: a future of one byte that is pending once and then gives a number.</summary>
public struct Leaf : IFuture<uint>
{
    private byte polls;

    public bool Poll(in PollContext cx, out uint result)
    {
        result = 7;
        return polls++ != 0;
    }

    public readonly bool PollCancel(in PollContext cx) => true;
}

/// <summary>A leaf without state that is always ready.</summary>
public readonly struct Now : IFuture<uint>
{
    public bool Poll(in PollContext cx, out uint result)
    {
        result = 1;
        return true;
    }

    public bool PollCancel(in PollContext cx) => true;
}
