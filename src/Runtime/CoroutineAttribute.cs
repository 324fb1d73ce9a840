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
}
