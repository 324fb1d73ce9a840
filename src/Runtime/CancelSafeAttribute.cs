namespace PollGen;

/// <summary>
/// Says that nothing is lost when a future of this kind is cancelled half-way: making it anew goes on where the cancelled one was. So it may
/// stand in every round of a loop over <c>Future.Select</c>.
/// </summary>
/// <remarks>
/// On a machine it speaks for every future with that machine, on a coroutine for that coroutine's. A read that has taken three of ten bytes loses
/// three bytes when it is cancelled, so it is not safe; a wait until there is something to read is.
/// </remarks>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Method)]
public sealed class CancelSafeAttribute : Attribute;
