using System.Threading.Tasks.Sources;
using PollGen;

namespace LineProtocol;

/// <summary>
/// The other end of a connection: a text that arrives bit by bit, whenever <see cref="Deliver"/> is called. It can be read by coroutines and by
/// async methods, and costs neither of them an allocation.
/// </summary>
/// <param name="text">What arrives, again and again.</param>
/// <param name="last">What arrives at the end.</param>
/// <param name="rounds">How often the text arrives.</param>
public sealed partial class Feed(byte[] text, byte[] last, int rounds) : IValueTaskSource<int>
{
    // Sizes without a pattern that would fit the requests.
    private static readonly int[] Sizes = [7, 31, 3, 64, 12, 1, 45];

    private ManualResetValueTaskSourceCore<int> source;
    private Memory<byte> destination;
    private bool isAwaited;
    private Waker waker;
    private int round;
    private int position;
    private int available;
    private int deliveries;

    /// <summary>Whether all of it has been read.</summary>
    public bool IsOver => round > rounds;

    private byte[] Current => round < rounds ? text : last;

    /// <summary>Lets some more bytes arrive.</summary>
    public void Deliver()
    {
        available = Sizes[deliveries++ % Sizes.Length];
        if (isAwaited)
        {
            isAwaited = false;
            source.SetResult(Take(destination.Span));
        }
        else
        {
            waker.Wake();
        }
    }

    /// <summary>Reads what has arrived, and waits until something has.</summary>
    [Coroutine]
    public int Read(Co co, Span<byte> destination)
    {
        co.Await(new Arrival(this));
        return Take(destination);
    }

    /// <inheritdoc cref="Read(Co, Span{byte})"/>
    public ValueTask<int> ReadAsync(Memory<byte> destination)
    {
        if (available > 0)
        {
            return new ValueTask<int>(Take(destination.Span));
        }

        this.destination = destination;
        isAwaited = true;
        source.Reset();
        return new ValueTask<int>(this, source.Version);
    }

    int IValueTaskSource<int>.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);

    private int Take(Span<byte> destination)
    {
        var rest = Current.AsSpan(position);
        int count = Math.Min(Math.Min(available, rest.Length), destination.Length);
        rest[..count].CopyTo(destination);
        available -= count;
        position += count;
        if (position == Current.Length)
        {
            position = 0;
            round++;
        }

        return count;
    }

    /// <summary>Ready when something has arrived.</summary>
    [MovableWhilePending]
    private readonly struct Arrival(Feed feed) : IFuture<Unit>
    {
        public bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            if (feed.available > 0)
            {
                return true;
            }

            feed.waker = cx.Waker;
            return false;
        }

        public bool PollCancel(in PollContext cx) => true;
    }
}
