// Written by src/Arities from a template: change it there, and run it.
namespace PollGen;

public static partial class Future
{
    /// <summary>Lets a scoped future finish even when its owner is cancelled: the owner's clean-up waits for it.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="TArgs">The references.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <returns>The future. It refers to what the given one refers to, and does what that of an ordinary future does.</returns>
    public static ScopedFuture<ScopedShieldMachine<TMachine, TArgs, T>, TArgs, T> Shield<TMachine, TArgs, T>(this ScopedFuture<TMachine, TArgs, T> future)
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : allows ref struct
        => new(new ScopedShieldMachine<TMachine, TArgs, T>(future.Machine), future.Arguments);
}

/// <summary>The machine of <c>Shield</c> for a scoped future. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="TArgs">The references.</typeparam>
/// <typeparam name="T">The result.</typeparam>
[CancelSafe]
public struct ScopedShieldMachine<TMachine, TArgs, T> : IScopedMachine<TArgs, T>
    where TMachine : struct, IScopedMachine<TArgs, T>
    where TArgs : allows ref struct
{
    private TMachine future;
    private ChildrenState state;
    private bool hasFailed;

    internal ScopedShieldMachine(TMachine future) => this.future = future;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result, scoped in TArgs args)
    {
        state.StartPoll("Future.Shield");
        hasFailed = true;
        bool isReady = future.Poll(in cx, out result, in args);
        hasFailed = false;
        if (isReady)
            state.SetComplete();
        else
            state.Suspend();
        return isReady;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx, scoped in TArgs args)
    {
        if (!state.IsOpen)
            return true;
        if (!hasFailed && state.IsPending(0))
            Finish(in cx, in args);
        if (hasFailed)
            state.Settle<TMachine, TArgs, T>(0, ref future, in args, in cx);
        return state.EndCancel(1, in cx);
    }

    private void Finish(in PollContext cx, scoped in TArgs args)
    {
        try
        {
            if (!future.Poll(in cx, out T result, in args))
                return;
            state.SetOver(0);
            state.Refuse(ref result);
        }
        catch (Exception e)
        {
            hasFailed = true;
            state.Fail(e);
        }
    }
}
