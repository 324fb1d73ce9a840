namespace PollGen.Conformance.Tests.Testing;

/// <summary>Types for patterns and for <c>with</c>.</summary>
public abstract record Figure;

public sealed record Dot(int X) : Figure;

public sealed record Line(Dot From, Dot To) : Figure
{
    public string? Label { get; init; }
}

public enum Tint
{
    Red,
    Green,
    Blue,
}

/// <summary>A truth value with its own short circuit.</summary>
public readonly struct Tri(Trace t, bool value)
{
    public bool Value => value;

    public static bool operator true(Tri tri) => tri.Say("true");

    public static bool operator false(Tri tri) => !tri.Say("false");

    public static Tri operator &(Tri left, Tri right) => new(left.Trace, left.Value & right.Value);

    public static Tri operator |(Tri left, Tri right) => new(left.Trace, left.Value | right.Value);

    private Trace Trace => t;

    private bool Say(string question)
    {
        t.Log($"{question}? {value}");
        return value;
    }
}
