using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes;

/// <summary>The attribute [Coroutine] in a file.</summary>
internal static class CoroutineMark
{
    /// <summary>That of the method or local function around a diagnostic; null where there is none.</summary>
    public static AttributeSyntax? Of(Place place) => place.Node.AncestorsAndSelf()
        .Select(node => node switch
        {
            MethodDeclarationSyntax method => method.AttributeLists,
            LocalFunctionStatementSyntax function => function.AttributeLists,
            _ => (SyntaxList<AttributeListSyntax>?)null,
        })
        .FirstOrDefault(lists => lists is not null)?
        .SelectMany(list => list.Attributes).FirstOrDefault(attribute => place.Model.GetTypeInfo(attribute).Type.IsCoroutineAttribute());

    /// <summary>The attribute with a value for one of its properties.</summary>
    public static AttributeSyntax With(AttributeSyntax mark, string property, LiteralExpressionSyntax value)
    {
        var old = mark.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property);
        return old is null
            ? mark.AddArgumentListArguments(SyntaxFactory.AttributeArgument(SyntaxFactory.NameEquals(property), null, value))
            : mark.ReplaceNode(old, old.WithExpression(value));
    }
}
