using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

/// <summary>
/// Names the machine of a coroutine: after its overload, and after its signature where several coroutines of the type share
/// that name. Never an ordinal, since users may name machines in fields and arrays.
/// </summary>
internal static class MachineName
{
    public static string Of(IMethodSymbol method, string overload)
    {
        var namesakes = method.ContainingType.GetMembers().OfType<IMethodSymbol>()
            .Where(other => other.Arity == method.Arity && other.CoroutineMark() is { } mark && OverloadOf(other, mark) == overload)
            .ToList();
        if (namesakes.Count < 2)
            return overload + "Machine";
        var name = overload + Signature(method, Simple);
        var isUnique = namesakes.Count(other => overload + Signature(other, Simple) == name) == 1;
        return (isUnique ? name : overload + Signature(method, Full)) + "Machine";
    }

    public static string OverloadOf(IMethodSymbol method, AttributeData mark) =>
        mark.NamedArguments.FirstOrDefault(argument => argument.Key == "Overload").Value.Value as string ?? method.Name;

    private static string Signature(IMethodSymbol method, Func<ITypeSymbol, string> name) =>
        string.Concat(method.Parameters.Where(parameter => !parameter.Type.IsCo()).Select(parameter => (parameter.RefKind == RefKind.None ? "" : "Ref") + name(parameter.Type)));

    private static string Simple(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => Simple(array.ElementType) + "Array",
        IArrayTypeSymbol array => $"{Simple(array.ElementType)}Array{array.Rank}D",
        IPointerTypeSymbol pointer => Simple(pointer.PointedAtType) + "Pointer",
        IFunctionPointerTypeSymbol => "FunctionPointer",
        IDynamicTypeSymbol => "Dynamic",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => "Nullable" + Simple(nullable.TypeArguments[0]),
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic => generic.Name + "Of" + string.Join("And", generic.TypeArguments.Select(Simple)),
        _ => type.Name,
    };

    private static string Full(ITypeSymbol type) =>
        string.Concat(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("global::", "").Select(c => char.IsLetterOrDigit(c) ? c : '_'));
}
