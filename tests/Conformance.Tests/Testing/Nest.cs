using System.Runtime.ExceptionServices;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>Runs programs inside coroutines.</summary>
internal static partial class Nest
{
    /// <summary>Runs two futures at once, each as the child of a coroutine that keeps its exception.</summary>
    [Coroutine]
    public static (Kept<T> First, Kept<T> Second) Both<TMachine, T>(Co co, Future<TMachine, T> first, Future<TMachine, T> second)
        where TMachine : struct, IFuture<T>
        => co.Await(Future.Join(Keep(first), Keep(second)));

    [Coroutine]
    public static Kept<T> Keep<TMachine, T>(Co co, Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        try
        {
            return new Kept<T>(co.Await(future), null);
        }
        catch (Exception e)
        {
            return new Kept<T>(default!, ExceptionDispatchInfo.Capture(e));
        }
    }
}

internal readonly record struct Kept<T>(T Value, ExceptionDispatchInfo? Error)
{
    public Outcome Of(Trace trace) => Error is null ? Outcome.Of(Value, trace) : Outcome.Of(Error.SourceException, trace);
}
