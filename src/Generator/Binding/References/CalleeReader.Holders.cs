using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.Generator.Binding.References;

// What ref structs take in.
internal sealed partial class CalleeReader
{
    private readonly Dictionary<IMethodSymbol, ReturnedParts> stored = new(SymbolEqualityComparer.Default);

    /// <summary>What of its arguments a constructor, method or accessor of a ref struct puts into that.</summary>
    public ReturnedParts StoredBy(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        if (stored.TryGetValue(definition, out var known))
            return known;
        if (definition.ContainingType.IsSpan() || definition.ContainingType.IsSpanEnumerator())
            return new ReturnedParts([], null);
        stored[definition] = ReturnedParts.Unknown("it calls itself");
        return stored[definition] = Stored(definition);
    }

    /// <summary>Why a ref struct may hold something that it was not given; null where that cannot be.</summary>
    public string? GapOf(INamedTypeSymbol type)
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(method => !method.IsStatic))
        {
            if (method.IsImplicitlyDeclared)
                continue;
            var taken = StoredBy(method);
            // What a getter takes in is not looked for where it is read.
            var gap = taken.Gap ?? (method.MethodKind == MethodKind.PropertyGet && !taken.Parts.IsEmpty ? "it takes in an index" : null);
            if (gap is not null)
                return $"what '{type.Name}' holds is not known, because of its {(method.MethodKind == MethodKind.Constructor ? "constructor" : $"'{(method.AssociatedSymbol ?? method).Name}'")} ({gap}); let it take all that it points into as parameters";
        }

        return null;
    }

    private ReturnedParts Stored(IMethodSymbol method)
    {
        if (method.IsReadOnly && method.MethodKind != MethodKind.Constructor)
            return new ReturnedParts([], null);
        if (method.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || !compilation.ContainsSyntaxTree(reference.SyntaxTree))
            return ReturnedParts.Unknown("its source is not part of this compilation");
        var syntax = reference.GetSyntax(cancellation);
        if (method is { AssociatedSymbol: IPropertySymbol } && BodyOf(syntax) is null)
            return new ReturnedParts(method.Parameters is [.., { Type.IsRefLikeType: true, Ordinal: var value }] ? [ReturnedPart.Of(value)] : [], null);
        var parts = new List<ReturnedPart>();
        string? gap = null;
        foreach (var (part, isInitializer) in TextsOf(method, syntax))
        {
            var read = new CalleeBody(method, part, compilation.GetSemanticModel(part.SyntaxTree), this);
            var found = isInitializer ? read.ReadValue() : read.ReadStored();
            parts.AddRange(found.Parts);
            gap ??= found.Gap;
        }

        // What it held before is no news, what its objects hold is not followed.
        if (parts.Any(part => part.Root == KnownCallees.Receiver && (!part.Path.IsEmpty || part.Field is not null)))
            gap ??= "it takes in what a field of it holds";
        return new ReturnedParts([.. parts.Where(part => part.Root != KnownCallees.Receiver).GroupBy(part => part.Key).Select(group => group.First())], gap);
    }

    // A constructor runs the initialisers of fields, unless another one does.
    private IEnumerable<(SyntaxNode Text, bool IsInitializer)> TextsOf(IMethodSymbol method, SyntaxNode syntax)
    {
        if (method.MethodKind == MethodKind.Constructor && (syntax as ConstructorDeclarationSyntax)?.Initializer is null)
        {
            foreach (var member in method.ContainingType.GetMembers().Where(member => member is IFieldSymbol { IsStatic: false, IsConst: false } or IPropertySymbol { IsStatic: false }))
            {
                if ((member is IFieldSymbol { RefKind: RefKind.None, Type: var type } ? type : (member as IPropertySymbol)?.Type) is not ({ IsRefLikeType: true }) && member is not IFieldSymbol { RefKind: not RefKind.None })
                    continue;
                foreach (var initializer in member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).Select(node => (node as VariableDeclaratorSyntax)?.Initializer ?? (node as PropertyDeclarationSyntax)?.Initializer).OfType<EqualsValueClauseSyntax>())
                    yield return (initializer.Value, true);
            }
        }

        if (syntax is ConstructorDeclarationSyntax { Initializer: { } chained })
            yield return (chained, false);
        if (BodyOf(syntax) is { } body)
            yield return (body, false);
    }
}
