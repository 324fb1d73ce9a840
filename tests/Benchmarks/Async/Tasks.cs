using PollGen.Benchmarks.Leaves;

namespace PollGen.Benchmarks.Async;

/// <summary>The measured coroutines with <c>async Task</c>.</summary>
public static class Tasks
{
    public static async Task<long> OverLeaf(Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += await new BeatAwaitable(metronome);
        return total;
    }

    public static async Task<long> OverChild(Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += await Child(metronome, i);
        return total;
    }

    public static async Task<long> OverFiveDeep(Metronome metronome, int count)
    {
        long total = 0;
        for (var i = 0; i < count; i++)
            total += await Five(metronome, i);
        return total;
    }

    private static async Task<int> Child(Metronome metronome, int x) => await new BeatAwaitable(metronome) + x;

    private static async Task<int> Two(Metronome metronome, int x) => await Child(metronome, x) + x;

    private static async Task<int> Three(Metronome metronome, int x) => await Two(metronome, x) + x;

    private static async Task<int> Four(Metronome metronome, int x) => await Three(metronome, x) + x;

    private static async Task<int> Five(Metronome metronome, int x) => await Four(metronome, x) + x;
}
