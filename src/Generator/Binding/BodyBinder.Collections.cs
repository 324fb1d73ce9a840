// Collection expressions. What is evaluated when depends on the target, and on whether the lengths of the spreads are known at
// compile time; where that shows, the collection is built as far as it goes before each suspension.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private Code BindCollection(CollectionExpressionSyntax collection)
    {
        // Under a cast it is the cast that converts.
        var type = model.GetTypeInfo(collection).ConvertedType ?? model.GetOperation(collection)?.Type
            ?? model.GetTypeInfo(collection.FirstAncestorOrSelf<CastExpressionSyntax>()!.Type).Type!;
        if (IsFilledByAdd(collection, type))
            return BindByAdding(collection, type);
        var elements = collection.Elements;
        if (elements.All(element => element is ExpressionElementSyntax))
            return BindStrict(collection, [.. elements.Select(ValueOf)]);
        var lastSpread = elements.ToList().FindLastIndex(element => element is SpreadElementSyntax);
        // With known lengths all up to the last spread is evaluated before anything is copied; otherwise one after the other.
        var isKnown = elements.OfType<SpreadElementSyntax>().All(spread => HasLength(spread.Expression));
        var parts = new List<Code>();
        var next = 0;
        var copied = 0;
        for (var i = 0; i < elements.Count; i++)
        {
            if (!index.Suspends(elements[i]))
                continue;
            if (elements.Take(i).Skip(copied).Any(element => element is SpreadElementSyntax) && (!isKnown || i > lastSpread))
            {
                parts = [".." + BindPart(collection, type, parts, elements.Skip(next).Take(i - next))];
                copied = next = i;
            }

            for (; next < i; next++)
                parts.Add(Spread(elements[next]) + BindStable(ValueOf(elements[next]), "item", [.. elements.Skip(next + 1)]));
            parts.Add(i == elements.Count - 1 || !elements.Skip(i + 1).Any(index.Suspends)
                ? Spread(elements[i]) + Bind(ValueOf(elements[i]))
                : Spread(elements[i]) + BindStable(ValueOf(elements[i]), "item", [.. elements.Skip(i + 1)]));
            next = i + 1;
        }

        return "[" + Code.Join(", ", [.. parts, .. elements.Skip(next).Select(element => Copy(element))]) + "]";
    }

    // What has been evaluated so far, as an array: its spreads are enumerated.
    private Code BindPart(CollectionExpressionSyntax collection, ITypeSymbol type, IEnumerable<Code> parts, IEnumerable<CollectionElementSyntax> elements)
    {
        var array = model.Compilation.CreateArrayTypeSymbol(ElementTypeOf(collection, type));
        var items = scope.Temporary("items", array);
        Add(new BoundDeclaration(items, "[" + Code.Join(", ", [.. parts, .. elements.Select(element => Copy(element))]) + "]", items.Type), collection);
        return Code.Of(items);
    }

    // A type with a constructor and Add: each element is added when it has been evaluated.
    private Code BindByAdding(CollectionExpressionSyntax collection, ITypeSymbol type)
    {
        var target = scope.Temporary(NameOfMade(type), type);
        Add(new BoundDeclaration(target, Code.Of($"new {scope.NameOf(type)}()"), target.Type), collection);
        foreach (var element in collection.Elements)
        {
            var value = BindFinal(ValueOf(element));
            if (element is ExpressionElementSyntax)
            {
                Add(new BoundCode(Code.Of(target, Access.Any) + ".Add(" + value + ");"), element);
                continue;
            }

            var item = scope.Names.Fresh("item");
            Add(new BoundCode($"foreach (var {item} in " + value + ") " + Code.Of(target, Access.Any) + $".Add({item});"), element);
        }

        return Code.Of(target);
    }

    private bool IsFilledByAdd(CollectionExpressionSyntax collection, ITypeSymbol type) =>
        type is not (IArrayTypeSymbol or { IsRefLikeType: true } or { TypeKind: TypeKind.Interface })
        && model.GetOperation(collection) is ICollectionExpressionOperation { ConstructMethod: null or { MethodKind: MethodKind.Constructor } }
        && type.OriginalDefinition is not { Name: "List", ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } };

    private ITypeSymbol ElementTypeOf(CollectionExpressionSyntax collection, ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return array.ElementType;
        if (type is INamedTypeSymbol { TypeArguments: [var argument] } named && (named.IsRefLikeType || named.TypeKind == TypeKind.Interface))
            return argument;
        var enumerable = type.AllInterfaces.Prepend(type).OfType<INamedTypeSymbol>()
            .FirstOrDefault(candidate => candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return enumerable?.TypeArguments[0]
            ?? (model.GetOperation(collection) as ICollectionExpressionOperation)?.ConstructMethod?.Parameters.Select(parameter => parameter.Type)
                .OfType<INamedTypeSymbol>().FirstOrDefault(parameter => parameter.IsRefLikeType)?.TypeArguments[0]
            ?? model.Compilation.ObjectType;
    }

    // As the C# compiler decides: an array, or a type that says Length or Count.
    private bool HasLength(ExpressionSyntax expression)
    {
        var type = model.GetTypeInfo(expression).Type;
        return type is IArrayTypeSymbol || type is not null && model.LookupSymbols(expression.SpanStart, type)
            .Any(member => member is IPropertySymbol { Name: "Length" or "Count", IsStatic: false, IsIndexer: false, Type.SpecialType: SpecialType.System_Int32, GetMethod: not null });
    }

    private static ExpressionSyntax ValueOf(CollectionElementSyntax element) =>
        element is SpreadElementSyntax spread ? spread.Expression : ((ExpressionElementSyntax)element).Expression;

    private static string Spread(CollectionElementSyntax element) => element is SpreadElementSyntax ? ".." : "";
}
