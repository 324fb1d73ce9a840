namespace PollGen.Arities;

/// <summary>One of the futures of a combinator, and the names of what belongs to it.</summary>
/// <param name="Index">From 0 on.</param>
/// <param name="IsOnly">Whether there are no others: then no name has a number.</param>
internal sealed record Child(int Index, bool IsOnly = false)
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    public int Number => Index + 1;

    /// <summary>Its parameter and its field: <c>first</c>.</summary>
    public string Name => IsOnly ? "future" : Ordinals[Index];

    /// <summary>Its part of a member's name: <c>First</c>.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..];

    public string Machine => "TMachine" + Suffix;

    /// <summary>The type of its result.</summary>
    public string Result => "T" + Suffix;

    /// <summary>The type of its references, if it is scoped.</summary>
    public string References => "TArgs" + Suffix;

    private string Suffix => IsOnly ? "" : $"{Number}";
}
