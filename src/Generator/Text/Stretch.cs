namespace PollGen.Generator.Text;

/// <summary>Which part a span is of the memory, or of the other span, that it is made of, as far as the text says.</summary>
/// <param name="Edges">Which ends it reaches.</param>
/// <param name="Cut">The text that cuts it out, such as "[4..]", where there are nothing but constants in it; null where it depends on more.</param>
internal readonly record struct Stretch(Edges Edges, string? Cut)
{
    public static readonly Stretch Whole = new(Edges.Both, "");

    public static readonly Stretch Inside = new(Edges.None, null);

    /// <summary>Where it begins, if it is a rest that begins where a variable says; null for all others.</summary>
    public RestFrom? Rest { get; init; }

    /// <summary>The part of a part.</summary>
    public Stretch Of(Stretch part) => new(Edges & part.Edges, Cut is null || part.Cut is null ? null : Cut + part.Cut)
    {
        Rest = Cut is null || part.Rest is null ? null : part.Rest with { Cut = Cut + part.Rest.Cut },
    };
}

/// <summary>A rest, such as "buffer[got..]".</summary>
/// <param name="Cut">The text that cuts out what it is a rest of.</param>
/// <param name="Start">The variable that says where it begins.</param>
internal sealed record RestFrom(string Cut, Variable Start);

/// <summary>
/// Which ends of its memory a span is known to reach, whatever it is set to. One that reaches both is made again of nothing but that; one that reaches
/// one of them, of its length.
/// </summary>
[Flags]
internal enum Edges
{
    None = 0,
    Start = 1,
    End = 2,
    Both = Start | End,
}
