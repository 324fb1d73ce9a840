// Written by src/Arities from a template: change it there, and run it.
namespace PollGen;

public static partial class Future
{
    /// <summary>Runs six futures at the same time and gives all results; the first exception cancels the rest.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <typeparam name="TMachine3">The third machine.</typeparam>
    /// <typeparam name="T3">The third result.</typeparam>
    /// <typeparam name="TMachine4">The fourth machine.</typeparam>
    /// <typeparam name="T4">The fourth result.</typeparam>
    /// <typeparam name="TMachine5">The fifth machine.</typeparam>
    /// <typeparam name="T5">The fifth result.</typeparam>
    /// <typeparam name="TMachine6">The sixth machine.</typeparam>
    /// <typeparam name="T6">The sixth result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <param name="third">A future, not polled before; it moves in.</param>
    /// <param name="fourth">A future, not polled before; it moves in.</param>
    /// <param name="fifth">A future, not polled before; it moves in.</param>
    /// <param name="sixth">A future, not polled before; it moves in.</param>
    /// <returns>The future of all results.</returns>
    /// <remarks>As with two: the first exception cancels the rest, and leaves when all is cleaned up.</remarks>
    public static Future<TryMachine<JoinMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6>, (T1, T2, T3, T4, T5, T6)>, (T1, T2, T3, T4, T5, T6)> TryJoin<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second,
        Future<TMachine3, T3> third,
        Future<TMachine4, T4> fourth,
        Future<TMachine5, T5> fifth,
        Future<TMachine6, T6> sixth)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        where TMachine3 : struct, IFuture<T3>
        where TMachine4 : struct, IFuture<T4>
        where TMachine5 : struct, IFuture<T5>
        where TMachine6 : struct, IFuture<T6>
        => new(new TryMachine<JoinMachine<TMachine1, T1, TMachine2, T2, TMachine3, T3, TMachine4, T4, TMachine5, T5, TMachine6, T6>, (T1, T2, T3, T4, T5, T6)>(Join(first, second, third, fourth, fifth, sixth)));
}
