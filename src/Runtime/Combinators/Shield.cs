// Written by src/Arities from a template: change it there, and run it.
namespace PollGen;

public static partial class Future
{
    /// <summary>Lets a future finish even when its owner is cancelled: the owner's clean-up waits for it.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <returns>The future. Cancelling it before its first poll prevents it; after that it runs to its end, so nothing is lost but its result.</returns>
    /// <remarks>
    /// For what must not be left half-done, and takes a bounded time: whoever cancels waits for it. A result that then nobody takes is
    /// disposed if it is disposable; an exception is thrown at the end of the clean-up.
    /// </remarks>
    /// <example>
    /// <code>
    /// // The record is written whole or not at all, also when the connection is given up meanwhile.
    /// co.Await(Future.Shield(file.Append(entry)));
    /// </code>
    /// </example>
    public static Future<ShieldMachine<TMachine, T>, T> Shield<TMachine, T>(this Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
        => new(new ShieldMachine<TMachine, T>(future));
}

/// <summary>The machine of <c>Shield</c>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="T">The result.</typeparam>
[CancelSafe]
public struct ShieldMachine<TMachine, T> : IFuture<T>
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future;
    private ChildrenState state;
    private bool hasFailed;

    internal ShieldMachine(Future<TMachine, T> future) => this.future = future;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result)
    {
        state.StartPoll("Future.Shield");
        hasFailed = true;
        bool isReady = future.Poll(in cx, out result);
        hasFailed = false;
        if (isReady)
            state.SetComplete();
        else
            state.Suspend();
        return isReady;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        if (!hasFailed && state.IsPending(0))
            Finish(in cx);
        if (hasFailed)
            state.Settle(0, ref future, in cx);
        return state.EndCancel(1, in cx);
    }

    private void Finish(in PollContext cx)
    {
        try
        {
            if (!future.Poll(in cx, out T result))
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
