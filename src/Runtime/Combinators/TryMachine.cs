// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>The machine of <c>Future.TryJoin</c>: cleans up before it lets an exception out. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public struct TryMachine<TMachine, T> : IFuture<T>
    where TMachine : struct, IFuture<T>
{
    // The join.
    private Future<TMachine, T> future;
    private ChildrenState state;

    internal TryMachine(Future<TMachine, T> future) => this.future = future;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result)
    {
        Unsafe.SkipInit(out result);
        if (state.StartPoll("Future.TryJoin"))
        {
            try
            {
                if (future.Poll(in cx, out result))
                {
                    state.SetComplete();
                    return true;
                }

                state.Suspend();
                return false;
            }
            catch (Exception e)
            {
                state.Fail(e);
            }
        }

        // Whoever owns a join that has thrown polls its clean-up: that cancels the others.
        state.Settle(0, ref future, in cx);
        Unit nothing = default;
        return state.EndSelect(1, ref nothing, in cx);
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        state.Settle(0, ref future, in cx);
        return state.EndCancel(1, in cx);
    }
}
