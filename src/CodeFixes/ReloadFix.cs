using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using PollGen.CodeFixes.AsyncMethods;

namespace PollGen.CodeFixes;

/// <summary>
/// PG0104: sets a span, a reference or another ref struct again behind the suspension that it cannot live across, as it was set first. Offered where that
/// evaluates the same text over variables which nobody has changed, and where the suspension is a statement of its own.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReloadFix() : DocumentFix("PG0104", "Make it again after the suspension")
{
    private const string Variable = nameof(Variable);

    private protected override bool CanFix(Place place) => Find(place) is not null;

    private protected override void Edit(Place place, SyntaxEditor editor)
    {
        var (statement, variable) = Find(place)!.Value;
        var again = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.IdentifierName(variable.Identifier.WithoutTrivia()).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
            variable.Initializer!.Value.WithoutTrivia()));
        editor.InsertAfter(statement, again.WithLeadingTrivia(Indentation.Of(statement)).WithTrailingTrivia(Indentation.LineEnd(statement)));
    }

    private static (StatementSyntax Statement, VariableDeclaratorSyntax Variable)? Find(Place place)
    {
        if (!place.Diagnostic.Properties.TryGetValue(Variable, out var name)
            || place.Around<StatementSyntax>() is not { Parent: BlockSyntax } statement
            || statement is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 })
            || place.Around<MemberDeclarationSyntax>() is not { } member)
            return null;
        var declarators = member.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(declarator => declarator.Identifier.ValueText == name).ToList();
        return declarators.Count == 1 && declarators[0] is { Initializer: not null, Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Parent: BlockSyntax block } } variable
            && block.Span.Contains(statement.Span) && variable.SpanStart < statement.SpanStart
            && CanRepeat(variable.Initializer.Value, place.Model, member)
            && place.Model.GetDeclaredSymbol(variable) is { } local
            && !IsWritten(local, place.Model, member, variable.Initializer.Value.ToString()) && !IsNamed(local, place.Model, statement)
            ? (statement, variable)
            : null;
    }

    /// <summary>Whether it is a call or the like whose text means the same later.</summary>
    private static bool CanRepeat(ExpressionSyntax value, SemanticModel model, SyntaxNode member)
    {
        var plain = value is RefExpressionSyntax reference ? reference.Expression : value;
        return plain is InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or BaseObjectCreationExpressionSyntax { Initializer: null }
            && plain.DescendantNodesAndSelf().All(node => node switch
            {
                ArgumentSyntax argument => argument.RefKindKeyword.RawKind is 0 or (int)SyntaxKind.InKeyword,
                AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or AnonymousFunctionExpressionSyntax or StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax
                    or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax or DeclarationExpressionSyntax => false,
                PrefixUnaryExpressionSyntax unary => unary.Kind() is not (SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression),
                IdentifierNameSyntax name => model.GetSymbolInfo(name).Symbol switch
                {
                    ILocalSymbol local => !IsWritten(local, model, member),
                    IParameterSymbol parameter => !parameter.Type.IsCo() && !IsWritten(parameter, model, member),
                    _ => true,
                },
                _ => true,
            });
    }

    /// <summary>Whether anything but its declaration, and what sets it to the same again, gives the variable a value.</summary>
    private static bool IsWritten(ISymbol variable, SemanticModel model, SyntaxNode member, string? again = null) => Uses(variable, model, member).Any(use => use.Parent switch
    {
        // Assigning to a reference changes what it refers to.
        AssignmentExpressionSyntax assignment => assignment.Left == use && assignment.Right.ToString() != again && (variable is not ILocalSymbol { IsRef: true } || assignment.Right is RefExpressionSyntax),
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind is (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax },
        RefExpressionSyntax => true,
        PostfixUnaryExpressionSyntax => true,
        PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
        _ => false,
    });

    private static bool IsNamed(ISymbol variable, SemanticModel model, SyntaxNode statement) => Uses(variable, model, statement).Any();

    private static IEnumerable<IdentifierNameSyntax> Uses(ISymbol variable, SemanticModel model, SyntaxNode text) => text.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(name => name.Identifier.ValueText == variable.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, variable));
}
