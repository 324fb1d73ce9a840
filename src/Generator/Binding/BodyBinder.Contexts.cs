// Blocks that say how the code in them is compiled: checked, unchecked, unsafe. Where such a block suspends, its statements are taken
// apart like any others, and what remains of each is put into the context again.
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>Whether an unsafe block has been taken apart.</summary>
    private bool isUnsafe;

    private void BindChecked(CheckedStatementSyntax block) => InOverflow(block.Keyword.Text, () => BindStatement(block.Block));

    private void BindUnsafe(UnsafeStatementSyntax block)
    {
        isUnsafe = true;
        BindStatement(block.Block);
    }

    private void InOverflow(string keyword, Action bind)
    {
        var outer = scope.Overflow;
        scope.Overflow = keyword;
        bind();
        scope.Overflow = outer;
    }

    /// <summary>A value that is evaluated in the context of the block around it.</summary>
    private Code InContext(Code value) => scope.Overflow is null || IsPlain(value) ? value : $"{scope.Overflow}(" + value + ")";

    private BoundStatement InContext(BoundStatement statement) => scope.Overflow is null ? statement : statement switch
    {
        BoundCode code => code with { Code = $"{scope.Overflow} {{ " + code.Code + " }" },
        BoundDeclaration { Value: { } value } declaration => declaration with { Value = InContext(value) },
        BoundConstant constant => constant with { Value = InContext(constant.Value) },
        BoundReturn { Value: { } value } result => result with { Value = InContext(value) },
        BoundIf branch => branch with { Condition = InContext(branch.Condition) },
        BoundLoop { Condition: { } condition } loop => loop with { Condition = InContext(condition) },
        BoundDispatch choice => choice with { Governing = InContext(choice.Governing) },
        BoundSuspension { Suspension: { Kind: SuspensionKind.Await } suspension } => new BoundSuspension(suspension with { Make = InContext(suspension.Make) }),
        _ => statement,
    };

    // Nothing can overflow there, and references cannot stand in a context.
    private static bool IsPlain(Code value) =>
        value.Pieces is [] or [VariablePiece] || value.Pieces is [TextPiece { Text: var text }, ..] && text.StartsWith("ref ", StringComparison.Ordinal);
}
