using System.ComponentModel;

namespace PollGen.CompilerServices;

/// <summary>An open async stream. Used by generated code and by direct execution.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AsyncCursor<T>
{
    private readonly IAsyncEnumerator<T> enumerator;
    private readonly CancellationTokenSource? stop;

    internal AsyncCursor(IAsyncEnumerator<T> enumerator, CancellationTokenSource? stop)
    {
        this.enumerator = enumerator;
        this.stop = stop;
    }

    /// <summary>The element.</summary>
    public T Current => enumerator.Current;

    /// <summary>Asks for the next element.</summary>
    /// <returns>Whether there is one.</returns>
    public Future<NextElement, bool> Next() => new(new NextElement(enumerator.MoveNextAsync(), stop));

    /// <summary>Closes the stream.</summary>
    /// <returns>Ready when it is closed.</returns>
    public Future<ClosedStream, Unit> Dispose() => new(new ClosedStream(enumerator.DisposeAsync(), stop));
}

/// <summary>
/// Waits for the next element of a stream. A stream must not be disposed while it is asked for an element; so giving up tells it to
/// stop, and waits until it has.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct NextElement : IFuture<bool>
{
    private readonly CancellationTokenSource? stop;
    private ValueTaskMachine<bool> next;
    private bool isOver;

    internal NextElement(ValueTask<bool> next, CancellationTokenSource? stop)
    {
        this.next = new ValueTaskMachine<bool>(next);
        this.stop = stop;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out bool result)
    {
        if (isOver)
            throw Machine.NotSuspended("IAsyncEnumerator.MoveNextAsync");
        isOver = true;
        isOver = next.Poll(in cx, out result);
        return isOver;
    }

    /// <inheritdoc/>
    /// <remarks>An exception of the stream other than the one by which it says that it has stopped is thrown.</remarks>
    public bool PollCancel(in PollContext cx)
    {
        if (isOver)
            return true;
        stop?.Cancel();
        try
        {
            return Poll(in cx, out _);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}

/// <summary>Waits until a stream is closed, then releases what could have stopped it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ClosedStream : IFuture<Unit>
{
    private readonly CancellationTokenSource? stop;
    private ValueTaskMachine closing;

    internal ClosedStream(ValueTask closing, CancellationTokenSource? stop)
    {
        this.closing = new ValueTaskMachine(closing);
        this.stop = stop;
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out Unit result)
    {
        if (!closing.Poll(in cx, out result))
            return false;
        stop?.Dispose();
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx) => closing.PollCancel(in cx);
}
