namespace PollGen;

public static partial class Future
{
    /// <summary>Runs any number of futures of one kind at the same time and gives all results, in order.</summary>
    /// <typeparam name="TMachine">The machine of each.</typeparam>
    /// <typeparam name="T">The result of each.</typeparam>
    /// <param name="futures">The futures, not polled before; they move in. An array, a list or a span.</param>
    /// <returns>The future of all results, an empty array where there are no futures.</returns>
    /// <remarks>
    /// <para>They live in one array on the heap, each with a small object that is woken for it: a wake polls only the future that it is for,
    /// so a thousand futures cost no more per wake than two.</para>
    /// <para>As in <c>Join</c>, an exception leaves at once, and the clean-up cancels the others; results held already are disposed if
    /// they are disposable.</para>
    /// <para>There is no form for scoped futures (of coroutines with spans or <c>ref</c> parameters): no array can hold their references. Up to eight are joined by
    /// <c>Join</c>; a coroutine that takes <see cref="Memory{T}"/> in place of a span gives ordinary futures.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var lengths = co.Await(Future.JoinAll(hosts.Select(host => Measure(host)).ToArray()));
    /// </code>
    /// </example>
    public static Future<JoinAllMachine<TMachine, T>, T[]> JoinAll<TMachine, T>([Moved] params ReadOnlySpan<Future<TMachine, T>> futures)
        where TMachine : struct, IFuture<T> => new(new JoinAllMachine<TMachine, T>(futures));

    /// <inheritdoc cref="JoinAll{TMachine, T}(ReadOnlySpan{Future{TMachine, T}})"/>
    /// <exception cref="ArgumentNullException"><paramref name="futures"/> is null.</exception>
    public static Future<JoinAllMachine<TMachine, T>, T[]> JoinAll<TMachine, T>([Moved] Future<TMachine, T>[] futures)
        where TMachine : struct, IFuture<T>
    {
        ArgumentNullException.ThrowIfNull(futures);
        return JoinAll((ReadOnlySpan<Future<TMachine, T>>)futures);
    }

    /// <inheritdoc cref="JoinAll{TMachine, T}(ReadOnlySpan{Future{TMachine, T}})"/>
    /// <exception cref="ArgumentNullException"><paramref name="futures"/> is null.</exception>
    public static Future<JoinAllMachine<TMachine, T>, T[]> JoinAll<TMachine, T>([Moved] List<Future<TMachine, T>> futures)
        where TMachine : struct, IFuture<T>
    {
        ArgumentNullException.ThrowIfNull(futures);
        return JoinAll(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(futures));
    }

    /// <summary>The same; the first exception cancels the rest, and everything is cleaned up before it is thrown.</summary>
    /// <inheritdoc cref="JoinAll{TMachine, T}(ReadOnlySpan{Future{TMachine, T}})"/>
    public static Future<TryMachine<JoinAllMachine<TMachine, T>, T[]>, T[]> TryJoinAll<TMachine, T>([Moved] params ReadOnlySpan<Future<TMachine, T>> futures)
        where TMachine : struct, IFuture<T> => new(new TryMachine<JoinAllMachine<TMachine, T>, T[]>(JoinAll(futures)));

    /// <summary>The same; the first exception cancels the rest, and everything is cleaned up before it is thrown.</summary>
    /// <inheritdoc cref="JoinAll{TMachine, T}(Future{TMachine, T}[])"/>
    public static Future<TryMachine<JoinAllMachine<TMachine, T>, T[]>, T[]> TryJoinAll<TMachine, T>([Moved] Future<TMachine, T>[] futures)
        where TMachine : struct, IFuture<T> => new(new TryMachine<JoinAllMachine<TMachine, T>, T[]>(JoinAll(futures)));

    /// <summary>The same; the first exception cancels the rest, and everything is cleaned up before it is thrown.</summary>
    /// <inheritdoc cref="JoinAll{TMachine, T}(List{Future{TMachine, T}})"/>
    public static Future<TryMachine<JoinAllMachine<TMachine, T>, T[]>, T[]> TryJoinAll<TMachine, T>([Moved] List<Future<TMachine, T>> futures)
        where TMachine : struct, IFuture<T> => new(new TryMachine<JoinAllMachine<TMachine, T>, T[]>(JoinAll(futures)));
}

/// <summary>The machine of <c>Future.JoinAll</c>. Not thread-safe: polled by one owner.</summary>
/// <typeparam name="TMachine">The machine of each future.</typeparam>
/// <typeparam name="T">The result of each.</typeparam>
public struct JoinAllMachine<TMachine, T> : IFuture<T[]>
    where TMachine : struct, IFuture<T>
{
    private readonly Child[] children;
    private readonly WokenChildren woken;
    private T[]? results;
    private int left;
    private ChildrenState state;

    internal JoinAllMachine([Moved] ReadOnlySpan<Future<TMachine, T>> futures)
    {
        woken = new WokenChildren();
        children = new Child[futures.Length];
        for (int i = 0; i < futures.Length; i++)
            children[i] = new Child(futures[i], new WokenChildren.Member(woken, i));
    }

    /// <inheritdoc/>
    public bool Poll(in PollContext cx, out T[] result)
    {
        if (children is null)
            throw CompilerServices.Machine.NotSuspended("Future.JoinAll");
        state.StartPoll("Future.JoinAll");
        if (results is null)
            Start();
        woken.Watch(cx.Waker);
        while (woken.TryTake(out int index))
        {
            ref Child child = ref children[index];
            if (!child.IsOver && child.Future.Poll(new PollContext(new Waker(child.Member)), out results![index]))
            {
                child.IsOver = true;
                left--;
            }
        }

        result = results!;
        if (left > 0)
        {
            state.Suspend();
            return false;
        }

        state.SetComplete();
        results = null;
        return true;
    }

    /// <inheritdoc/>
    public bool PollCancel(in PollContext cx)
    {
        if (!state.IsOpen)
            return true;
        if (results is not null)
            StartCancel();
        woken.Watch(cx.Waker);
        while (woken.TryTake(out int index))
            CancelOne(index);
        if (left == 0)
            state.SetOver(0);
        return state.EndCancel(1, in cx);
    }

    private void Start()
    {
        results = new T[children.Length];
        left = children.Length;
        foreach (ref Child child in children.AsSpan())
            child.Member.Wake();
    }

    private void StartCancel()
    {
        T[] held = results!;
        results = null;
        for (int i = 0; i < children.Length; i++)
        {
            if (children[i].IsOver)
                state.Refuse(ref held[i]);
            else
                children[i].Member.Wake();
        }
    }

    private void CancelOne(int index)
    {
        ref Child child = ref children[index];
        if (child.IsOver)
            return;
        try
        {
            if (!child.Future.PollCancel(new PollContext(new Waker(child.Member))))
                return;
        }
        catch (Exception e)
        {
            state.Fail(e);
        }

        child.IsOver = true;
        left--;
    }

    private struct Child(Future<TMachine, T> future, WokenChildren.Member member)
    {
        internal Future<TMachine, T> Future = future;
        internal readonly WokenChildren.Member Member => member;
        internal bool IsOver;
    }
}
