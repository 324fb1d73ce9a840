using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>Exceptions that were not thrown because another one came first.</summary>
/// <remarks>
/// Several futures that run at the same time may fail together, or fail again when they are cleaned up. One exception is thrown, as it is, so
/// that it can be caught by its type; the others are attached to it. Thread-safe.
/// </remarks>
public static class SuppressedExceptions
{
    private static readonly ConditionalWeakTable<Exception, List<Exception>> Attached = [];

    extension(Exception exception)
    {
        /// <summary>
        /// What else failed: exceptions of other futures of the same combinator or <c>TaskGroup</c>, and of their clean-up, in the order of their coming.
        /// Empty where nothing did.
        /// </summary>
        public IReadOnlyList<Exception> Suppressed
        {
            get
            {
                ArgumentNullException.ThrowIfNull(exception);
                if (!Attached.TryGetValue(exception, out var list))
                    return [];
                lock (list)
                    return [.. list];
            }
        }
    }

    internal static void Attach(Exception thrown, Exception suppressed)
    {
        // One exception may come by two ways, for example by two waits for the same task.
        if (ReferenceEquals(thrown, suppressed))
            return;
        var list = Attached.GetOrCreateValue(thrown);
        lock (list)
        {
            if (!list.Contains(suppressed))
                list.Add(suppressed);
        }
    }
}
