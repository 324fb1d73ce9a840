namespace PollGen.Runtime.Tests;

/// <summary>Runs a delegate after a future: what a coroutine body would do, by hand.</summary>
public struct Then<TMachine, T, TResult>(Future<TMachine, T> first, Func<T, TResult> then) : IFuture<TResult>
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> first = first;
    private bool isOver;

    public bool Poll(in PollContext cx, out TResult result)
    {
        result = default!;
        if (!first.Poll(in cx, out T value))
            return false;
        isOver = true;
        result = then(value);
        return true;
    }

    public bool PollCancel(in PollContext cx) => isOver || first.PollCancel(in cx);
}

public static class ThenExtensions
{
    public static Future<Then<TMachine, T, TResult>, TResult> Then<TMachine, T, TResult>(this Future<TMachine, T> first, Func<T, TResult> then)
        where TMachine : struct, IFuture<T> => new(new Then<TMachine, T, TResult>(first, then));

    public static Future<Then<YieldMachine, Unit, TResult>, TResult> AfterYield<TResult>(Func<TResult> then) =>
        Future.Yield().Then(_ => then());
}
