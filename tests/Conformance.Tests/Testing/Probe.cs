using System.Runtime.CompilerServices;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>A leaf: a hand-written future that behaves as its trace's script says and reports owners that do not.</summary>
[CancelSafe]
public struct Probe<T> : IFuture<T>
{
    private readonly Trace trace;
    private readonly string name;
    private readonly T value;
    private readonly string? failure;
    private int slowCleanUps;
    private int pendings;
    private State state;
    private Gate? gate;

    /// <summary>Whether a failure needs no clean-up.</summary>
    internal bool LeavesNothing { private get; init; }

    internal Probe(Trace trace, string name, T value, string? failure, int slowCleanUps)
    {
        this.trace = trace;
        this.name = name;
        this.value = value;
        this.failure = failure;
        this.slowCleanUps = slowCleanUps;
    }

    private enum State : byte
    {
        New,
        Pending,
        Failed,
        Cancelling,
        Over,
    }

    public bool Poll(in PollContext cx, out T result)
    {
        Unsafe.SkipInit(out result);
        switch (state)
        {
            case State.New:
                var step = trace.Start(name);
                if (step == Step.Cancel)
                {
                    state = State.Pending;
                    if (!trace.Script.Interrupts)
                    {
                        // Nobody needs to tell it then.
                        if (LeavesNothing)
                            _ = PollCancel(in cx);
                        throw new CancelledException();
                    }

                    // Who polls it again does not cancel it: it stands in a clean-up.
                    pendings = 1;
                    trace.Interrupt();
                    return false;
                }

                pendings = trace.Pendings;
                if (step == Step.Wait && !trace.WakesItself)
                    trace.Wait(gate = new Gate());
                state = State.Pending;
                break;
            case State.Pending:
                pendings--;
                break;
            default:
                trace.Violate($"{name} was polled when it was {state}");
                throw new InvalidOperationException($"{name} was polled when it was {state}");
        }

        if (IsWaiting(in cx))
            return false;
        if (failure is not null)
        {
            state = LeavesNothing ? State.Over : State.Failed;
            if (!LeavesNothing)
                trace.Owe(1);
            Fail(failure);
        }

        state = State.Over;
        trace.Add($"!{name}");
        result = value;
        return true;
    }

    public bool PollCancel(in PollContext cx)
    {
        switch (state)
        {
            case State.New:
            case State.Over:
                return true;
            case State.Pending:
                trace.Add($"~{name}");
                state = State.Cancelling;
                break;
            case State.Failed:
                state = State.Cancelling;
                break;
        }

        if (slowCleanUps > 0 && slowCleanUps-- > 0)
        {
            cx.Waker.Wake();
            return false;
        }

        state = State.Over;
        if (failure is not null && !LeavesNothing && trace.IsOwing)
            trace.Owe(-1);
        return true;
    }

    private readonly bool IsWaiting(in PollContext cx)
    {
        if (gate is not null)
        {
            gate.Watch(cx.Waker);
            return !gate.IsOpen;
        }

        if (pendings <= 0)
            return false;
        cx.Waker.Wake();
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(string message) => throw new LeafException(message);
}
