using System.ComponentModel;

namespace PollGen.CompilerServices;

/// <summary>
/// What a pending C# awaiter calls back. An awaiter only knows callbacks, and one that is registered cannot be taken back;
/// so it is given this object, which outlives the wait, and not the future. Used by generated code.
/// </summary>
/// <remarks>
/// One cell serves one wait. <see cref="Callback"/> may be invoked on any thread; <see cref="Poll"/> and <see cref="Detach"/>
/// are called by the future's owner. The state is one reference: null (nobody waits), the one to wake, or a mark.
/// <code>
///   null ──Poll──▶ waiting ──Callback──▶ called        Detach: any ──▶ detached
/// </code>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class AwaiterCell
{
    private static readonly object Called = new();
    private static readonly object Detached = new();

    private object? state;
    private Action? callback;

    /// <summary>What to hand to the awaiter's <c>OnCompleted</c> or <c>UnsafeOnCompleted</c>.</summary>
    public Action Callback => callback ??= OnCallback;

    /// <summary>Asks whether the callback has come. If not, its coming wakes <paramref name="waker"/>, and only this one.</summary>
    /// <param name="waker">The waker of the latest poll.</param>
    /// <returns>True once called back.</returns>
    public bool Poll(Waker waker)
    {
        IWakeable? target = waker.Target;
        object? seen = Volatile.Read(ref state);
        while (true)
        {
            if (ReferenceEquals(seen, Called))
                return true;
            if (ReferenceEquals(seen, target))
                return false;
            object? before = Interlocked.CompareExchange(ref state, target, seen);
            if (ReferenceEquals(before, seen))
                return false;
            seen = before;
        }
    }

    /// <summary>Gives the wait up: the callback, when it comes, wakes nobody. Called at most once, and nothing after it.</summary>
    public void Detach()
    {
        if (ReferenceEquals(Interlocked.Exchange(ref state, Detached), Called))
            OnAbandoned();
    }

    /// <summary>The awaiter has completed and nobody will ask for its result.</summary>
    private protected virtual void OnAbandoned()
    {
    }

    private void OnCallback()
    {
        object? before = Interlocked.Exchange(ref state, Called);
        if (before is IWakeable waiting)
            waiting.Wake();
        else if (ReferenceEquals(before, Detached))
            OnAbandoned();
    }
}
