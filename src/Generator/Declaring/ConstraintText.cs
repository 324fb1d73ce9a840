using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

/// <summary>
/// The constraints of a method's type parameters. An override and an explicit implementation inherit them and must not repeat
/// them, while the machine and the body, which inherit nothing, need them in full.
/// </summary>
internal static class ConstraintText
{
    /// <summary>Such as "where T : class, IDisposable where U : notnull"; nothing where there are none.</summary>
    public static string Of(IMethodSymbol method, SemanticModel model, int position) => string.Join(" ", method.TypeParameters
        .Select(parameter => (parameter, parts: Parts(parameter, model, position).ToList()))
        .Where(pair => pair.parts.Count > 0)
        .Select(pair => $"where {Keywords.Escape(pair.parameter.Name)} : {string.Join(", ", pair.parts)}"));

    /// <summary>
    /// What an explicit implementation must say so that "T?" means what it means in the interface: "class", "struct", or
    /// "default" where a parameter is neither.
    /// </summary>
    public static string Inherited(IMethodSymbol method) => string.Join(" ", method.TypeParameters.Select(
        parameter => $"where {Keywords.Escape(parameter.Name)} : {(parameter.IsReferenceType ? "class" : parameter.IsValueType ? "struct" : "default")}"));

    private static IEnumerable<string> Parts(ITypeParameterSymbol parameter, SemanticModel model, int position)
    {
        if (parameter.HasUnmanagedTypeConstraint)
            yield return "unmanaged";
        else if (parameter.HasValueTypeConstraint)
            yield return "struct";
        else if (parameter.HasReferenceTypeConstraint)
            yield return parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class";
        else if (parameter.HasNotNullConstraint)
            yield return "notnull";
        foreach (var type in parameter.ConstraintTypes)
            yield return type.NameAt(model, position);
        if (parameter.HasConstructorConstraint)
            yield return "new()";
    }
}
