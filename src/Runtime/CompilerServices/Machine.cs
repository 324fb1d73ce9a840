using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PollGen.CompilerServices;

/// <summary>What generated machines share. Called by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Machine
{
    /// <summary>Holds a machine to its size contract where that could not be done at compile time. Nothing is left of a call whose contract is kept.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <param name="limit">The most bytes.</param>
    /// <param name="name">The coroutine, as the user wrote it.</param>
    /// <exception cref="InvalidOperationException">The machine is larger.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckSize<TMachine>(int limit, string name)
        where TMachine : struct
    {
        if (Unsafe.SizeOf<TMachine>() > limit)
            ThrowTooLarge(Unsafe.SizeOf<TMachine>(), limit, name);
    }

    /// <summary>Makes the error of a poll after completion, from within the coroutine's own code, or while a cancellation is under way.</summary>
    /// <param name="name">The coroutine, as the user wrote it.</param>
    /// <returns>The exception to throw.</returns>
    public static InvalidOperationException NotSuspended(string name) => new(
        $"The future of {name} was polled although it is complete, running or being cancelled. A future is polled by one owner until it is ready, and not after; one that is given up is polled by PollCancel only.");

    /// <summary>Throws a caught exception again, with the stack trace that it has.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Never.</returns>
    [DoesNotReturn]
    [StackTraceHidden]
    public static Exception Rethrow(Exception exception)
    {
        ExceptionDispatchInfo.Throw(exception);
        return exception;
    }

    [DoesNotReturn]
    private static void ThrowTooLarge(int size, int limit, string name) => throw new InvalidOperationException(
        $"The future of {name} takes {size} bytes here, more than the {limit} of its MaxSize. Its size depends on types that are known only now: keep less of them across suspensions, or raise MaxSize.");

    /// <summary>Disposes a resource where it stands: a struct is neither boxed nor copied. Does nothing for null.</summary>
    /// <typeparam name="T">The type of the resource.</typeparam>
    /// <param name="resource">The resource.</param>
    public static void Dispose<T>(ref T resource)
        where T : IDisposable?, allows ref struct
    {
        if (typeof(T).IsValueType || resource is not null)
            resource!.Dispose();
    }
}

/// <summary>
/// Marks a machine that could not be generated because its coroutine has errors. The signatures stay, so that callers do not
/// break while someone types; the analyzer reports every machine that is still marked when the compilation is final.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Struct)]
public sealed class MissingMachineAttribute : Attribute;
