namespace PollGen.Runtime.Tests;

public sealed class CountingWakeable : IWakeable
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public void Wake() => Interlocked.Increment(ref count);
}
