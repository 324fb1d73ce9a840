namespace PollGen;

/// <summary>
/// Where a callback and the one future that waits for it meet: null, the one to wake, or a mark that it has come. The owner
/// polls, leaves and resets; <see cref="Set"/> comes from any thread.
/// </summary>
internal struct Signal
{
    private static readonly object Come = new();

    private object? state;

    internal readonly bool IsSet => ReferenceEquals(Volatile.Read(in state), Come);

    /// <summary>Whether it is set; if not, setting it will wake this waker, and only this.</summary>
    internal bool Poll(Waker waker)
    {
        IWakeable? target = waker.Target;
        object? seen = Volatile.Read(ref state);
        while (true)
        {
            if (ReferenceEquals(seen, Come))
                return true;
            if (ReferenceEquals(seen, target))
                return false;
            object? before = Interlocked.CompareExchange(ref state, target, seen);
            if (ReferenceEquals(before, seen))
                return false;
            seen = before;
        }
    }

    /// <summary>From any thread.</summary>
    internal void Set() => (Interlocked.Exchange(ref state, Come) as IWakeable)?.Wake();

    /// <summary>Wakes who waits although nothing has come. From any thread.</summary>
    internal void Nudge()
    {
        object? seen = Volatile.Read(ref state);
        if (seen is IWakeable waiting && ReferenceEquals(Interlocked.CompareExchange(ref state, null, seen), seen))
            waiting.Wake();
    }

    /// <summary>Nobody waits any more; a signal that comes stays set.</summary>
    internal void Leave() => Poll(Waker.None);

    /// <summary>Before the operation starts that will set it.</summary>
    internal void Reset() => Volatile.Write(ref state, null);
}
