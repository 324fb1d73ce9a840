// In: a coroutine. Out: what its overload looks like.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Equality;

namespace PollGen.Generator.Declaring;

internal static class OverloadReader
{
    // What callers should know of the method, and so of its overload. What speaks of its body or its result stays with it.
    private static readonly HashSet<string> ForCallers =
    [
        "ObsoleteAttribute", "ExperimentalAttribute", "EditorBrowsableAttribute", "OverloadResolutionPriorityAttribute", "CLSCompliantAttribute",
        "RequiresUnreferencedCodeAttribute", "RequiresDynamicCodeAttribute", "RequiresAssemblyFilesAttribute", "RequiresPreviewFeaturesAttribute",
        "SupportedOSPlatformAttribute", "UnsupportedOSPlatformAttribute",
    ];

    public static Overload Read(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel model, string name, IEnumerable<DeclaredParameter> parameters)
    {
        var isExplicit = syntax.ExplicitInterfaceSpecifier is not null;
        return new Overload(
            Name: Keywords.Escape(name),
            Modifiers: string.Join(" ", Modifiers(method, isExplicit, ExtensionBlock.TakesReceiver(syntax)).Where(modifier => modifier.Length > 0)),
            Interface: syntax.ExplicitInterfaceSpecifier?.WithoutTrivia().ToString() ?? "",
            TypeParameters: syntax.TypeParameterList is null ? "" : $"<{string.Join(", ", syntax.TypeParameterList.Parameters.Select(parameter => parameter.Identifier.Text))}>",
            Parameters: parameters.ToEquatable(),
            Constraints: string.Join(" ", syntax.ConstraintClauses.Select(clause => clause.WithoutTrivia().ToString())),
            IsBoxed: method.IsBoxed() || isExplicit,
            Attributes: method.GetAttributes().Where(attribute => IsForCallers(attribute, syntax)).Select(attribute => $"[{attribute.ApplicationSyntaxReference!.GetSyntax().WithoutTrivia()}]").ToEquatable(),
            Documentation: IsDocumented(syntax) ? method.GetDocumentationCommentId() ?? "" : "",
            DocumentsResult: Documentation(syntax).Any(trivia => trivia.ToString().Contains("<returns")),
            Block: ExtensionBlock.Around(syntax) is { } block ? ExtensionBlock.Head(block) : "",
            Implementations: Implementations(method, model, syntax.SpanStart, name).ToEquatable());
    }

    // Text of another file, of a partial method, would be read with other usings.
    private static bool IsForCallers(AttributeData attribute, SyntaxNode syntax) =>
        attribute is { AttributeClass: { Name: var name } type, AttributeConstructor: not null, ApplicationSyntaxReference: { } reference }
        && ForCallers.Contains(name) && type.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal)
        && reference.SyntaxTree == syntax.SyntaxTree;

    private static bool IsDocumented(SyntaxNode syntax) => Documentation(syntax).Any();

    private static IEnumerable<SyntaxTrivia> Documentation(SyntaxNode syntax) => syntax.GetLeadingTrivia().Where(
        trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia)
            || trivia.ToString().StartsWith("///", StringComparison.Ordinal));

    private static IEnumerable<string> Modifiers(IMethodSymbol method, bool isExplicit, bool takesReceiver)
    {
        if (!isExplicit)
            yield return SyntaxFacts.GetText(method.DeclaredAccessibility);
        if (method.IsStatic && !takesReceiver)
            yield return "static";
        if (method.IsAbstract)
            yield return "abstract";
        if (method.IsOverride)
            yield return method.IsSealed ? "sealed override" : "override";
        if (method.IsVirtual && !isExplicit)
            yield return "virtual";
        // Without it an instance member of an interface would be virtual.
        if (method is { IsAbstract: false, IsVirtual: false, IsStatic: false, ContainingType.TypeKind: TypeKind.Interface } && !isExplicit && method.DeclaredAccessibility != Accessibility.Private)
            yield return "sealed";
    }

    // An overload of the same name and result implements the interface's as it stands; every other needs help.
    private static IEnumerable<Implementation> Implementations(IMethodSymbol method, SemanticModel model, int position, string name) =>
        from member in Dispatch.ImplicitlyImplemented(method)
        let mark = member.OriginalDefinition.CoroutineMark()
        where mark is not null && IsEmitted(member.OriginalDefinition, model)
        let other = member.HasHandedIn() ? BoxFactory.NameOf(member) : MachineName.OverloadOf(member.OriginalDefinition, mark)
        where !method.IsBoxed() || other != (member.HasHandedIn() ? BoxFactory.NameOf(method) : name)
        select new Implementation($"{member.ContainingType.NameAt(model, position)}.{Keywords.Escape(other)}", member.IsStatic, ConstraintText.Inherited(method));

    /// <summary>Whether a coroutine has an overload: of this compilation, one that has nothing wrong.</summary>
    public static bool IsEmitted(IMethodSymbol coroutine, SemanticModel model)
    {
        if (coroutine.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not MethodDeclarationSyntax syntax)
            return true;
        var own = syntax.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(syntax.SyntaxTree);
        return DeclarationReader.Read(coroutine, syntax, own).IsEmitted;
    }
}
