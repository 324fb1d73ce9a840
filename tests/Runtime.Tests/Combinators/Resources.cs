namespace PollGen.Runtime.Tests;

/// <summary>Counts its disposals.</summary>
public sealed class Resource : IDisposable
{
    public int Disposals { get; private set; }

    public void Dispose() => Disposals++;
}

/// <summary>Its disposal waits until it is let go.</summary>
public sealed class SlowResource : IAsyncDisposable
{
    private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Disposals { get; private set; }

    public void LetGo() => end.SetResult();

    public void Fail() => end.SetException(new TestException("disposal"));

    public async ValueTask DisposeAsync()
    {
        Disposals++;
        await end.Task;
    }
}
