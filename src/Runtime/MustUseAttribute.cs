namespace PollGen;

/// <summary>
/// Says that nobody knows what has happened who does not look at a result: whether anything was done, how much, or whether it has failed. The analyzer reports a
/// statement that drops it (PG0216); <c>_ =</c> says that it does not matter.
/// </summary>
/// <remarks>
/// On a method it speaks of what the method returns; where that is a future or a task, also a coroutine's, of what awaiting it gives. On a type it speaks of every value
/// of that type that a call or an await gives. A method that overrides or implements a marked one is marked.
/// </remarks>
/// <example>
/// <code>
/// [MustUse("says whether there was room")]
/// public bool TryAdd(int item) { … }
/// </code>
/// </example>
/// <param name="says">What the result says, as the second half of a sentence that begins with the method's name.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Enum)]
public sealed class MustUseAttribute(string says = "gives a result that must not be lost") : Attribute
{
    /// <summary>What the result says.</summary>
    public string Says { get; } = says;
}
