namespace PollGen;

public static partial class Future
{
    /// <summary>Lets no exception of a scoped join out before everything is cleaned up.</summary>
    private static ScopedFuture<ScopedTryMachine<TMachine, TArgs, T>, TArgs, T> CleaningUp<TMachine, TArgs, T>(ScopedFuture<TMachine, TArgs, T> join)
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : allows ref struct
        => new(new ScopedTryMachine<TMachine, TArgs, T>(join.Machine), join.Arguments);
}
