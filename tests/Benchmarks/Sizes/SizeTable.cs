using static PollGen.Benchmarks.Sizes.SizeRow;

namespace PollGen.Benchmarks.Sizes;

/// <summary>The size table: rustc's column and the hand-written minimum as data, ours measured.</summary>
/// <remarks>
/// <para>The leaf is a future of one byte that is pending once and then gives a <c>uint</c>. "After" means: used after the suspension.
/// Where a shape holds a reference-counted pointer in Rust, ours holds an object reference; both are 8 bytes. A list is 24 bytes
/// inline in Rust and one reference here, hence the minimum of 14m.</para>
/// <para>rustc's column is printed by <c>rust/future_sizes.rs</c>. The minimum has one tag for the whole tree, arguments kept once, and
/// shared room for everything that never lives together. The bars: the minimum; two bytes more where only a tag of the child's own
/// stands in the way; rustc's size where separate compilation does, or a combinator that knows nothing of its children's layout.</para>
/// </remarks>
public static class SizeTable
{
    public static IReadOnlyList<SizeRow> Shapes { get; } =
    [
        new("1", "no suspension", 1, 1, 1, Of(Sizes.Shapes.Trivial())),
        new("2", "a leaf awaited, a uint parameter used after", 12, 8, 8, Of(Sizes.Shapes.LeafThenParameter(1))),
        new("2n", "an always-ready empty leaf, a uint parameter used after", 12, 8, 8, Of(Sizes.Shapes.NowThenParameter(1))),
        new("3", "a uint parameter used only before", 8, 8, 8, Of(Sizes.Shapes.ParameterBefore(1))),
        new("3b", "a 256-byte parameter used only before", 514, 257, 257, Of(Sizes.Shapes.BigParameterBefore(default))),
        new("4", "three children in sequence, holding buffers of 8, 64, 256 bytes", 272, 264, 264, Of(Sizes.Shapes.Sequence())),
        new("5", "two 256-byte buffers, each live across one suspension, in blocks", 268, 264, 264, Of(Sizes.Shapes.TwoBlocks())),
        new("5m", "the same without the blocks", 524, 264, 264, Of(Sizes.Shapes.TwoBuffers())),
        new("6", "a 1 KiB buffer and a reference to one of its elements, both after", 1040, 1040, 1040, Of(Sizes.Shapes.BufferAndElement())),
        new("7", "ten deep, each with a ulong parameter before and a ulong local after", 240, 88, 240, Of(Sizes.Shapes.Both10(1))),
        new("7q", "ten deep, each with a ulong local after", 160, 88, 160, Of(Sizes.Shapes.Local10())),
        new("8", "ten deep, nothing kept", 11, 2, 11, Of(Sizes.Shapes.Nothing10())),
        new("9", "a join of two children that hold 64-byte buffers", 140, 136, 140, Of(Sizes.Shapes.JoinOfTwo())),
        new("10", "a loop with counter, bound and total, and an object parameter", 40, 24, 24, Of(Sizes.Shapes.LoopOverParameter(3, new Cell(1)))),
        new("10r", "the same with the object in a local", 32, 24, 24, Of(Sizes.Shapes.LoopOverLocal(3))),
        new("11", "three fallible children in sequence, each holding a 16-byte buffer", 32, 28, 28, Of(Sizes.Shapes.ThreeFallible())),
        new("12", "a branch: a child with a 16-byte or one with a 128-byte buffer", 132, 130, 132, Of(Sizes.Shapes.Branch(true))),
        new("13", "four object parameters, all used after", 72, 40, 40, Of(Sizes.Shapes.FourObjects(new(1), new(1), new(1), new(1)))),
        new("14e", "a 256-byte parameter used after", 514, 258, 258, Of(Sizes.Shapes.Eat(default))),
        new("14", "a 256-byte local handed to 14e", 515, 258, 260, Of(Sizes.Shapes.HandOver())),
        new("14c", "the same, the local read once before it is handed over", 771, 258, 260, Of(Sizes.Shapes.ReadAndHandOver())),
        new("14m", "a list parameter handed to a child that uses it after", 88, 16, 16, Of(Sizes.Shapes.HandListOn([]))),
        new("14w", "a coroutine that awaits a future it is given (a 256-byte buffer)", 517, 258, 260, Of(Sizes.Shapes.Wrap(Sizes.Shapes.Hold256()))),
        new("14w3", "three of those around each other", 2071, 258, 2071, Of(Sizes.Shapes.Wrap(Sizes.Shapes.Wrap(Sizes.Shapes.Wrap(Sizes.Shapes.Hold256()))))),
    ];

    /// <summary>Renamed, reordered and retyped; the bars are made like those of the shapes named.</summary>
    public static IReadOnlyList<SizeRow> Variants { get; } =
    [
        new("2'", "a leaf awaited, a long parameter used after", null, 16, 16, Of(Sizes.Variants.Offset(1))),
        new("3b'", "a 64-byte and a short parameter used only before", null, 68, 68, Of(Sizes.Variants.Announce(default, 1))),
        new("4'", "three children holding buffers of 256, 8, 64 bytes, a long total", null, 264, 264, Of(Sizes.Variants.Falling())),
        new("5m'", "buffers of 128, 128, 64 bytes, each live across one suspension", null, 136, 136, Of(Sizes.Variants.ThreeBuffers())),
        new("9'", "a join of three children holding buffers of 16, 128 and 64 bytes", null, 212, 224, Of(Sizes.Variants.JoinOfThree())),
        new("10'", "a countdown of a byte parameter, a long total, a string", null, 24, 24, Of(Sizes.Variants.Countdown("", 1))),
        new("11'", "four fallible children, each holding a 32-byte buffer", null, 48, 48, Of(Sizes.Variants.FourAttempts())),
        new("12'", "a switch over children with buffers of 64, 128 and 16 bytes", null, 130, 132, Of(Sizes.Variants.ThreeWays(1))),
        new("13'", "two strings, an int and a short, all used after", null, 24, 24, Of(Sizes.Variants.TwoNames(1, "", "", 1))),
        new("14c'", "a 64-byte local, read once, then handed over", null, 66, 68, Of(Sizes.Variants.PeekAndPass())),
        new("14m'", "a dictionary and an int handed to a child that uses both after", null, 16, 16, Of(Sizes.Variants.PassTable([], 1))),
    ];
}
