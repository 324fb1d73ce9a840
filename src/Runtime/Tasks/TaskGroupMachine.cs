using System.Runtime.CompilerServices;

namespace PollGen;

public sealed partial class TaskGroup
{
    /// <summary>Runs a body with a group, and ends when the body and all children have ended.</summary>
    /// <typeparam name="TBody">The body's machine.</typeparam>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="body">Makes the body's future. Runs at the first poll.</param>
    /// <returns>
    /// The future of the body's result. Cancelling it cancels the body and the children, and waits for the clean-up of all; a failure of that is thrown at
    /// the end. What is lost is what they lose.
    /// </returns>
    public static Future<TaskGroupMachine<Func<TaskGroup, Future<TBody, T>>, TBody, T>, T> Run<TBody, T>(Func<TaskGroup, Future<TBody, T>> body)
        where TBody : struct, IFuture<T>
    {
        ArgumentNullException.ThrowIfNull(body);
        return new(new(body, static (group, body) => body(group)));
    }

    /// <inheritdoc cref="Run{TBody, T}(Func{TaskGroup, Future{TBody, T}})"/>
    /// <typeparam name="TState">What is handed to the body, so that it can be a static lambda, which allocates nothing.</typeparam>
    /// <typeparam name="TBody">The body's machine.</typeparam>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="state">What is handed to the body.</param>
    /// <param name="body">Makes the body's future. Runs at the first poll.</param>
    public static Future<TaskGroupMachine<TState, TBody, T>, T> Run<TState, TBody, T>(TState state, Func<TaskGroup, TState, Future<TBody, T>> body)
        where TBody : struct, IFuture<T>
    {
        ArgumentNullException.ThrowIfNull(body);
        return new(new(state, body));
    }
}

/// <summary>The machine of <c>TaskGroup.Run</c>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TState">What is handed to the body.</typeparam>
/// <typeparam name="TBody">The body's machine.</typeparam>
/// <typeparam name="T">The body's result.</typeparam>
public struct TaskGroupMachine<TState, TBody, T> : IFuture<T>
    where TBody : struct, IFuture<T>
{
    private const int Body = 0;
    private const int Children = 1;

    private readonly Func<TaskGroup, TState, Future<TBody, T>> make;
    private TState argument;
    private TaskGroup? group;
    private Future<TBody, T> body;
    private Held<T> held;
    private bool hasToldFailure;
    private ChildrenState state;

    internal TaskGroupMachine(TState argument, Func<TaskGroup, TState, Future<TBody, T>> make)
    {
        this.argument = argument;
        this.make = make;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T result)
    {
        Unsafe.SkipInit(out result);
        if (make is null)
            throw CompilerServices.Machine.NotSuspended("TaskGroup.Run");
        if (state.StartPoll("TaskGroup.Run") && !PollBody(in cx))
        {
            state.Suspend();
            return false;
        }

        Settle(in cx);
        if (!state.EndSelect(2, ref held, in cx))
            return false;
        result = held.Value;
        held = default;
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        group!.Cancel();
        Settle(in cx);
        state.Refuse(ref held);
        return state.EndCancel(2, in cx);
    }

    /// <returns>Whether the body has ended or is to be given up.</returns>
    private bool PollBody(in PollContext cx)
    {
        try
        {
            if (group is null)
            {
                group = new TaskGroup(CurrentExecutor.Value);
                TState handed = argument;
                argument = default!;
                body = make(group, handed);
            }

            if (group.Failure is not null)
                return true;
            if (body.Poll(in cx, out T result))
            {
                held = new Held<T>(result);
                state.SetOver(Body);
                return true;
            }
        }
        catch (Exception e)
        {
            group!.Fail(e);
            return true;
        }

        group.Watch(in cx);
        return group.Failure is not null;
    }

    /// <summary>One step towards the end: the body's clean-up if it has not ended by itself, and the children's end.</summary>
    private void Settle(in PollContext cx)
    {
        TellFailure();
        state.Settle(Body, ref body, in cx);
        group!.Watch(in cx);
        if (!state.IsPending(Body) && group.TryLeave())
            state.SetOver(Children);
        TellFailure();
    }

    // The first failure is that of the group, so that all that come later are attached to it.
    private void TellFailure()
    {
        if (hasToldFailure || group!.Failure is not { } failure)
            return;
        hasToldFailure = true;
        state.Fail(failure.SourceException);
    }
}
