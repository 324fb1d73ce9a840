// Written by src/Arities from a template: change it there, and run it.
namespace PollGen;

public static partial class Future
{
    /// <summary>Runs seven scoped futures at the same time and gives all results; the first exception cancels the rest.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="TArgs1">The first references.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="TArgs2">The second references.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <typeparam name="TMachine3">The third machine.</typeparam>
    /// <typeparam name="TArgs3">The third references.</typeparam>
    /// <typeparam name="T3">The third result.</typeparam>
    /// <typeparam name="TMachine4">The fourth machine.</typeparam>
    /// <typeparam name="TArgs4">The fourth references.</typeparam>
    /// <typeparam name="T4">The fourth result.</typeparam>
    /// <typeparam name="TMachine5">The fifth machine.</typeparam>
    /// <typeparam name="TArgs5">The fifth references.</typeparam>
    /// <typeparam name="T5">The fifth result.</typeparam>
    /// <typeparam name="TMachine6">The sixth machine.</typeparam>
    /// <typeparam name="TArgs6">The sixth references.</typeparam>
    /// <typeparam name="T6">The sixth result.</typeparam>
    /// <typeparam name="TMachine7">The seventh machine.</typeparam>
    /// <typeparam name="TArgs7">The seventh references.</typeparam>
    /// <typeparam name="T7">The seventh result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in. An ordinary one becomes scoped by <c>Scoped()</c>.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <param name="fourth">A future, not polled before; it moves in.</param>
    /// <param name="fifth">A future, not polled before; it moves in.</param>
    /// <param name="sixth">A future, not polled before; it moves in.</param>
    /// <param name="seventh">A future, not polled before; it moves in.</param>
    /// <returns>The future of all results, which refers to whatever the seven refer to.</returns>
    /// <remarks>As that of ordinary futures: everything is cleaned up before an exception leaves.</remarks>
    public static ScopedFuture<ScopedTryMachine<ScopedJoinMachine<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>, ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>>, (T1, T2, T3, T4, T5, T6, T7)>, ReferencePair<TArgs1, ReferencePair<TArgs2, ReferencePair<TArgs3, ReferencePair<TArgs4, ReferencePair<TArgs5, ReferencePair<TArgs6, TArgs7>>>>>>, (T1, T2, T3, T4, T5, T6, T7)> TryJoin<TMachine1, TArgs1, T1, TMachine2, TArgs2, T2, TMachine3, TArgs3, T3, TMachine4, TArgs4, T4, TMachine5, TArgs5, T5, TMachine6, TArgs6, T6, TMachine7, TArgs7, T7>(
        ScopedFuture<TMachine1, TArgs1, T1> first,
        ScopedFuture<TMachine2, TArgs2, T2> second,
        ScopedFuture<TMachine3, TArgs3, T3> third,
        ScopedFuture<TMachine4, TArgs4, T4> fourth,
        ScopedFuture<TMachine5, TArgs5, T5> fifth,
        ScopedFuture<TMachine6, TArgs6, T6> sixth,
        ScopedFuture<TMachine7, TArgs7, T7> seventh)
        where TMachine1 : struct, IScopedMachine<TArgs1, T1>
        where TArgs1 : allows ref struct
        where TMachine2 : struct, IScopedMachine<TArgs2, T2>
        where TArgs2 : allows ref struct
        where TMachine3 : struct, IScopedMachine<TArgs3, T3>
        where TArgs3 : allows ref struct
        where TMachine4 : struct, IScopedMachine<TArgs4, T4>
        where TArgs4 : allows ref struct
        where TMachine5 : struct, IScopedMachine<TArgs5, T5>
        where TArgs5 : allows ref struct
        where TMachine6 : struct, IScopedMachine<TArgs6, T6>
        where TArgs6 : allows ref struct
        where TMachine7 : struct, IScopedMachine<TArgs7, T7>
        where TArgs7 : allows ref struct
        => CleaningUp(Join(first, second, third, fourth, fifth, sixth, seventh));
}
