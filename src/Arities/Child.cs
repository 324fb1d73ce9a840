namespace PollGen.Arities;

/// <summary>One of the futures of a combinator, and the names of what belongs to it.</summary>
/// <param name="Index">From 0 on.</param>
internal sealed record Child(int Index)
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    public int Number => Index + 1;

    /// <summary>Its parameter and its field: <c>first</c>.</summary>
    public string Name => Ordinals[Index];

    /// <summary>Its part of a member's name: <c>First</c>.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..];

    public string Machine => $"TMachine{Number}";

    /// <summary>The type of its result.</summary>
    public string Result => $"T{Number}";

    /// <summary>The type of its references, if it is scoped.</summary>
    public string References => $"TArgs{Number}";
}
