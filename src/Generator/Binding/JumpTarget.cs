using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

/// <summary>Where break, continue and goto lead when they leave copied text; null when they stay inside it.</summary>
internal static class JumpTarget
{
    public static Label? Of(StatementSyntax jump, Scope scope) => jump switch
    {
        BreakStatementSyntax => Enclosing(jump, scope, isBreak: true)?.Break,
        ContinueStatementSyntax => Enclosing(jump, scope, isBreak: false)?.Continue,
        GotoStatementSyntax go => OfGoto(go, scope),
        _ => null,
    };

    private static (Label Break, Label? Continue)? Enclosing(SyntaxNode jump, Scope scope, bool isBreak)
    {
        var target = jump.Ancestors().First(node => IsLoop(node) || (isBreak && node is SwitchStatementSyntax));
        return scope.Jumps.TryGetValue(target, out var labels) ? labels : null;
    }

    private static bool IsLoop(SyntaxNode node) =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    private static Label? OfGoto(GotoStatementSyntax jump, Scope scope)
    {
        if (jump.IsKind(SyntaxKind.GotoStatement))
        {
            var label = scope.Model.GetSymbolInfo(jump.Expression!).Symbol!;
            return IsFlat(label, scope) ? scope.LabelOf(label) : null;
        }

        var sections = jump.FirstAncestorOrSelf<SwitchStatementSyntax>()!;
        var labels = sections.Sections.SelectMany(section => section.Labels);
        var target = jump.IsKind(SyntaxKind.GotoDefaultStatement)
            ? labels.FirstOrDefault(label => label is DefaultSwitchLabelSyntax)
            : labels.FirstOrDefault(label => IsCase(label, scope.Model.GetConstantValue(jump.Expression!).Value, scope));
        return target is not null && scope.Sections.TryGetValue(target, out var start) ? start : null;
    }

    private static bool IsCase(SwitchLabelSyntax label, object? value, Scope scope)
    {
        var expression = label switch
        {
            CaseSwitchLabelSyntax simple => simple.Value,
            CasePatternSwitchLabelSyntax { Pattern: ConstantPatternSyntax constant } => constant.Expression,
            _ => null,
        };
        return expression is not null && scope.Model.GetConstantValue(expression) is { HasValue: true, Value: var other } && Same(value, other);
    }

    // "goto case 1" in a switch on a byte: the constants have different types.
    private static bool Same(object? left, object? right) => left is null or string or bool || right is null or string or bool
        ? Equals(left, right)
        : Convert.ToDecimal(left is char a ? (int)a : left) == Convert.ToDecimal(right is char b ? (int)b : right);

    // A label is taken apart when the block that it stands in is.
    private static bool IsFlat(ISymbol label, Scope scope)
    {
        var statement = label.DeclaringSyntaxReferences[0].GetSyntax();
        return statement.FirstAncestorOrSelf<StatementSyntax>() is { } labelled && StatementShape.IsTakenApart(labelled.Parent, scope.Index);
    }
}
