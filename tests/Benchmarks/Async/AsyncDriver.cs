using System.Runtime.CompilerServices;
using PollGen.Benchmarks.Leaves;

namespace PollGen.Benchmarks.Async;

/// <summary>Resumes what is pending until the whole is complete, on this thread.</summary>
public static class AsyncDriver
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Run<T>(Metronome metronome, ValueTask<T> task)
    {
        metronome.ResumeAll();
        return task.Result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Run<T>(Metronome metronome, Task<T> task)
    {
        metronome.ResumeAll();
        return task.Result;
    }
}
