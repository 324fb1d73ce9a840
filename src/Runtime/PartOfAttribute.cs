namespace PollGen;

/// <summary>
/// Promises that the span or reference that a method, property or delegate gives is a part of what it was given, so that a coroutine can keep
/// it across a suspension.
/// </summary>
/// <remarks>
/// <para>Needed only where neither the list of known methods nor the source of the method shows it: interface members, virtual methods, delegates,
/// methods of other assemblies. Methods carry it as <c>[return: PartOf("packet")]</c>, properties and indexers as <c>[PartOf("this.items")]</c>.</para>
/// <para>The promise is checked whenever the span or reference is kept: where it does not hold, the coroutine throws
/// <see cref="InvalidOperationException"/> at the suspension. Nothing is read or written outside of what was promised.</para>
/// </remarks>
/// <param name="source">The name of a parameter, or <c>this</c>; after a dot, the fields and properties that lead from there to the array, string,
/// memory or list.</param>
[AttributeUsage(AttributeTargets.ReturnValue | AttributeTargets.Property)]
public sealed class PartOfAttribute(string source) : Attribute
{
    /// <summary>What the result is a part of.</summary>
    public string Source { get; } = source;
}
