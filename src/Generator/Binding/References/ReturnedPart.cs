using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Binding.References;

/// <summary>What the result of a call is a part of, in terms of the callee.</summary>
/// <param name="Root">The position of the parameter, or <see cref="KnownCallees.Receiver"/>.</param>
/// <param name="Path">The fields and properties that lead from there to what holds the memory.</param>
/// <param name="Field">A field of the object at the end of the path, if that is the memory.</param>
internal sealed record ReturnedPart(int Root, ImmutableArray<ISymbol> Path, IFieldSymbol? Field)
{
    /// <summary>A parameter itself.</summary>
    public static ReturnedPart Of(int root) => new(root, [], null);

    /// <summary>A member of it.</summary>
    public ReturnedPart With(ISymbol member) => this with { Path = Path.Add(member) };

    /// <summary>The same for two that are the same.</summary>
    public string Key => $"{Root}:{string.Join(".", Path.Select(member => member.ToDisplayString()))}:{Field?.Name}";
}

/// <summary>What is known about the result of a callee.</summary>
/// <param name="Parts">What it may be a part of; nothing where it is never anything but default.</param>
/// <param name="Gap">What of it is not known; null where all is.</param>
internal sealed record ReturnedParts(ImmutableArray<ReturnedPart> Parts, string? Gap)
{
    public static ReturnedParts Unknown(string gap) => new([], gap);

    public static ReturnedParts Of(ReturnedPart part) => new([part], null);
}
