using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace PollGen.CompilerServices;

/// <summary>
/// What a join knows of its futures, for joins that a coroutine lays out itself: there the result of a future lies where the future has been. So a
/// future that is over is not touched again, and its result is written only then.
/// </summary>
/// <remarks>It takes four bytes, and never more: compiled coroutines have placed it by that.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct JoinState
{
    private ChildrenState children;

    /// <summary>Whether there is anything to cancel: false before the first poll and after completion.</summary>
    public readonly bool IsOpen => children.IsOpen;

    /// <summary>Checks that the join may be polled, and says that it is.</summary>
    /// <exception cref="InvalidOperationException">It is complete, running or being cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StartPoll() => children.StartPoll("Future.Join");

    /// <summary>Polls a future, if it is not over.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="child">Which future, from 0 on.</param>
    /// <param name="future">The future.</param>
    /// <param name="result">Takes the result; may lie where the future does.</param>
    /// <param name="cx">The context of this poll.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Poll<TMachine, T>(int child, ref Future<TMachine, T> future, ref T result, in PollContext cx)
        where TMachine : struct, IFuture<T>
    {
        if (!children.IsPending(child) || !future.Poll(in cx, out T given))
            return;
        children.SetOver(child);
        result = given;
    }

    /// <summary>Ends a poll.</summary>
    /// <param name="count">The number of futures.</param>
    /// <returns>Whether all are over: then the join is complete.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EndPoll(int count)
    {
        if (!children.AllOver(count))
        {
            children.Suspend();
            return false;
        }

        children.SetComplete();
        return true;
    }

    /// <summary>One step of a future's clean-up; in the first round, the result of one that is over is disposed.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="child">Which future, from 0 on.</param>
    /// <param name="future">The future.</param>
    /// <param name="result">Its result; may lie where the future does.</param>
    /// <param name="cx">The context of this poll.</param>
    public void PollCancel<TMachine, T>(int child, ref Future<TMachine, T> future, ref T result, in PollContext cx)
        where TMachine : struct, IFuture<T> => children.PollCancel(child, ref future, ref result, in cx);

    /// <summary>Ends one round of clean-up; throws what was kept once all futures are over.</summary>
    /// <param name="count">The number of futures.</param>
    /// <param name="cx">The context of this poll.</param>
    /// <returns>True when all are over.</returns>
    public bool EndCancel(int count, in PollContext cx) => children.EndCancel(count, in cx);
}
