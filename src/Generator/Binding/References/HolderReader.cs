// In: a ref struct. Out: what it is made of, if every part can be kept in a frame, and if its source shows that it holds nothing but what
// it is given; or why not.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding.References;

internal sealed class HolderReader(Scope scope, CalleeReader callees)
{
    private const string Instead = "make it again after the suspension, or keep an array, Memory<T> or an inline array";

    private readonly Dictionary<ITypeSymbol, (StructParts? Parts, string? Obstacle)> known = new(SymbolEqualityComparer.Default);

    /// <summary>The parts; null with the reason where it cannot be kept.</summary>
    public (StructParts? Parts, string? Obstacle) Of(ITypeSymbol type)
    {
        if (!known.TryGetValue(type, out var parts))
        {
            known[type] = (null, Instead);
            known[type] = parts = Read(type);
        }

        return parts;
    }

    private (StructParts? Parts, string? Obstacle) Read(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { IsRefLikeType: true, TypeKind: TypeKind.Struct } holder || type.IsSpan() || type.IsCo())
            return (null, Instead);
        if (holder.IsSpanEnumerator())
            return (OfEnumerator(holder), null);
        var definition = holder.OriginalDefinition;
        if (!SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, scope.Model.Compilation.Assembly) || definition.DeclaringSyntaxReferences.IsEmpty)
            return (null, $"what '{holder.Name}' is made of belongs to another assembly and may change there; {Instead}");
        if (definition.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "StructLayoutAttribute" or "InlineArrayAttribute")
            || definition.GetMembers().OfType<IEventSymbol>().Any(member => !member.IsStatic && member.AddMethod?.IsImplicitlyDeclared == true))
            return (null, $"'{holder.Name}' has a layout or a member that cannot be taken apart; {Instead}");
        if (CapturedParameter(definition) is { } captured)
            return (null, $"'{holder.Name}' keeps the parameter '{captured}' in a field that has no name; give it one");
        var fields = ImmutableArray.CreateBuilder<StructPart>();
        foreach (var field in holder.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst))
        {
            if (PartOf(field, fields.Count) is not { } part)
                return (null, $"its field '{(field.AssociatedSymbol ?? field).Name}' cannot be kept; {Instead}");
            fields.Add(part);
        }

        return callees.GapOf(definition) is { } gap ? (null, gap) : (new StructParts(scope.NameOf(holder), fields.ToImmutable(), null), null);
    }

    private StructPart? PartOf(IFieldSymbol field, int position)
    {
        var name = field.AssociatedSymbol?.Name ?? field.Name;
        if (SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || !SyntaxFacts.IsValidIdentifier(name))
            name = $"field{position}";
        var type = field.Type;
        if (field.IsFixedSizeBuffer || !TypeNames.CanBeNamedElsewhere(type) || !IsAccessible(type))
            return null;
        var text = scope.NameOf(type);
        if (field.RefKind != RefKind.None)
            return type.MayBeRefLike() ? null : new StructPart(name, text) { Reference = field.RefKind == RefKind.Ref ? ReferenceKind.Ref : ReferenceKind.RefReadOnly, Element = text };
        if (type.IsSpan())
            return new StructPart(name, text) { Reference = type.Name == "Span" ? ReferenceKind.Span : ReferenceKind.ReadOnlySpan, Element = scope.NameOf(type.SpanElement()!) };
        if (type.MayBeRefLike())
            return Of(type).Parts is { } inner ? new StructPart(name, text) { Inner = inner } : null;
        return new StructPart(name, text) { HoldsReferences = !type.IsUnmanagedType, Shape = ShapeReader.Of(type, scope.Method.ContainingAssembly) };
    }

    private StructParts OfEnumerator(INamedTypeSymbol enumerator)
    {
        var element = scope.NameOf(enumerator.ContainingType.TypeArguments[0]);
        return new StructParts(
            scope.NameOf(enumerator),
            [new StructPart("Items", $"global::System.Span<{element}>") { Reference = ReferenceKind.Span, Element = element }, new StructPart("Index", "int") { Shape = Layout.TypeShape.Scalar(4) }],
            $"global::PollGen.CompilerServices.SpanEnumeratorParts<{element}>");
    }

    // The compiler gives it a field, which it does not show.
    private string? CapturedParameter(INamedTypeSymbol type)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(scope.Cancellation)).OfType<TypeDeclarationSyntax>().Where(declaration => declaration.ParameterList is not null))
        {
            var names = new HashSet<string>(declaration.ParameterList!.Parameters.Select(parameter => parameter.Identifier.ValueText));
            foreach (var other in type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(scope.Cancellation)))
            {
                var model = scope.Model.Compilation.GetSemanticModel(other.SyntaxTree);
                foreach (var name in other.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => names.Contains(name.Identifier.ValueText)))
                {
                    if (name.Ancestors().TakeWhile(node => node != other).Any(IsCode) && model.GetSymbolInfo(name).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } owner } parameter
                        && owner.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(scope.Cancellation) is TypeDeclarationSyntax))
                        return parameter.Name;
                }
            }
        }

        return null;
    }

    private static bool IsCode(SyntaxNode node) => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax };

    private bool IsAccessible(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsAccessible(array.ElementType),
        IPointerTypeSymbol pointer => IsAccessible(pointer.PointedAtType),
        INamedTypeSymbol named => scope.Model.Compilation.IsSymbolAccessibleWithin(named, scope.Method.ContainingType) && named.TypeArguments.All(IsAccessible),
        _ => true,
    };
}
