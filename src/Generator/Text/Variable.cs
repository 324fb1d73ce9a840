using System.Collections.Immutable;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Text;

/// <summary>
/// A parameter, local or temporary of the taken-apart part of a body. Locals that stand wholly inside copied text are not
/// variables: they stay text.
/// </summary>
internal sealed class Variable(string name, string declaredName, string type, VariableKind kind)
{
    /// <summary>The name in generated code: the user's own, with a digit where that would not be unique.</summary>
    public string Name { get; } = name;

    /// <summary>The user's name, for messages.</summary>
    public string DeclaredName { get; } = declaredName;

    /// <summary>As it is written in the generated file.</summary>
    public string Type { get; } = type;

    public VariableKind Kind { get; } = kind;

    /// <summary>
    /// Whether a lambda captures it: then it lives in a box of its own that both sides see. So does a future that is a local of its
    /// own coroutine, because a frame cannot contain itself.
    /// </summary>
    public bool IsCaptured { get; set; }

    /// <summary>How many local coroutines it is inside of: 0 for a variable of the coroutine itself.</summary>
    public int Level { get; init; }

    /// <summary>Whether a local coroutine uses it, or pointers to it in a frame that is pinned: then it is always in its own coroutine's frame, where all find it.</summary>
    public bool IsShared { get; set; }

    /// <summary>The machines of this compilation that its value contains, by documentation id.</summary>
    public ImmutableArray<string> Machines { get; init; } = [];

    /// <summary>The type of that box.</summary>
    public string BoxType => $"global::System.Runtime.CompilerServices.StrongBox<{Type}>";

    /// <summary>Whether its value can keep objects alive.</summary>
    public bool HoldsReferences { get; init; }

    /// <summary>Why it cannot be kept across a suspension, and what to write instead; null when it can.</summary>
    public string? Obstacle { get; init; }

    /// <summary>"ref" or "ref readonly" for a ref local, of which Type is what it refers to; assigning to it assigns to that.</summary>
    public string? Reference { get; init; }

    public bool IsReference => Reference is not null;

    /// <summary>What is known about where it points; null for what is neither a ref local nor a span.</summary>
    public TrackedReference? Tracked { get; init; }

    /// <summary>Where its address is taken with "&amp;" though the frame may move; null where it is not.</summary>
    public SourceRange? AddressTaken { get; init; }

    /// <summary>The address of a local that it is set to, if it is a pointer; null where it points elsewhere.</summary>
    public HeldAddress? HeldAddress { get; init; }

    /// <summary>The number of elements of memory in the frame that stands for a stackalloc.</summary>
    public int? RoomLength { get; init; }

    /// <summary>Whether it is a ref struct.</summary>
    public bool IsRefLike { get; init; }

    /// <summary>What its value takes, where that is known.</summary>
    public TypeShape? Shape { get; init; }

    /// <summary>The type as the user knows it, for messages.</summary>
    public string FullType => Reference is null ? Type : $"{Reference} {Type}";

    public override string ToString() => Name;
}

internal enum VariableKind
{
    Parameter,
    Local,
    Temporary,

    /// <summary>Carries a result or an exception past a finally block; whether it holds one, another variable says.</summary>
    Passing,

    /// <summary>A parameter that is handed in at every poll: it is always there and never kept.</summary>
    HandedIn,

    /// <summary>Has no local: it exists in the frame, or not at all.</summary>
    FrameOnly,
}
