// Written by src/Arities from a template: change it there, and run it.
using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>The machine of <c>Future.TryJoin</c> with scoped futures: cleans up before it lets an exception out. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
/// <typeparam name="TArgs">The references.</typeparam>
/// <typeparam name="T">The result.</typeparam>
public struct ScopedTryMachine<TMachine, TArgs, T> : IScopedMachine<TArgs, T>
    where TMachine : struct, IScopedMachine<TArgs, T>
    where TArgs : allows ref struct
{
    // The join.
    private TMachine future;
    private ChildrenState state;

    internal ScopedTryMachine(TMachine future) => this.future = future;

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result, scoped in TArgs args)
    {
        Unsafe.SkipInit(out result);
        if (state.StartPoll("Future.TryJoin"))
        {
            try
            {
                if (future.Poll(in cx, out result, in args))
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
        state.Settle<TMachine, TArgs, T>(0, ref future, in args, in cx);
        Unit nothing = default;
        return state.EndSelect(1, ref nothing, in cx);
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx, scoped in TArgs args)
    {
        if (!state.IsOpen)
            return true;
        state.Settle<TMachine, TArgs, T>(0, ref future, in args, in cx);
        return state.EndCancel(1, in cx);
    }
}
