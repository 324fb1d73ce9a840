// Written by src/Arities from a template: change it there, and run it.
namespace PollGen;

public static partial class Future
{
    /// <summary>Runs two scoped futures at the same time and gives both results; the first exception cancels the rest.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="TArgs1">The first references.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="TArgs2">The second references.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in. An ordinary one becomes scoped by <c>Scoped()</c>.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <returns>The future of both results, which refers to whatever the two refer to.</returns>
    /// <remarks>As that of ordinary futures: everything is cleaned up before an exception leaves.</remarks>
    public static ScopedFuture<ScopedTryMachine<ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>, ReferencePair<TArgs1, TArgs2>, (T1, T2)>, ReferencePair<TArgs1, TArgs2>, (T1, T2)> TryJoin<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2>(
        ScopedFuture<TMachine1, TArgs1, T1> first,
        ScopedFuture<TMachine2, TArgs2, T2> second)
        where TMachine1 : struct, IScopedMachine<TArgs1, T1>
        where TArgs1 : allows ref struct
        where TMachine2 : struct, IScopedMachine<TArgs2, T2>
        where TArgs2 : allows ref struct
        => CleaningUp(Join(first, second));
}
