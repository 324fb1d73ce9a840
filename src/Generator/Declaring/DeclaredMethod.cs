using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Generator.Declaring;

/// <summary>A declared coroutine as a compilation of the same sources knows it.</summary>
/// <param name="Method">Its symbol.</param>
/// <param name="Syntax">Its text, with the body if it has one.</param>
internal sealed record DeclaredMethod(IMethodSymbol Method, MethodDeclarationSyntax Syntax)
{
    /// <summary>Finds a declaration again; null where a broken source declares it twice, or not as a method.</summary>
    /// <remarks>Ids of types are read back by Roslyn; those of methods are not all, so they are only compared.</remarks>
    public static DeclaredMethod? Find(CoroutineDeclaration declaration, Compilation compilation)
    {
        var type = DocumentationCommentId.GetFirstSymbolForDeclarationId(declaration.ContainingTypeId, compilation) as INamedTypeSymbol;
        var method = type is null ? null : type.GetTypeMembers().Where(block => block.IsExtension).Prepend(type).SelectMany(owner => owner.GetMembers().OfType<IMethodSymbol>())
            .FirstOrDefault(member => !member.IsImplicitlyDeclared && member.AsMember().GetDocumentationCommentId() == declaration.DocumentationId);
        return method is null ? null : Of(method);
    }

    /// <summary>The part of a method that has the body, if it is partial.</summary>
    public static DeclaredMethod? Of(IMethodSymbol method)
    {
        var part = method.PartialImplementationPart ?? method;
        return part.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax syntax ? new(part, syntax) : null;
    }
}
