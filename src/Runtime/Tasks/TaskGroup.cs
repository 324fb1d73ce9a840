using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>
/// Tasks that cannot outlive the scope in which they were spawned: leaving it waits for all of them; leaving it by an exception or a cancellation
/// cancels them first. Made by <c>TaskGroup.Run</c>, which hands it to the scope's body.
/// </summary>
/// <remarks>
/// <para><b>Failure.</b> The first failure wins, of the body or of a child: it cancels the body and all other children, and is thrown when all have
/// ended, clean-up included. The failures that follow are attached to it (<c>exception.Suppressed</c>). A child that was cancelled is no failure.</para>
/// <para><b>Where children run.</b> They are tasks of the executor that runs the body: on a <see cref="ThreadPoolExecutor"/> at the same time as it.
/// In direct execution they take turns on the thread that waits.</para>
/// <para>The scope is a future that owns the body and the group, and not a variable to be closed: so it cannot be forgotten, and no path leaves it
/// early. Members may be used from any thread that may spawn on the executor.</para>
/// </remarks>
/// <example>
/// <code>
/// [Coroutine]
/// static int Total(Co co, Uri[] pages) => co.Await(TaskGroup.Run(pages, static (group, pages) => Total(group, pages)));
///
/// [Coroutine]
/// static int Total(Co co, TaskGroup group, Uri[] pages)
/// {
///     var lengths = pages.Select(page => group.Spawn(Length(page))).ToArray();    // all at once
///     int total = 0;
///     foreach (var length in lengths)
///         total += co.Await(length);
///     return total;
/// }
/// </code>
/// </example>
public sealed partial class TaskGroup
{
    private readonly Lock gate = new();
    private readonly IExecutor executor;
    private readonly LocalExecutor? own;
    private Member? first;
    private int living;
    private bool isCancelled;
    private bool isLeft;
    private Signal changed;

    internal TaskGroup(IExecutor? executor)
    {
        if (executor is null)
        {
            own = new LocalExecutor();
            own.UnhandledException += e => Fail(e);
        }

        this.executor = executor ?? own!;
    }

    /// <summary>How many children have not ended.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return living;
        }
    }

    /// <summary>The first failure, or null.</summary>
    internal ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Starts a child.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves into the task and stays in place.</param>
    /// <returns>Its handle, which may be dropped. In a group that is being cancelled the child is cancelled before it starts.</returns>
    /// <exception cref="InvalidOperationException">The scope was left, or the executor runs on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The executor is disposed.</exception>
    public JoinHandle<T> Spawn<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        lock (gate)
        {
            if (isLeft)
                throw new InvalidOperationException("The scope of this TaskGroup was left: nobody would wait for the child. Spawn it on an executor.");
            living++;
        }

        JoinHandle<T> handle;
        try
        {
            handle = executor.SpawnChild(future);
        }
        catch
        {
            lock (gate)
                living--;
            throw;
        }

        var member = new Member<T>(this, handle.Task);
        bool isLate;
        lock (gate)
        {
            Link(member);
            isLate = isCancelled;
        }

        if (!handle.Task.TryWait(null, member))
            member.Wake();
        if (isLate)
            member.Cancel();
        return handle;
    }

    /// <summary>Cancels all children, those to come included. The body goes on.</summary>
    public void Cancel()
    {
        Member? latest;
        lock (gate)
        {
            if (isCancelled)
                return;
            isCancelled = true;
            latest = first;
        }

        // Members are linked at the front only, and one that has gone keeps its own links: nobody is missed.
        for (Member? member = latest; member is not null; member = member.Next)
            member.Cancel();
    }

    /// <summary>Says that the body or a child has failed.</summary>
    internal void Fail(Exception exception)
    {
        lock (gate)
        {
            if (Failure is null)
                Failure = ExceptionDispatchInfo.Capture(exception);
            else
                SuppressedExceptions.Attach(Failure.SourceException, exception);
        }

        Cancel();
        changed.Set();
    }

    /// <summary>Says whom to wake when a child has ended; in direct execution gives the children a turn.</summary>
    internal void Watch(in PollContext cx)
    {
        while (changed.Poll(cx.Waker))
            changed.Reset();
        own?.Pump(cx.Waker);
    }

    /// <summary>Leaves the scope, if no child is left.</summary>
    internal bool TryLeave()
    {
        lock (gate)
            return isLeft = living == 0;
    }
}
