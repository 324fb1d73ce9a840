namespace PollGen;

/// <summary>
/// Says of a future that it may be moved between two polls, too, and that it has nothing left to clean up when its <c>Poll</c> throws.
/// </summary>
/// <remarks>
/// <para>Marks the struct that implements <see cref="IFuture{T}"/>. Nothing it waits for may know its address: it holds
/// its data, or a reference to an object that is told, and no pointer, offset or registration of itself.</para>
/// <para>A compiled coroutine then polls such a future as a local and writes it to its frame only when it is
/// pending; a future that is ready at once costs no memory traffic. After an exception of its <c>Poll</c> it
/// makes no difference whether <c>PollCancel</c> is called.</para>
/// <para>Without the mark a future is moved before its first poll only. That is always right.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class MovableWhilePendingAttribute : Attribute;
