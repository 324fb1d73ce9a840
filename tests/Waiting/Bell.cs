namespace PollGen.Waiting;

/// <summary>Another thread that wakes whoever waits, again and again.</summary>
public sealed class Bell : IDisposable
{
    private readonly Thread ringer;
    private Waker waiting;
    private int state;

    private const int Idle = 0;
    private const int Armed = 1;
    private const int Closed = 2;

    public Bell()
    {
        ringer = new Thread(Ring) { IsBackground = true };
        ringer.Start();
    }

    public void Arm(Waker waker)
    {
        waiting = waker;
        Volatile.Write(ref state, Armed);
    }

    public void Dispose()
    {
        Volatile.Write(ref state, Closed);
        ringer.Join();
    }

    private void Ring()
    {
        var spinner = default(SpinWait);
        while (Volatile.Read(ref state) is var now && now != Closed)
        {
            if (now != Armed)
            {
                spinner.SpinOnce(sleep1Threshold: -1);
                continue;
            }

            var waker = waiting;
            Volatile.Write(ref state, Idle);
            waker.Wake();
        }
    }
}
