// In: a method whose source is compiled here. Out: what the span or reference that it gives is a part of, if every way through its body
// shows that. Names in a body are followed through its locals and through the methods that it calls itself.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Generator.Binding.References;

internal sealed partial class CalleeReader(Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<IMethodSymbol, ReturnedParts> known = new(SymbolEqualityComparer.Default);

    public ReturnedParts Of(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        if (known.TryGetValue(definition, out var parts))
            return parts;
        // A call of itself adds nothing to what it returns.
        known[definition] = new ReturnedParts([], null);
        return known[definition] = Promised(definition) ?? Listed(definition) ?? Shown(definition);
    }

    /// <summary>What [PartOf] says.</summary>
    private static ReturnedParts? Promised(IMethodSymbol method)
    {
        var attributes = method.GetReturnTypeAttributes().Concat(method.AssociatedSymbol?.GetAttributes() ?? []);
        if (attributes.FirstOrDefault(attribute => attribute.AttributeClass is { Name: "PartOfAttribute", ContainingNamespace: { Name: "PollGen", ContainingNamespace.IsGlobalNamespace: true } }) is not { } promise)
            return null;
        var source = promise.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        var names = source.Split('.');
        var parameter = method.Parameters.FirstOrDefault(candidate => candidate.Name == names[0]);
        if (parameter is null && (names[0] != "this" || method.IsStatic))
            return ReturnedParts.Unknown($"its [PartOf(\"{source}\")] names neither a parameter nor this");
        var part = ReturnedPart.Of(parameter?.Ordinal ?? KnownCallees.Receiver);
        var type = parameter?.Type ?? method.ContainingType;
        foreach (var name in names.Skip(1))
        {
            if (MembersOf(type, name).FirstOrDefault(member => member is IFieldSymbol or IPropertySymbol { GetMethod: not null, Parameters.IsEmpty: true }) is not { } member)
                return ReturnedParts.Unknown($"its [PartOf(\"{source}\")] names '{name}', which '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' does not have");
            part = part.With(member.OriginalDefinition);
            type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        }

        return ReturnedParts.Of(part);
    }

    private static IEnumerable<ISymbol> MembersOf(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? owner = type; owner is not null; owner = owner.BaseType)
        {
            foreach (var member in owner.GetMembers(name))
                yield return member;
        }
    }

    private static ReturnedParts? Listed(IMethodSymbol method) => KnownCallees.SourceOf(method) switch
    {
        KnownCallees.Nothing => new ReturnedParts([], null),
        { } position => ReturnedParts.Of(ReturnedPart.Of(position)),
        null when KnownCallees.MemoryOf(method) is { } memory => ReturnedParts.Of(ReturnedPart.Of(KnownCallees.Receiver).With(memory)),
        _ => null,
    };

    private ReturnedParts Shown(IMethodSymbol method)
    {
        if (method.IsAbstract || method.ContainingType.TypeKind is TypeKind.Interface or TypeKind.Delegate)
            return ReturnedParts.Unknown("what it gives is decided by whoever implements it");
        if (method.IsVirtual || (method is { IsOverride: true, IsSealed: false } && !method.ContainingType.IsSealed))
            return ReturnedParts.Unknown("it may be overridden");
        var syntax = method.DeclaringSyntaxReferences.FirstOrDefault();
        if (syntax is null || !compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            return ReturnedParts.Unknown("its source is not part of this compilation");
        // The field behind it is a part of the ref struct.
        if (method is { AssociatedSymbol: IPropertySymbol, ContainingType.IsRefLikeType: true, IsStatic: false } && BodyOf(syntax.GetSyntax(cancellation)) is null)
            return ReturnedParts.Of(ReturnedPart.Of(KnownCallees.Receiver));
        if (BodyOf(syntax.GetSyntax(cancellation)) is not { } body)
            return ReturnedParts.Unknown("it has no body");
        return new CalleeBody(method, body, compilation.GetSemanticModel(syntax.SyntaxTree), this).Read();
    }

    private static SyntaxNode? BodyOf(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax function => (SyntaxNode?)function.Body ?? function.ExpressionBody?.Expression,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody?.Expression,
        ArrowExpressionClauseSyntax arrow => arrow.Expression,
        _ => null,
    };
}
