namespace PollGen.Fuzzing.Writing;

/// <summary>A variable that expressions may name.</summary>
internal sealed record Local(string Name, Ty Type, bool CanAssign, int Function, bool IsRefLike = false);

/// <summary>A declaration space: what can be named, and which names are taken in it and in the blocks inside it.</summary>
internal sealed class Block
{
    public List<Local> Locals { get; } = [];

    public HashSet<string> Names { get; } = [];

    public HashSet<string> InnerNames { get; } = [];
}

/// <summary>What the statements at a place may do.</summary>
internal sealed record Place
{
    /// <summary>Whether a suspension may stand here.</summary>
    public bool CanSuspend { get; init; } = true;

    public bool CanBreak { get; init; }

    public bool CanContinue { get; init; }

    /// <summary>What is returned; null where no return may stand.</summary>
    public string? Returns { get; init; }

    public Ty? ReturnType { get; init; }

    public bool CanRethrow { get; init; }

    public bool CanStackalloc { get; init; } = true;

    /// <summary>Whether it is directly in a section of a switch, where no using declaration may stand.</summary>
    public bool IsInSection { get; init; }

    /// <summary>The labels that a goto may name here.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The depth of loops, so that programs stay short.</summary>
    public int Loops { get; init; }

    /// <summary>The number of functions around it.</summary>
    public int Function { get; init; }
}
