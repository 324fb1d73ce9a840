using System.Runtime.CompilerServices;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>
/// What one run of a program does, in order, and the script by which its leaves behave. A program must do the same whatever
/// the script, so nothing is logged that depends on it.
/// </summary>
public sealed partial class Trace(Script script)
{
    private readonly List<string> log = [];
    private readonly List<string> violations = [];
    private readonly List<Gate> waiting = [];
    private int started;
    private int owed;
    private bool isCancelling;

    public Script Script => script;

    /// <summary>The effects so far.</summary>
    public IReadOnlyList<string> Effects => log;

    /// <summary>What the machines did that no owner of a future may do.</summary>
    public IReadOnlyList<string> Violations => violations;

    /// <summary>An effect.</summary>
    public void Log(object? effect)
    {
        // Its owner cleans a failed future up before it does anything else; only filters come earlier.
        if (Volatile.Read(ref owed) > 0)
            Violate($"'{effect}' happened while a failed future was not cleaned up yet");
        Add(Show.Of(effect));
    }

    /// <summary>An effect with a value, for the place of an operand.</summary>
    public T See<T>(T value)
    {
        Log(value);
        return value;
    }

    /// <summary>An effect with a value, under another name.</summary>
    public T See<T>(T value, string name)
    {
        Log(name);
        return value;
    }

    /// <summary>An effect in an exception filter.</summary>
    public bool Filter(bool passes, object name)
    {
        Add($"filter {name}: {passes}");
        return passes;
    }

    /// <summary>Throws, in a frame whose name can be found in the stack trace.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public T Throw<T>(string message)
    {
        Log($"throw {message}");
        throw new LeafException(message);
    }

    /// <inheritdoc cref="Throw{T}"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Throw(string message) => Throw<int>(message);

    /// <summary>A future that gives the value, at once or after having been pending.</summary>
    public Future<Probe<T>, T> Leaf<T>(T value) => new(Hand(value));

    /// <summary>The same as a bare struct.</summary>
    public Probe<T> Hand<T>(T value) => new(this, Show.Of(value), value, null, 0);

    /// <summary>The same, as a future that may move while it is pending.</summary>
    public Future<MovableProbe<T>, T> MovableLeaf<T>(T value) => new(new MovableProbe<T>(new Probe<T>(this, Show.Of(value), value, null, 0) { LeavesNothing = true }));

    /// <summary>A future that fails, at once or after having been pending, that may move and leaves nothing.</summary>
    public Future<MovableProbe<T>, T> MovableFail<T>(string message) => new(new MovableProbe<T>(new Probe<T>(this, message, default!, message, 0) { LeavesNothing = true }));

    /// <summary>A future that fails, at once or after having been pending.</summary>
    public Future<Probe<T>, T> Fail<T>(string message) => new(new Probe<T>(this, message, default!, message, 0));

    /// <inheritdoc cref="Fail{T}"/>
    public Future<Probe<int>, int> Fail(string message) => Fail<int>(message);

    /// <summary>A future that fails and whose clean-up has to wait.</summary>
    public Future<Probe<int>, int> FailSlowly(string message) => new(new Probe<int>(this, message, default!, message, 2));

    /// <summary>A future whose cancellation has to wait.</summary>
    public Future<Probe<T>, T> Clingy<T>(T value) => new(new Probe<T>(this, Show.Of(value), value, null, 2));

    /// <summary>The same, behind one type.</summary>
    public BoxedFuture<T> Boxed<T>(T value) => Leaf(value).Boxed();

    /// <summary>A C# task that gives the value, now or later.</summary>
    public Task<T> TaskOf<T>(T value)
    {
        switch (Start(Show.Of(value)))
        {
            case Step.Cancel:
                return System.Threading.Tasks.Task.FromException<T>(new CancelledException());
            case Step.Ready:
                return System.Threading.Tasks.Task.FromResult(value);
        }

        var source = new TaskCompletionSource<T>();
        if (WakesItself)
            ThreadPool.QueueUserWorkItem(_ => source.SetResult(value));
        else
            Wait(new Gate(() => source.TrySetResult(value)));
        return source.Task;
    }

    /// <summary>A C# task that fails, now or later.</summary>
    public Task<T> TaskFailing<T>(string message)
    {
        switch (Start(message))
        {
            case Step.Cancel:
                return System.Threading.Tasks.Task.FromException<T>(new CancelledException());
            case Step.Ready:
                return System.Threading.Tasks.Task.FromException<T>(new LeafException(message));
        }

        var source = new TaskCompletionSource<T>();
        if (WakesItself)
            ThreadPool.QueueUserWorkItem(_ => source.SetException(new LeafException(message)));
        else
            Wait(new Gate(() => source.TrySetException(new LeafException(message))));
        return source.Task;
    }

    public void Violate(string what)
    {
        lock (violations)
            violations.Add(what);
    }

    internal void Add(string effect)
    {
        lock (log)
            log.Add(effect);
    }

    internal Step Start(string name)
    {
        Add($"?{name}");
        int number = Interlocked.Increment(ref started);
        if (number == script.CancelAt && script.Cancels?.Invoke(this) != false)
            return GiveUp() ? Step.Cancel : Step.Ready;
        return Pendings > 0 ? Step.Wait : Step.Ready;
    }

    /// <summary>How often a leaf that starts now is pending.</summary>
    internal int Pendings => isCancelling ? script.CleanUpPendings ?? script.Pendings : script.Pendings;

    /// <summary>Whether a leaf that starts now wakes its owner itself; one that is pending more than once has to.</summary>
    internal bool WakesItself => script.WakesItself || (isCancelling && script.CleanUpPendings is not null);

    /// <summary>The leaf that the program waited for when it was cancelled, counted from 1; null if it was none, or one of several.</summary>
    internal int? CancelledLeaf { get; private set; }

    /// <summary>From here on the leaves are those of clean-up.</summary>
    internal void BeginCancelling()
    {
        isCancelling = true;
        CancelledLeaf = waiting.Count == 1 ? started : null;
    }

    /// <summary>The waiting thread is to be interrupted.</summary>
    internal void Interrupt()
    {
        isCancelling = true;
        Thread.CurrentThread.Interrupt();
    }

    internal void Owe(int difference) => Interlocked.Add(ref owed, difference);

    internal bool IsOwing => Volatile.Read(ref owed) > 0;

    internal void Wait(Gate gate)
    {
        lock (waiting)
            waiting.Add(gate);
    }

    /// <summary>Opens gates: what waits behind them goes on.</summary>
    /// <returns>Whether there was one.</returns>
    internal bool Release(Random? onlyOne)
    {
        Gate[] gates;
        lock (waiting)
        {
            if (waiting.Count == 0)
                return false;
            gates = onlyOne is null ? [.. waiting] : [waiting[onlyOne.Next(waiting.Count)]];
            waiting.RemoveAll(gates.Contains);
        }

        foreach (Gate gate in gates)
            gate.Open();
        return true;
    }
}

/// <summary>How the leaves of a run behave.</summary>
/// <param name="Pendings">How often each is pending.</param>
/// <param name="WakesItself">Whether a pending leaf wakes its owner at once, or waits until the test opens its gate.</param>
/// <param name="CancelAt">Which leaf stands for a cancellation: it throws <see cref="CancelledException"/>.</param>
/// <param name="Cancels">Asked when that leaf starts: whether it throws.</param>
/// <param name="Interrupts">Instead of throwing, that leaf waits and interrupts the thread that polls it: whoever parks the thread then cancels what the leaf stands in.</param>
/// <param name="CleanUpPendings">How often a leaf is pending that starts after the cancellation; like <paramref name="Pendings"/> if null.</param>
public sealed record Script(int Pendings, bool WakesItself = true, int CancelAt = -1, Func<Trace, bool>? Cancels = null, bool Interrupts = false, int? CleanUpPendings = null)
{
    public static readonly Script AllReady = new(0);
}

internal enum Step
{
    Ready,
    Wait,
    Cancel,
}

/// <summary>Something that waits until the test lets it go on.</summary>
internal sealed class Gate(Action? opened = null)
{
    private volatile bool isOpen;
    private Waker waker;

    public bool IsOpen => isOpen;

    public void Watch(Waker latest) => waker = latest;

    public void Open()
    {
        isOpen = true;
        opened?.Invoke();
        waker.Wake();
    }
}

/// <summary>What leaves and programs throw.</summary>
public sealed class LeafException(string message) : Exception(message);

/// <summary>Stands for a cancellation in direct execution.</summary>
public sealed class CancelledException() : Exception("cancelled");
