namespace PollGen.Conformance.Tests.Testing;

/// <summary>A sequence whose enumerator is a struct that changes in place and is disposed.</summary>
public readonly struct Steps(Trace t, int count)
{
    public Enumerator GetEnumerator() => new(t, count);

    public struct Enumerator(Trace t, int count) : IDisposable
    {
        private int position;

        public readonly int Current => position;

        public bool MoveNext() => ++position <= count;

        public readonly void Dispose() => t.Log($"steps end at {position}");
    }
}

/// <summary>A sequence whose enumerator is an object that is not disposed.</summary>
public sealed class Rounds(int count)
{
    private int position;

    public int Current => position;

    public Rounds GetEnumerator() => this;

    public bool MoveNext() => ++position <= count;
}

/// <summary>An async stream: every second step waits, and so does its end.</summary>
public sealed class Streaming(Trace t, int count) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
{
    public int Current { get; private set; }

    public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        t.Log("stream opens");
        return this;
    }

    public ValueTask<bool> MoveNextAsync() => ++Current % 2 == 0 ? new(t.TaskOf(Current <= count)) : new(Current <= count);

    public ValueTask DisposeAsync()
    {
        t.Log($"stream closes at {Current}");
        return new(t.TaskOf("stream closed"));
    }
}

/// <summary>A sequence by extension.</summary>
public static class Countdowns
{
    public static IEnumerator<int> GetEnumerator(this Duo duo)
    {
        yield return duo.X;
        yield return duo.Y;
    }

    public static Streaming Stream(this Trace t, int count) => new(t, count);

    /// <summary>Numbers from 1; says when it is asked and when it is disposed.</summary>
    public static IEnumerable<int> Numbers(this Trace t, int count)
    {
        try
        {
            for (int i = 1; i <= count; i++)
                yield return t.See(i, $"number {i}");
        }
        finally
        {
            t.Log("numbers end");
        }
    }
}
