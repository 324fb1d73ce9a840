namespace PollGen;

/// <summary>
/// Marks a method to be compiled to a poll-based state machine. The method has exactly one parameter of type
/// <see cref="Co"/>, the first one after <c>this</c>, and stands in a partial type.
/// </summary>
/// <remarks>
/// The method itself stays as it is and can be run directly, with <see cref="Co.Blocking"/>. Beside it the generator
/// emits an overload without the <see cref="Co"/> parameter that makes the future, and the machine, a struct.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CoroutineAttribute : Attribute
{
    /// <summary>The name of the overload that makes the future; the method's own name when not set.</summary>
    public string? Overload { get; set; }

    /// <summary>
    /// The most bytes that the future may take, on a 64-bit machine: a contract that the compiler holds the body to, so that a change somewhere down the
    /// tree of calls cannot make it grow unseen. No limit when not set.
    /// </summary>
    /// <remarks>
    /// A larger future is the error PG0106, which lists the biggest parts. Where the size is not known at compile time, because a type parameter or a struct
    /// of another assembly is part of it, making a future that is too large throws <see cref="InvalidOperationException"/>; one that is not costs nothing more.
    /// </remarks>
    public int MaxSize { get; set; }

    /// <summary>
    /// Whether the future stays at one address from the moment it is made, so that the body may keep pointers to its own locals across suspensions and hand
    /// them to native code. False when not set.
    /// </summary>
    /// <remarks>
    /// The overload then returns a <see cref="BoxedFuture{T}"/> on the pinned heap, and a call that passes <see cref="Co"/> makes one too: two objects
    /// for each call, in memory that the collector never compacts. The pointers are good until the coroutine is complete or cancelled
    /// and nobody refers to the future any more.
    /// </remarks>
    public bool Pinned { get; set; }
}
