using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>
/// Keeps exceptions of clean-up under small numbers, for machines that would otherwise need a reference for what hardly
/// ever happens. Thread-safe.
/// </summary>
internal static class KeptExceptions
{
    // 22 bits hold the number. So many joins whose clean-up has failed and is still pending would hold gigabytes of exceptions.
    private const int Limit = (1 << 22) - 1;

    private static readonly Lock Gate = new();
    private static readonly Stack<uint> Free = new();
    private static readonly List<ExceptionDispatchInfo?> Kept = [null];

    /// <summary>Keeps an exception.</summary>
    /// <returns>Its number, from 1 on.</returns>
    /// <exception cref="InsufficientMemoryException">4,194,303 are kept already.</exception>
    internal static uint Keep(Exception exception)
    {
        var info = ExceptionDispatchInfo.Capture(exception);
        lock (Gate)
        {
            if (Free.TryPop(out uint number))
            {
                Kept[(int)number] = info;
                return number;
            }

            if (Kept.Count > Limit)
                throw new InsufficientMemoryException("Too many joins have failed clean-up that is still pending.", exception);
            Kept.Add(info);
            return (uint)(Kept.Count - 1);
        }
    }

    /// <summary>Gives the exception back and frees its number.</summary>
    internal static ExceptionDispatchInfo Take(uint number)
    {
        lock (Gate)
        {
            var info = Kept[(int)number]!;
            Kept[(int)number] = null;
            Free.Push(number);
            return info;
        }
    }
}
