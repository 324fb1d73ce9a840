using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>The values of a <see cref="HandleTask{T}"/>'s outcome, as pure functions.</summary>
internal static class Outcome
{
    internal static readonly object Succeeded = new();
    internal static readonly object Cancelled = new();

    internal static bool IsFinal(object? outcome) =>
        outcome is not null && (ReferenceEquals(outcome, Succeeded) || ReferenceEquals(outcome, Cancelled) || outcome is ExceptionDispatchInfo);

    internal static object? With(object? waiters, IWakeable? waiter) => waiters switch
    {
        _ when waiter is null => waiters,
        null => waiter,
        IWakeable one => new[] { one, waiter },
        IWakeable[] several => (IWakeable[])[.. several, waiter],
        _ => throw new InvalidOperationException(),
    };

    internal static object? Without(object? waiters, IWakeable? waiter)
    {
        if (waiter is null || ReferenceEquals(waiters, waiter))
            return waiter is null ? waiters : null;
        if (waiters is not IWakeable[] several)
            return waiters;
        int index = Array.FindIndex(several, w => ReferenceEquals(w, waiter));
        if (index < 0)
            return waiters;
        return several.Length == 2 ? several[1 - index] : (IWakeable[])[.. several[..index], .. several[(index + 1)..]];
    }
}
