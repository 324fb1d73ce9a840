using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Equality;

namespace PollGen.Generator;

/// <summary>
/// A coroutine when all that takes the compilation is known. Two are equal if the rest of the script would write the same text for
/// them, so that a keystroke repeats it only for bodies that have changed.
/// </summary>
/// <param name="Declaration">What callers see.</param>
/// <param name="HintName">The name of the generated file, unique among all.</param>
/// <param name="Body">Null where it has errors; then the shell stays.</param>
/// <param name="IsBoxed">Whether a circle of calls makes it a future on the heap somewhere.</param>
internal sealed record BoundCoroutine(CoroutineDeclaration Declaration, string HintName, BoundBody? Body, bool IsBoxed)
{
    public bool Equals(BoundCoroutine? other) =>
        other is not null && HintName == other.HintName && IsBoxed == other.IsBoxed && Declaration == other.Declaration
        && StructuralEquality.AreEqual(Body, other.Body);

    public override int GetHashCode() => HintName.GetHashCode();
}
