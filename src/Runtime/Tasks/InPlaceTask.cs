using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>A task whose result takes the room of its future, which is not needed any more then. So the result costs an idle task nothing.</summary>
/// <remarks>Where neither holds references, which the collector must find where their type says, and the result is not larger; and where the
/// result says nothing, <see cref="Unit"/>.</remarks>
internal sealed class InPlaceTask<TMachine, T>(TaskHome home, [Moved] in Future<TMachine, T> future) : HandleTask<T>(home)
    where TMachine : struct, IFuture<T>
{
    private Future<TMachine, T> future = future;

    /// <summary>Whether this kind of task serves for these types. Known to the JIT.</summary>
    internal static bool Serves
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(Unit)
            || (!RuntimeHelpers.IsReferenceOrContainsReferences<TMachine>()
                && !RuntimeHelpers.IsReferenceOrContainsReferences<T>()
                && Unsafe.SizeOf<T>() <= Unsafe.SizeOf<TMachine>());
    }

    private protected override T Result => typeof(T) == typeof(Unit) ? default! : Unsafe.ReadUnaligned<T>(ref Unsafe.As<Future<TMachine, T>, byte>(ref future));

    private protected override Type Machine => typeof(TMachine);

    internal override void Advance(in PollContext cx)
    {
        if (!future.Poll(in cx, out T ready))
            return;
        Clear();
        if (typeof(T) != typeof(Unit))
            Unsafe.WriteUnaligned(ref Unsafe.As<Future<TMachine, T>, byte>(ref future), ready);
        Succeed();
    }

    private protected override bool CancelFuture(in PollContext cx) => future.PollCancel(in cx);

    private protected override void Abandon(ExceptionDispatchInfo? failure)
    {
        Clear();
        Publish(failure);
    }

    // A late waker or handle keeps the task, and must not keep what the future has held.
    private void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TMachine>())
            future = default;
    }
}
