// When the box of a captured variable is made. Mostly where the variable is declared: then each pass of a loop makes a new one. But a
// jump back within a block does not enter the block anew, and C# keeps its variables; there the boxes are made where the block begins,
// and so are those that a local function of the block may be called before.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private readonly HashSet<Variable> boxed = [];

    /// <summary>Makes the boxes of the captured variables that belong to a block.</summary>
    private void BindBoxes(IEnumerable<StatementSyntax> statements)
    {
        foreach (var (symbol, declaration) in statements.SelectMany(LocalsOf))
        {
            if (scope.VariableOf(symbol) is null && scope.Declare(symbol, declaration) is { IsCaptured: true } variable && boxed.Add(variable))
                Add(new BoundDeclaration(variable, null, variable.Type));
        }
    }

    /// <summary>A variable begins here; one whose box is there already is only assigned.</summary>
    private void AddDeclaration(BoundDeclaration declaration, SyntaxNode? source = null)
    {
        if (!boxed.Contains(declaration.Variable))
            Add(declaration, source);
        else if (declaration.Value is { } value)
            Add(AssignmentOf(declaration.Variable, value), source);
    }

    // Out and pattern variables of a condition belong to the block around the statement, except those of loops, and of an arm of a switch to the arm.
    private IEnumerable<(ISymbol Symbol, SyntaxNode Declaration)> LocalsOf(StatementSyntax statement)
    {
        while (statement is LabeledStatementSyntax labelled)
            statement = labelled.Statement;
        SyntaxNode? expressions = statement switch
        {
            LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax => statement,
            IfStatementSyntax branch => branch.Condition,
            SwitchStatementSyntax choice => choice.Expression,
            LockStatementSyntax locked => locked.Expression,
            _ => null,
        };
        return (expressions?.DescendantNodesAndSelf(node => !BodyIndex.IsNestedFunction(node) && node is not SwitchExpressionArmSyntax) ?? [])
            .Where(node => node is VariableDeclaratorSyntax or SingleVariableDesignationSyntax)
            .Select(node => (Symbol: model.GetDeclaredSymbol(node) as ILocalSymbol, Declaration: node))
            .Where(local => local.Symbol is { IsConst: false } symbol && index.IsCaptured(symbol, local.Declaration))
            .Select(local => ((ISymbol)local.Symbol!, local.Declaration));
    }
}
