using System.Runtime.CompilerServices;

namespace PollGen.Benchmarks.Leaves;

/// <summary>The leaf of <c>async</c> contenders: a struct awaiter that hands over its continuation, the least that C# allows.</summary>
public readonly struct BeatAwaitable(Metronome metronome) : ICriticalNotifyCompletion
{
    public BeatAwaitable GetAwaiter() => this;

    public bool IsCompleted => metronome.IsReady;

    public int GetResult() => metronome.Value;

    public void OnCompleted(Action continuation) => metronome.Keep(continuation);

    public void UnsafeOnCompleted(Action continuation) => metronome.Keep(continuation);
}
