namespace PollGen;

/// <summary>
/// Says of a struct that is no future that it has one place and one owner, as a future has: it may be moved, and is not copied.
/// </summary>
/// <remarks>
/// Futures need no mark, and neither does a struct that holds one, in a field, a tuple or a type argument. The analyzer reports each copy (PG0204), and each use of
/// what was moved away (PG0206).
/// </remarks>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class NonCopyableAttribute : Attribute;
