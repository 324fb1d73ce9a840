using System.Runtime.CompilerServices;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>
/// Leaves that are coroutines: they are embedded, and suspend themselves. The first two leave nothing behind when they fail, so what calls nothing else does
/// not either; the others may.
/// </summary>
public static partial class Leaves
{
    /// <summary>Gives the value after one suspension.</summary>
    [Coroutine]
    public static T Get<T>(this Trace t, Co co, T value) => co.Await(t.MovableLeaf(value));

    /// <summary>Suspends and gives nothing.</summary>
    [Coroutine]
    public static void Step(this Trace t, Co co, string name)
    {
        co.Await(t.MovableLeaf(name));
    }

    /// <summary>Suspends twice, with clean-up.</summary>
    [Coroutine]
    public static T Child<T>(this Trace t, Co co, T value)
    {
        t.Log($"child {value}");
        try
        {
            co.Await(t.Leaf($"{value}a"));
            return co.Await(t.Leaf(value));
        }
        finally
        {
            t.Log($"child {value} cleans up");
        }
    }

    /// <summary>Fails after a suspension, with clean-up. Not inlined: stack traces are compared up to the innermost coroutine.</summary>
    [Coroutine, MethodImpl(MethodImplOptions.NoInlining)]
    public static T Lose<T>(this Trace t, Co co, string message)
    {
        t.Log($"losing {message}");
        try
        {
            co.Await(t.Leaf($"{message}a"));
            t.Throw(message);
            return co.Await(t.Leaf(default(T)!));
        }
        finally
        {
            t.Log($"{message} cleans up");
        }
    }

    /// <summary>Fails while it is suspended, with clean-up.</summary>
    [Coroutine, MethodImpl(MethodImplOptions.NoInlining)]
    public static T LoseInside<T>(this Trace t, Co co, string message)
    {
        try
        {
            return co.Await(t.Fail<T>(message));
        }
        finally
        {
            t.Log($"{message} cleans up");
        }
    }
}
