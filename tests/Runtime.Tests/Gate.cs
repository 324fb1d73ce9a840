namespace PollGen.Runtime.Tests;

/// <summary>A hand-opened gate, and the example of a hand-written leaf: keeps the latest waker, wakes it when opened.</summary>
public sealed class Gate
{
    private readonly Lock gate = new();
    private readonly Queue<int> values = new();
    private Waker waker;
    private Exception? error;

    public int Polls { get; private set; }

    public int Cancels { get; private set; }

    public Waker LatestWaker
    {
        get { lock (gate) return waker; }
    }

    public void Open(int value = 0)
    {
        Waker waiting;
        lock (gate)
        {
            values.Enqueue(value);
            waiting = waker;
        }

        waiting.Wake();
    }

    public void Fail(Exception exception)
    {
        Waker waiting;
        lock (gate)
        {
            error = exception;
            waiting = waker;
        }

        waiting.Wake();
    }

    public Future<Machine, int> Pass() => new(new Machine(this));

    public struct Machine(Gate gate) : IFuture<int>
    {
        private bool isComplete;

        public bool Poll(in PollContext cx, out int result)
        {
            if (isComplete)
                throw new InvalidOperationException();
            lock (gate.gate)
            {
                gate.Polls++;
                gate.waker = cx.Waker;
                if (gate.error is { } error)
                {
                    isComplete = true;
                    throw error;
                }

                return isComplete = gate.values.TryDequeue(out result);
            }
        }

        public bool PollCancel(in PollContext cx)
        {
            if (!isComplete)
            {
                gate.Cancels++;
                isComplete = true;
            }

            return true;
        }
    }
}
