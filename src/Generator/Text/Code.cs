using System.Collections.Immutable;
using PollGen.Generator.Diagnostics;

namespace PollGen.Generator.Text;

/// <summary>
/// A piece of the user's text with holes: where it names a variable of the coroutine or jumps out of itself, the stages
/// after binding decide what stands there. Has no suspension in it.
/// </summary>
/// <param name="Pieces">Text and holes, in order.</param>
/// <param name="Declares">Whether the text declares names that must not leak into the generated method.</param>
internal sealed record Code(ImmutableArray<Piece> Pieces, bool Declares = false)
{
    public static readonly Code Empty = new([]);

    public static Code Of(string text) => new([new TextPiece(text)]);

    public static Code Of(Variable variable, Access access = Access.Read) => new([new VariablePiece(variable, access, InClosure: false)]);

    public static Code operator +(Code left, Code right) =>
        new(left.Pieces.AddRange(right.Pieces), left.Declares || right.Declares);

    public static Code operator +(string left, Code right) => Of(left) + right;

    public static Code operator +(Code left, string right) => left + Of(right);

    public static Code Join(string separator, IEnumerable<Code> parts)
    {
        var result = Empty;
        foreach (var part in parts)
            result = result.Pieces.IsEmpty ? part : result + separator + part;
        return result;
    }

    /// <summary>All pieces, and those inside of pieces.</summary>
    public IEnumerable<Piece> AllPieces => Pieces.SelectMany(piece => piece is NestedPiece nested ? nested.Value.AllPieces.Prepend(piece) : [piece]);

    public Code WithoutPrefix(string prefix) => Pieces is [TextPiece { Text: var text }, ..] && text.StartsWith(prefix, StringComparison.Ordinal)
        ? this with { Pieces = Pieces.SetItem(0, new TextPiece(text.Substring(prefix.Length))) }
        : this;

    public IEnumerable<VariablePiece> Variables => AllPieces.OfType<VariablePiece>();

    public IEnumerable<Label> Jumps => AllPieces.OfType<JumpPiece>().Select(piece => piece.Target);

    /// <summary>The captured variables that lambdas in this text name: each needs a local of its own around the text.</summary>
    public IEnumerable<Variable> Closes => AllPieces.Select(piece => piece is OuterPiece outer ? outer.Use : piece as VariablePiece)
        .OfType<VariablePiece>().Where(piece => piece.InClosure).Select(piece => piece.Variable).Distinct();

    /// <summary>The text with the user's own names, for messages and names of temporaries.</summary>
    public override string ToString() => string.Concat(Pieces.Select(piece => piece switch
    {
        TextPiece text => text.Text,
        VariablePiece variable => variable.Variable.Name,
        OuterPiece outer => outer.Use.Variable.Name,
        BreakPiece => "\n",
        JumpPiece jump => $"goto {jump.Target.Name};",
        NestedPiece nested => nested.Value.ToString(),
        JoinPiece join => join.Callee.ToString(),
        _ => "",
    }));
}

internal abstract record Piece;

/// <summary>A part of the text that decides where a reference points. If that is not kept across a suspension, it is just the text.</summary>
/// <param name="Origin">Which reference, and what the part says about it.</param>
/// <param name="Value">The text.</param>
internal abstract record NestedPiece(ReferenceOrigin Origin, Code Value) : Piece;

/// <summary>The array, string or object that is pointed into.</summary>
internal sealed record OwnerPiece(ReferenceOrigin Origin, Code Value) : NestedPiece(Origin, Value);

/// <summary>The reference itself, after "ref", or the span.</summary>
internal sealed record ReferencePiece(ReferenceOrigin Origin, Code Value) : NestedPiece(Origin, Value);

/// <summary>A stackalloc, or a collection expression on the stack.</summary>
/// <param name="Origin">Which reference.</param>
/// <param name="Value">The text.</param>
/// <param name="HasValues">Whether it says what the elements are.</param>
internal sealed record RoomPiece(ReferenceOrigin Origin, Code Value, bool HasValues) : NestedPiece(Origin, Value);

/// <summary>What makes an awaited join, before its arguments.</summary>
/// <param name="Call">The join.</param>
/// <param name="Callee">What the user wrote.</param>
internal sealed record JoinPiece(JoinCall Call, Code Callee) : Piece;

/// <summary>The object that a span or reference points into, to be pinned.</summary>
/// <param name="Reference">The span or reference.</param>
/// <param name="Text">What the user wrote.</param>
/// <param name="Name">The pointer into it.</param>
/// <param name="Where">The suspension during which it is pinned.</param>
internal sealed record PinPiece(TrackedReference Reference, string Text, string Name, SourceRange Where) : Piece;

internal sealed record TextPiece(string Text) : Piece;

/// <summary>A line end in the user's text, and the column at which the next line begins there.</summary>
internal sealed record BreakPiece(int Column) : Piece;

/// <summary>A use of a variable.</summary>
/// <param name="Variable">Which one.</param>
/// <param name="Access">What the text around it does with it.</param>
/// <param name="InClosure">Whether it stands in a lambda that outlives the statement.</param>
internal sealed record VariablePiece(Variable Variable, Access Access, bool InClosure) : Piece
{
    /// <summary>Whether it stands in a local function, to which its callers hand the variable or its box under its own name.</summary>
    public bool InFunction { get; init; }
}

/// <summary>A use of a variable that belongs to a coroutine around this one, in whose frame it always is.</summary>
internal sealed record OuterPiece(VariablePiece Use) : Piece;

/// <summary>A statement that leaves the copied text: <c>goto</c>, <c>break</c>, <c>continue</c>, the end of a <c>return</c>.</summary>
internal sealed record JumpPiece(Label Target) : Piece;

/// <summary>Where the result of the coroutine is assigned.</summary>
internal sealed record ResultPiece : Piece;

internal enum Access
{
    Read,

    /// <summary>The whole variable is assigned, unconditionally, as the last thing that the text does.</summary>
    Assign,

    /// <summary>A ref local is made to refer to something else, unconditionally, as the last thing that the text does.</summary>
    Rebind,

    /// <summary>Anything else: it may be read, written, both, or have its address taken.</summary>
    Any,

    /// <summary>It is handed to a local function: by reference, or its box if it has one.</summary>
    Pass,
}

/// <summary>A place to jump to. Two labels are the same only if they are the same object.</summary>
internal sealed class Label(string name)
{
    public string Name { get; } = name;
}
