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
        method = method.AsMember();
        var stem = Stem(method, overload);
        var namesakes = method.ContainingType.GetMembers().OfType<IMethodSymbol>()
            .Where(other => other.Arity == method.Arity && other.CoroutineMark() is { } mark && Stem(other, OverloadOf(other, mark)) == stem)
            .ToList();
        if (namesakes.Count < 2)
            return stem + "Machine";
        var name = stem + Signature(method, Simple);
        var isUnique = namesakes.Count(other => stem + Signature(other, Simple) == name) == 1;
        return (isUnique ? name : Stem(method, overload, Full) + Signature(method, Full)) + "Machine";
    }

    /// <summary>The names that the machine may have; which one depends on members that another assembly need not show.</summary>
    public static IEnumerable<string> Candidates(IMethodSymbol method, string overload) =>
        new[] { "", Signature(method, Simple), Signature(method, Full) }.Select(signature => overload + signature + "Machine").Distinct();

    /// <summary>The name of the overload: that of the member that it overrides or implements, if there is one.</summary>
    public static string OverloadOf(IMethodSymbol method, AttributeData mark)
    {
        var replaced = method.Replaced()?.OriginalDefinition;
        return replaced?.CoroutineMark() is { } original
            ? OverloadOf(replaced, original)
            : OwnName(mark) ?? replaced?.Name ?? method.Name;
    }

    /// <summary>What the mark says of the overload's name; null where it says nothing.</summary>
    public static string? OwnName(AttributeData mark) =>
        mark.NamedArguments.FirstOrDefault(argument => argument.Key == "Overload").Value.Value as string;

    // A type may implement members of one name of several interfaces explicitly.
    private static string Stem(IMethodSymbol method, string overload, Func<ITypeSymbol, string>? name = null) =>
        method.ExplicitInterfaceImplementations is [var member, ..] ? (name ?? Simple)(member.ContainingType) + overload : overload;

    /// <summary>Such as "SpanOfByteRefInt32"; another one for every signature, whatever else the type has, which other assemblies may not see.</summary>
    public static string Signature(IEnumerable<IParameterSymbol> parameters) => Signature(parameters, type => Named(type, OfSystem));

    private static string Signature(IMethodSymbol method, Func<ITypeSymbol, string> name) => Signature(method.Parameters.Where(parameter => !parameter.Type.IsCo()), name);

    private static string Signature(IEnumerable<IParameterSymbol> parameters, Func<ITypeSymbol, string> name) =>
        string.Concat(parameters.Select(parameter => (parameter.RefKind == RefKind.None ? "" : "Ref") + name(parameter.Type)));

    private static string Simple(ITypeSymbol type) => Named(type, named => named.Name);

    // Two types of one name need different namespaces, of which "System" is one.
    private static string OfSystem(ITypeSymbol type) =>
        type is not INamedTypeSymbol || type is { ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } ? type.Name : Full(type.OriginalDefinition);

    private static string Named(ITypeSymbol type, Func<ITypeSymbol, string> name) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => Named(array.ElementType, name) + "Array",
        IArrayTypeSymbol array => $"{Named(array.ElementType, name)}Array{array.Rank}D",
        IPointerTypeSymbol pointer => Named(pointer.PointedAtType, name) + "Pointer",
        IFunctionPointerTypeSymbol => "FunctionPointer",
        IDynamicTypeSymbol => "Dynamic",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => "Nullable" + Named(nullable.TypeArguments[0], name),
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic => name(generic) + "Of" + string.Join("And", generic.TypeArguments.Select(argument => Named(argument, name))),
        _ => name(type),
    };

    private static string Full(ITypeSymbol type) =>
        string.Concat(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("global::", "").Select(c => char.IsLetterOrDigit(c) ? c : '_'));
}
