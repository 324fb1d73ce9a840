using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>
/// What seldom comes of ending a combinator: an exception to be thrown at the very end, and results whose disposal takes its time. Kept
/// under small numbers, for machines that would otherwise need a reference for what hardly ever happens.
/// </summary>
/// <remarks>The table is thread-safe; one aftermath belongs to one machine.</remarks>
internal sealed class Aftermath
{
    // 20 bits hold the number: so many combinators may be failing at the same moment.
    private const int Limit = (1 << 20) - 1;

    private static readonly Lock Gate = new();
    private static readonly Stack<uint> Unused = new();
    private static readonly List<Aftermath?> Table = [null];

    private ExceptionDispatchInfo? failure;
    private List<Disposal>? disposals;

    /// <summary>How many are in use.</summary>
    internal static int Count
    {
        get
        {
            lock (Gate)
                return Table.Count - 1 - Unused.Count;
        }
    }

    /// <exception cref="InsufficientMemoryException">1,048,575 are in use.</exception>
    internal static uint Take()
    {
        var aftermath = new Aftermath();
        lock (Gate)
        {
            if (Unused.TryPop(out uint number))
            {
                Table[(int)number] = aftermath;
                return number;
            }

            if (Table.Count > Limit)
                throw new InsufficientMemoryException("Too many combinators have failed and are still cleaning up.");
            Table.Add(aftermath);
            return (uint)(Table.Count - 1);
        }
    }

    internal static Aftermath Get(uint number)
    {
        lock (Gate)
            return Table[(int)number]!;
    }

    internal static void Free(uint number)
    {
        lock (Gate)
        {
            Table[(int)number] = null;
            Unused.Push(number);
        }
    }

    /// <summary>Keeps the first exception; the others are attached to it.</summary>
    internal void Add(Exception exception)
    {
        if (failure is null)
            failure = ExceptionDispatchInfo.Capture(exception);
        else
            SuppressedExceptions.Attach(failure.SourceException, exception);
    }

    /// <summary>Begins to dispose a result.</summary>
    internal void Dispose(IAsyncDisposable resource)
    {
        try
        {
            (disposals ??= []).Add(new Disposal(resource.DisposeAsync().AsFuture()));
        }
        catch (Exception e)
        {
            Add(e);
        }
    }

    /// <summary>Polls the disposals under way.</summary>
    /// <returns>True when none is left.</returns>
    internal bool Poll(in PollContext cx)
    {
        for (int i = (disposals?.Count ?? 0) - 1; i >= 0; i--)
        {
            try
            {
                if (!disposals![i].Poll(in cx))
                    continue;
            }
            catch (Exception e)
            {
                Add(e);
            }

            disposals!.RemoveAt(i);
        }

        return disposals is null or [];
    }

    internal void Throw() => failure?.Throw();

    private sealed class Disposal(Future<ValueTaskMachine, Unit> future)
    {
        private Future<ValueTaskMachine, Unit> future = future;

        internal bool Poll(in PollContext cx) => future.Poll(in cx, out _);
    }
}
