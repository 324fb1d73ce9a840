using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Generator.Declaring;

/// <summary>
/// A method of an extension block is two: what the user writes, whose receiver is a parameter of the block, and the static method
/// of the class around it that takes the receiver first. Coroutines are declared and called as the latter, and bound as the former.
/// </summary>
internal static class ExtensionBlock
{
    /// <summary>The method as a member of its class; of all others, the method itself.</summary>
    public static IMethodSymbol AsMember(this IMethodSymbol method)
    {
        // Compilers differ in whether they hand it out constructed already.
        if (!method.ContainingType.IsExtension || method.OriginalDefinition.AssociatedExtensionImplementation?.OriginalDefinition is not { } member)
            return method;
        return member.Arity == 0 || method.IsDefinition ? member : member.Construct([.. method.ContainingType.TypeArguments, .. method.TypeArguments]);
    }

    /// <summary>The parameter of the block, if the method is called on it.</summary>
    public static IParameterSymbol? Receiver(IMethodSymbol method) =>
        method is { IsStatic: false, ContainingType: { IsExtension: true, ExtensionParameter: { } receiver } } ? receiver : null;

    public static ExtensionBlockDeclarationSyntax? Around(MethodDeclarationSyntax method) => method.Parent as ExtensionBlockDeclarationSyntax;

    /// <summary>Whether the receiver comes before the method's own parameters.</summary>
    public static bool TakesReceiver(MethodDeclarationSyntax method) => Around(method) is not null && !method.Modifiers.Any(SyntaxKind.StaticKeyword);

    /// <summary>All parameters of the static method, as they are written.</summary>
    public static IEnumerable<ParameterSyntax> Parameters(MethodDeclarationSyntax method) => TakesReceiver(method)
        ? (Around(method)!.ParameterList?.Parameters ?? []).Concat(method.ParameterList.Parameters)
        : method.ParameterList.Parameters;

    /// <summary>Such as "extension&lt;T&gt;(List&lt;T&gt; list) where T : class".</summary>
    public static string Head(ExtensionBlockDeclarationSyntax block) =>
        $"extension{block.TypeParameterList}{block.ParameterList}".Trim() + string.Concat(block.ConstraintClauses.Select(clause => " " + clause.WithoutTrivia()));
}
