namespace PollGen;

/// <summary>The values of a <see cref="HandleTask{T}"/>'s outcome, as pure functions.</summary>
internal static class Outcome
{
    internal static readonly object Succeeded = new();
    internal static readonly object Cancelled = new();

    internal static bool IsFinal(object? outcome) =>
        outcome is not null && (ReferenceEquals(outcome, Succeeded) || IsFailure(outcome));

    /// <summary>Whether it is, for good, something else than success.</summary>
    internal static bool IsFailure(object outcome) => ReferenceEquals(outcome, Cancelled) || outcome is TaskFailure;

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
        return waiters is IWakeable[] several ? Without(several, waiter) : waiters;
    }

    private static object Without(IWakeable[] several, IWakeable waiter)
    {
        for (int index = 0; index < several.Length; index++)
        {
            if (ReferenceEquals(several[index], waiter))
                return several.Length == 2 ? several[1 - index] : (IWakeable[])[.. several[..index], .. several[(index + 1)..]];
        }

        return several;
    }

    /// <summary>Wakes waiters in the order of their coming.</summary>
    internal static void WakeAll(object waiters)
    {
        if (waiters is IWakeable one)
        {
            one.Wake();
            return;
        }

        foreach (var waiter in (IWakeable[])waiters)
            waiter.Wake();
    }
}
