using PollGen.Generator.Diagnostics;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Text;

/// <summary>
/// A ref local, a span or a ref struct of the body, and everything that it is ever set to. Binding fills it in; what of it is needed is
/// decided when it is known what lives across suspensions.
/// </summary>
/// <param name="name">The user's name, or that of a temporary.</param>
/// <param name="kind">What it is.</param>
/// <param name="element">The type that it refers to, or that of its elements.</param>
internal sealed class TrackedReference(string name, ReferenceKind kind, string element)
{
    public string Name { get; } = name;

    public ReferenceKind Kind { get; } = kind;

    public string Element { get; } = element;

    public bool IsSpan => Kind is ReferenceKind.Span or ReferenceKind.ReadOnlySpan;

    /// <summary>What a ref struct is made of. It points to whatever its parts point to; which of them where, is found out when it is kept.</summary>
    public StructParts? Parts { get; init; }

    public bool IsHolder => Kind == ReferenceKind.Holder;

    /// <summary>Whether it is a ref local.</summary>
    public bool IsRef => Kind is ReferenceKind.Ref or ReferenceKind.RefReadOnly;

    /// <summary>What it is set to, in the order of the text.</summary>
    public List<ReferenceOrigin> Origins { get; } = [];

    /// <summary>The text in which it can be named.</summary>
    public TextRange Scope { get; set; } = TextRange.Everything;

    /// <summary>How many declarations with a value and assignments there are.</summary>
    public int Assignments { get; set; }

    /// <summary>Whether it points to one place for as long as it lives.</summary>
    public bool IsFixed => Assignments == 1 && Origins.All(origin => origin.IsDeclaration);

    public override string ToString() => Name;
}

internal enum ReferenceKind
{
    Ref,
    RefReadOnly,
    Span,
    ReadOnlySpan,

    /// <summary>A ref struct, of which fields are references.</summary>
    Holder,
}

/// <summary>A stretch of one source text.</summary>
internal readonly record struct TextRange(int Start, int End)
{
    public static readonly TextRange Everything = new(0, int.MaxValue);

    public bool Contains(TextRange other) => Start <= other.Start && other.End <= End;
}

/// <summary>One thing that a reference is set to. Pieces of the text point to it.</summary>
/// <param name="target">The reference.</param>
/// <param name="isDeclaration">Whether it is the first value, so that nothing else can be needed before.</param>
/// <param name="text">What the user wrote.</param>
/// <param name="where">Where.</param>
internal sealed class ReferenceOrigin(TrackedReference target, bool isDeclaration, string text, SourceRange where)
{
    public TrackedReference Target { get; } = target;

    public bool IsDeclaration { get; } = isDeclaration;

    public string Text { get; } = text;

    public SourceRange Where { get; } = where;

    /// <summary>Where it is one part of a ref struct that is set, the others staying as they are: the text that is run through again and again around it.</summary>
    public TextRange? Round { get; init; }

    public bool IsOfPart => Round is not null;

    /// <summary>Which part a span is of the memory, or of the other span, that the text gives. Known when the body is bound.</summary>
    public Stretch Stretch { get; set; } = Stretch.Inside;

    /// <summary>What the text of it gives, where that is not what the target is: a span that a ref struct takes in.</summary>
    public (ReferenceKind Kind, string Element)? Given { get; init; }

    /// <summary>Known when the body is bound.</summary>
    public Storage Storage { get; set; } = new UnknownStorage("keep the owner and the index, and make the reference again after the suspension");
}

/// <summary>Where a reference may point.</summary>
internal abstract record Storage;

/// <summary>Into what another reference points to.</summary>
internal sealed record SameStorage(TrackedReference Source) : Storage;

/// <summary>Into what one of several references points to; a ref struct, into what all of them do.</summary>
internal sealed record SeveralStorage(System.Collections.Immutable.ImmutableArray<TrackedReference> Sources) : Storage;

/// <summary>Into memory that the text can always name: a variable of the frame, a static field, constant data, a parameter.</summary>
/// <param name="Extent">The method of the runtime's Extent that measures it.</param>
/// <param name="Place">The text that names it.</param>
/// <param name="Root">The variable that has to stay in the frame for this, if it is one.</param>
internal sealed record NamedStorage(string Extent, Code Place, Variable? Root) : Storage
{
    /// <summary>A stackalloc in a loop: what points to it must not outlive a round.</summary>
    public TextRange Round { get; init; } = TextRange.Everything;

    /// <summary>Whether C# would let no local of the whole method refer to it, though it lives as long.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>Whose it is, if that is not the coroutine.</summary>
    public Belonging Belongs { get; init; }
}

/// <summary>Whose memory that can always be named is: that decides whether it can be held in its place.</summary>
internal enum Belonging
{
    Other,

    /// <summary>Data of the assembly, which stays where it is.</summary>
    Constant,

    /// <summary>A static field.</summary>
    Static,

    /// <summary>What a parameter points to.</summary>
    Caller,
}

/// <summary>Into memory that an object, or a value such as a Memory&lt;T&gt;, stands for.</summary>
/// <param name="Extent">The method of the runtime's Extent that measures it.</param>
/// <param name="Owner">What must be kept.</param>
/// <param name="Path">What follows the owner to name a field, such as ".count"; empty where the owner is all.</param>
/// <param name="Alias">A variable, or this, that is the owner and never changes; null where there is none.</param>
/// <param name="AliasScope">Where the alias means the same.</param>
internal sealed record OwnedStorage(string Extent, Owner Owner, string Path, Code? Alias, TextRange AliasScope) : Storage
{
    /// <summary>What stands before the owner where the field has no name that the body may use, such as "Access.FieldOfCount("; the path then closes it.</summary>
    public string Accessor { get; init; } = "";

    /// <summary>The text that gives the owner once the reference has been set; null where the owner is evaluated before.</summary>
    public Code? After { get; init; }

    /// <summary>How the owner is found once the reference has been set, where the text gives something else that has it at that time.</summary>
    public Taking? Taking { get; init; }
}

/// <summary>What the text gives, a list or a memory, and the method of the runtime's Owners that finds the object whose memory it is.</summary>
internal sealed record Taking(Owner Given, string Method)
{
    public Code From(Code given) => $"global::PollGen.CompilerServices.Owners.{Method}(" + given + ")";
}

/// <summary>Nowhere: the default.</summary>
internal sealed record NoStorage : Storage;

/// <summary>It does not say.</summary>
/// <param name="Advice">What to write instead.</param>
internal sealed record UnknownStorage(string Advice) : Storage;

/// <summary>The type of what keeps memory alive.</summary>
internal sealed record Owner(string Type, TypeShape? Shape)
{
    /// <summary>One of which only run time knows what it is.</summary>
    public static readonly Owner OfAnyType = new("object", TypeShape.Reference);
}
