using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>Disposes results that a combinator already holds and that nobody will get.</summary>
internal static class HeldResult
{
    /// <summary>Whether a result of this type can be disposable at all. Known when compiled for this T: most are not.</summary>
    internal static bool MayBeDisposable<T>() =>
        !typeof(T).IsValueType
            ? typeof(T) != typeof(string)
            : typeof(T).IsAssignableTo(typeof(IDisposable)) || typeof(T).IsAssignableTo(typeof(IAsyncDisposable))
                || typeof(T).IsAssignableTo(typeof(ITuple)) || typeof(T).IsAssignableTo(typeof(IHoldsResults));

    /// <summary>
    /// Disposes a result if it is disposable, or what is disposable in it if it holds several (of an inner join or select, an array of results).
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="state">Takes exceptions, and disposals that have to be waited for.</param>
    internal static void Dispose<T>(T result, ref ChildrenState state)
    {
        if (!MayBeDisposable<T>())
            return;
        try
        {
            switch (result)
            {
                // Where there are both this one is meant for who must not block.
                case IAsyncDisposable resource:
                    state.AwaitDisposal(resource);
                    break;
                // Disposable by its type only; while it runs it would throw.
                case Task:
                    break;
                case IDisposable resource:
                    resource.Dispose();
                    break;
                case IHoldsResults several:
                    several.Dispose(ref state);
                    break;
                case ITuple several:
                    for (int i = 0; i < several.Length; i++)
                        Dispose(several[i], ref state);
                    break;
                // Of a JoinAll.
                case object?[] several:
                    foreach (object? one in several)
                        Dispose(one, ref state);
                    break;
                case Array several when HoldsDisposables(several.GetType().GetElementType()!):
                    foreach (object? one in several)
                        Dispose(one, ref state);
                    break;
            }
        }
        catch (Exception e)
        {
            state.Fail(e);
        }
    }

    // Of structs, which have to be boxed to be asked one by one.
    private static bool HoldsDisposables(Type element) =>
        element.IsAssignableTo(typeof(IDisposable)) || element.IsAssignableTo(typeof(IAsyncDisposable)) || element.IsAssignableTo(typeof(ITuple)) || element.IsAssignableTo(typeof(IHoldsResults));
}

/// <summary>A result that consists of results.</summary>
internal interface IHoldsResults
{
    /// <summary>Disposes those that are disposable.</summary>
    void Dispose(ref ChildrenState state);
}
