namespace PollGen;

/// <summary>Draws whose turn it is, for those that must not always ask the same future first.</summary>
/// <remarks>
/// Within an executor the numbers are its own, so that the same input gives the same trace. Not for secrets: three shifts (Marsaglia's
/// xorshift) of 32 bits.
/// </remarks>
internal static class Fairness
{
    internal const uint Seed = 2463534242;

    [ThreadStatic]
    private static uint ofThisThread;

    /// <summary>A number from 0 to <paramref name="count"/>, exclusive, each as likely as the others.</summary>
    internal static int Draw(int count)
    {
        uint drawn;
        if (CurrentExecutor.Value is { } executor)
            drawn = Next(ref executor.Luck);
        else
            drawn = Next(ref ofThisThread);
        return (int)(((ulong)drawn * (uint)count) >> 32);
    }

    private static uint Next(ref uint number)
    {
        uint x = number == 0 ? Seed : number;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        return number = x;
    }
}
