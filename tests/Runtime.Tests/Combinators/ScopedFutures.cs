namespace PollGen.Runtime.Tests;

/// <summary>Makes ordinary futures of scoped ones that were made of ordinary ones: they refer to nothing, so whoever takes ordinary ones can drive them.</summary>
public static class ScopedFutures
{
    public static Future<Lowered<TMachine, TArgs, T>, T> Lower<TMachine, TArgs, T>(this ScopedFuture<TMachine, TArgs, T> future)
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : struct, allows ref struct => new(new Lowered<TMachine, TArgs, T>(future.Machine));

    public struct Lowered<TMachine, TArgs, T>(TMachine machine) : IFuture<T>
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : struct, allows ref struct
    {
        private TMachine machine = machine;

        public bool Poll(in PollContext cx, out T result) => machine.Poll(in cx, out result, default);

        public bool PollCancel(in PollContext cx) => machine.PollCancel(in cx, default);
    }
}
