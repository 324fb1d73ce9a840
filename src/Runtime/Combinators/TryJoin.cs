// Written by src/Arities from a template: change it there, and run it.
namespace PollGen;

public static partial class Future
{
    /// <summary>Runs two futures at the same time and gives both results; the first exception cancels the rest.</summary>
    /// <typeparam name="TMachine1">The first machine.</typeparam>
    /// <typeparam name="T1">The first result.</typeparam>
    /// <typeparam name="TMachine2">The second machine.</typeparam>
    /// <typeparam name="T2">The second result.</typeparam>
    /// <param name="first">A future, not polled before; it moves in.</param>
    /// <param name="second">A future, not polled before; it moves in.</param>
    /// <returns>The future of both results.</returns>
    /// <remarks>
    /// <para>As <c>Join</c>, but when one throws the others are cancelled and everything is cleaned up <i>before</i> the exception leaves: a filter of an
    /// awaiting <c>catch</c>, too, sees it only when nothing of this runs any more. Exceptions of the clean-up are in its <c>Suppressed</c>.</para>
    /// <para>What is lost on cancellation is what the futures lose; results held already are disposed if they are disposable.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// // When one direction fails, the other is over too before the exception is seen.
    /// co.Await(Future.TryJoin(Copy(client, server), Copy(server, client)));
    /// </code>
    /// </example>
    public static Future<TryMachine<JoinMachine<TMachine1, T1, TMachine2, T2>, (T1, T2)>, (T1, T2)> TryJoin<TMachine1, T1, TMachine2, T2>(
        Future<TMachine1, T1> first,
        Future<TMachine2, T2> second)
        where TMachine1 : struct, IFuture<T1>
        where TMachine2 : struct, IFuture<T2>
        => new(new TryMachine<JoinMachine<TMachine1, T1, TMachine2, T2>, (T1, T2)>(Join(first, second)));
}
