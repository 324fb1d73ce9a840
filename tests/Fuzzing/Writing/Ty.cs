namespace PollGen.Fuzzing.Writing;

/// <summary>A type of values in the programs.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Names">What its variables are called.</param>
internal sealed record Ty(string Text, string Names)
{
    public static readonly Ty Int = new("int", "n m i j k");
    public static readonly Ty Long = new("long", "big wide");
    public static readonly Ty Bool = new("bool", "yes ok isSo");
    public static readonly Ty Str = new("string", "s text word");
    public static readonly Ty IntN = new("int?", "maybe some");
    public static readonly Ty Obj = new("object?", "o thing");
    public static readonly Ty Ints = new("int[]", "items all row");
    public static readonly Ty List = new("List<int>", "list more");
    public static readonly Ty Pair = new("(int A, string B)", "pair both");
    public static readonly Ty Duo = new("Duo", "duo p q");
    public static readonly Ty DuoN = new("Duo?", "maybeDuo");
    public static readonly Ty Knot = new("Knot", "knot a b");
    public static readonly Ty KnotN = new("Knot?", "next last");
    public static readonly Ty Figure = new("Figure", "figure shape");
    public static readonly Ty Tint = new("Tint", "tint");
    public static readonly Ty Func = new("Func<int, int>", "f g");

    /// <summary>What cannot stand in a generic type, so that only a few forms use it.</summary>
    public static readonly Ty Span = new("Span<int>", "span part slice");
    public static readonly Ty Chars = new("ReadOnlySpan<char>", "letters tail");

    public static readonly Ty Bytes = new("ReadOnlySpan<byte>", "bytes octets");

    /// <summary>A ref struct of the program's own.</summary>
    public static readonly Ty Window = new("Window", "window pane");

    /// <summary>An inline array: only its elements are used.</summary>
    public static readonly Ty Four = new("Four", "four quad");

    /// <summary>As a parameter only: inside it is a variable like others.</summary>
    public static readonly Ty RefInt = new("ref int", "target aim");

    public static readonly IReadOnlyList<Ty> All = [Int, Long, Bool, Str, IntN, Obj, Ints, List, Pair, Duo, DuoN, Knot, KnotN, Figure, Tint, Func];

    /// <summary>Whether every expression of it has this very type without being told.</summary>
    public bool IsPlain => this == Int || this == Long || this == Bool || this == Str || this == Ints || this == List || this == Duo || this == Knot || this == Tint;

    /// <summary>Whether no lambda can capture it and no future of it can be kept.</summary>
    public bool IsRefLike => this == Span || this == Chars || this == Bytes || this == Window || this == RefInt;

    public override string ToString() => Text;
}
