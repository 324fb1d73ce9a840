using System.Runtime.CompilerServices;

namespace PollGen.Benchmarks.Spawning;

/// <summary>The least that a single-threaded scheduler of <c>async</c> methods needs: a ring of continuations. Awaiting it goes to the end.</summary>
public sealed class RunQueue : ICriticalNotifyCompletion
{
    private readonly Action[] ring = new Action[256];
    private int first;
    private int count;

    public RunQueue GetAwaiter() => this;

    public bool IsCompleted => false;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => ring[(first + count++) & 255] = continuation;

    public void RunAll()
    {
        while (count > 0)
        {
            var next = ring[first];
            first = (first + 1) & 255;
            count--;
            next();
        }
    }
}
