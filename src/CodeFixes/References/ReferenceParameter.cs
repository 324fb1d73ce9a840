using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.References;

/// <summary>A parameter by value that can become one by reference: its method leaves the value where it stands, and every call can hand it in so.</summary>
/// <param name="Syntax">Its declaration.</param>
/// <param name="Keyword"><c>ref</c>, or <c>in</c> where the method only looks at it.</param>
/// <param name="Arguments">The arguments that say so, too.</param>
internal sealed record ReferenceParameter(ParameterSyntax Syntax, SyntaxKind Keyword, IReadOnlyList<ArgumentSyntax> Arguments)
{
    /// <returns>Null where something would not build any more, or where it would be a move in another place.</returns>
    public static ReferenceParameter? Of(IParameterSymbol parameter, Project project, Compilation compilation)
    {
        parameter = parameter.OriginalDefinition;
        if (parameter is not { RefKind: RefKind.None, IsParams: false, IsThis: false, IsOptional: false, ContainingSymbol: IMethodSymbol method }
            || !CanChange(method, project)
            || parameter.DeclaringSyntaxReferences is not [var declaration] || declaration.GetSyntax() is not ParameterSyntax { Parent.Parent: { } function } syntax
            || syntax.Modifiers.Count > 0)
        {
            return null;
        }

        var uses = VariableUse.In(function, parameter, compilation.GetSemanticModel(function.SyntaxTree));
        if (uses.Any(use => use.Kind is UseKind.Move or UseKind.Set or UseKind.Captured) || IsSuspended(method, function) || ArgumentsFor(parameter, method, compilation) is not { } arguments)
            return null;
        var isRead = uses.All(use => use.Kind == UseKind.Read);
        var variables = arguments.Where(argument => Variables.IsVariable(compilation.GetSemanticModel(argument.SyntaxTree).GetOperation(argument.Expression))).ToList();
        return isRead || variables.Count == arguments.Count ? new(syntax, isRead ? SyntaxKind.InKeyword : SyntaxKind.RefKeyword, variables) : null;
    }

    private static bool CanChange(IMethodSymbol method, Project project) =>
        method is { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction, IsVirtual: false, IsOverride: false, IsAbstract: false, IsExtern: false, IsPartialDefinition: false, PartialDefinitionPart: null }
        && !method.GetAttributes().Any(mark => mark.AttributeClass.IsCoroutineAttribute())
        && !method.Parameters.Any(parameter => parameter.Type.IsCo())
        && (method.MethodKind == MethodKind.LocalFunction || (!Implements(method) && method.ContainingType.TypeKind != TypeKind.Interface && IsKnownWhole(method, project)));

    private static bool Implements(IMethodSymbol method) => !method.ExplicitInterfaceImplementations.IsEmpty
        || method.ContainingType.AllInterfaces.SelectMany(one => one.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    /// <summary>Whether all calls are in the project.</summary>
    private static bool IsKnownWhole(IMethodSymbol method, Project project) => method.DeclaredAccessibility == Accessibility.Private
        || !project.Solution.GetProjectDependencyGraph().GetProjectsThatDirectlyDependOnThisProject(project.Id).Any();

    // C# has no reference parameters there.
    private static bool IsSuspended(IMethodSymbol method, SyntaxNode function) => method.IsAsync || function.DescendantNodes(node => node is not LocalFunctionStatementSyntax || node == function).Any(node => node is YieldStatementSyntax);

    /// <summary>What is handed in, by all calls; null where the method is used in another way, or is handed something of another type.</summary>
    private static List<ArgumentSyntax>? ArgumentsFor(IParameterSymbol parameter, IMethodSymbol method, Compilation compilation)
    {
        var arguments = new List<ArgumentSyntax>();
        foreach (var tree in compilation.SyntaxTrees.Where(tree => !tree.IsGenerated()))
        {
            SemanticModel? model = null;
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == method.Name))
            {
                model ??= compilation.GetSemanticModel(tree);
                if (!MayName(model.GetSymbolInfo(name), method, out var isReduced) || name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } })
                    continue;
                var call = (name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent.Parent : name.Parent) as InvocationExpressionSyntax;
                var position = parameter.Ordinal - (isReduced ? 1 : 0);
                if (call?.ArgumentList.Arguments is not { } given
                    || (given.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name) ?? (position >= 0 ? given.ElementAtOrDefault(position) : null)) is not { } found
                    || (found.NameColon is { Name.Identifier.ValueText: var named } && named != parameter.Name)
                    || IsConverted(model.GetTypeInfo(found.Expression)))
                {
                    return null;
                }

                arguments.Add(found);
            }
        }

        return arguments;
    }

    /// <summary>Whether a name means the method, or would if what it is called with were there: overloads of coroutines may not have been generated yet.</summary>
    private static bool MayName(SymbolInfo info, IMethodSymbol method, out bool isReduced)
    {
        var called = (info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols).OfType<IMethodSymbol>()
            .FirstOrDefault(one => SymbolEqualityComparer.Default.Equals((one.ReducedFrom ?? one).OriginalDefinition, method));
        isReduced = called?.ReducedFrom is not null;
        return called is not null;
    }

    private static bool IsConverted(TypeInfo type) => type is { Type: { } own, ConvertedType: { TypeKind: not TypeKind.Error } converted } && !SymbolEqualityComparer.Default.Equals(own, converted);
}
