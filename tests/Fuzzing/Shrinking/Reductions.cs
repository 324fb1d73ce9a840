using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Fuzzing.Shrinking;

/// <summary>The programs that are one step smaller, the boldest steps first.</summary>
internal static class Reductions
{
    private static readonly string[] Literals = ["0", "\"\"", "false", "true", "null", "1", "new Duo(1, 2)", "new Knot(1)", "new[] { 1, 2, 3 }", "(int?)1", "(object)1", "(1, \"\")", "new List<int> { 1, 2, 3 }"];

    public static IEnumerable<string> Of(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source, Compiling.BatchCompiler.CSharp14).GetRoot();
        return Nodes(root).Concat(Unwrapped(root)).Concat(Simplified(root)).Select(smaller => smaller.ToFullString()).Where(text => text.Length < source.Length).Distinct();
    }

    private static IEnumerable<T> Largest<T>(SyntaxNode root)
        where T : SyntaxNode => root.DescendantNodes().OfType<T>().OrderByDescending(node => node.Span.Length);

    private static IEnumerable<SyntaxNode> Nodes(SyntaxNode root)
    {
        foreach (var member in Largest<MemberDeclarationSyntax>(root).Where(member => member is MethodDeclarationSyntax { Identifier.ValueText: not "Main" } or TypeDeclarationSyntax { Parent: TypeDeclarationSyntax }))
            yield return root.RemoveNode(member, SyntaxRemoveOptions.KeepNoTrivia)!;
        // Halves of blocks, then single statements.
        foreach (var block in Largest<BlockSyntax>(root).Where(block => block.Statements.Count > 3))
        {
            int half = block.Statements.Count / 2;
            yield return root.ReplaceNode(block, block.WithStatements([.. block.Statements.Skip(half)]));
            yield return root.ReplaceNode(block, block.WithStatements([.. block.Statements.Take(half)]));
        }

        foreach (var statement in Largest<StatementSyntax>(root).Where(statement => statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax))
            yield return root.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)!;
        foreach (var part in root.DescendantNodes().Where(node => node is CatchClauseSyntax or FinallyClauseSyntax or ElseClauseSyntax or CatchFilterClauseSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or WhenClauseSyntax or CatchDeclarationSyntax))
            yield return root.RemoveNode(part, SyntaxRemoveOptions.KeepNoTrivia)!;
        foreach (var list in root.DescendantNodes().OfType<InitializerExpressionSyntax>().Where(list => list.Parent is BaseObjectCreationExpressionSyntax))
            yield return root.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    private static IEnumerable<SyntaxNode> Unwrapped(SyntaxNode root)
    {
        foreach (var statement in Largest<StatementSyntax>(root))
        {
            foreach (var inner in statement.ChildNodes().SelectMany(child => child is StatementSyntax ? [child] : child is FinallyClauseSyntax or ElseClauseSyntax or CatchClauseSyntax ? child.ChildNodes() : []).OfType<StatementSyntax>())
            {
                if (statement.Parent is BlockSyntax outer && inner is BlockSyntax block)
                    yield return root.ReplaceNode(outer, outer.WithStatements([.. outer.Statements.SelectMany(other => other == statement ? block.Statements : [other])]));
                else if (statement is not BlockSyntax { Parent: not BlockSyntax })
                    yield return root.ReplaceNode(statement, inner);
            }
        }
    }

    private static IEnumerable<SyntaxNode> Simplified(SyntaxNode root)
    {
        foreach (var expression in Largest<ExpressionSyntax>(root).Where(expression => expression is not (TypeSyntax or InitializerExpressionSyntax) || expression is IdentifierNameSyntax { Parent: ArgumentSyntax or EqualsValueClauseSyntax or BinaryExpressionSyntax }))
        {
            foreach (var inner in expression.DescendantNodes(node => node == expression || node is ArgumentListSyntax or ArgumentSyntax or ParenthesizedExpressionSyntax or InitializerExpressionSyntax).OfType<ExpressionSyntax>().Where(inner => inner != expression && inner is not InitializerExpressionSyntax))
                yield return root.ReplaceNode(expression, inner.WithTriviaFrom(expression));
            if (expression.Span.Length > 8)
            {
                foreach (string literal in Literals)
                    yield return root.ReplaceNode(expression, SyntaxFactory.ParseExpression(literal).WithTriviaFrom(expression));
            }
        }
    }
}
