// What C# lets a program call only from inside an initialiser, or by no name at all: init-only setters, constructors that want required
// members at once, operators true and false. Taken-apart text calls them at their time through [UnsafeAccessor] methods.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PollGen.Generator.Declaring;

namespace PollGen.Generator.Binding;

/// <summary>A static class beside the body that holds accessors for the members of one type.</summary>
/// <param name="Name">With its type parameters.</param>
/// <param name="Constraints">Those of the type, which the runtime compares.</param>
/// <param name="Members">The declarations, each with its attribute.</param>
internal sealed record AccessorClass(string Name, string Constraints, ImmutableArray<string> Members);

/// <summary>Collects the accessors that a body needs.</summary>
internal sealed class AccessorTable(IMethodSymbol coroutine)
{
    private readonly Dictionary<INamedTypeSymbol, Holder> holders = new(SymbolEqualityComparer.Default);

    public ImmutableArray<AccessorClass> Classes =>
        [.. holders.Values.Select(holder => new AccessorClass(holder.Name + holder.TypeParameters, holder.Constraints, [.. holder.Members.Values.Select(member => member.Text)]))];

    /// <summary>A method that calls the setter: the object first, then the indices, then the value. Null where the runtime would refuse it.</summary>
    public string? Setter(IPropertySymbol property)
    {
        if (property.SetMethod is not { } setter)
            return null;
        var definition = setter.OriginalDefinition;
        var parameters = Parameters(definition).Prepend((definition.ContainingType.IsValueType ? "ref " : "") + definition.ContainingType.FullName() + " target");
        return Add(setter.ContainingType, "Method", $", Name = \"{setter.MetadataName}\"", "void", "Set" + (property.IsIndexer ? "Item" : property.Name), parameters);
    }

    /// <summary>A method that gives a reference to an instance field that the body may not name.</summary>
    public string? Field(IFieldSymbol field)
    {
        var definition = field.OriginalDefinition;
        var target = (definition.ContainingType.IsValueType ? "ref " : "") + definition.ContainingType.FullName() + " target";
        return Add(field.ContainingType, "Field", $", Name = \"{definition.MetadataName}\"", "ref " + definition.Type.FullName(), "FieldOf" + char.ToUpperInvariant(field.Name.TrimStart('_')[0]) + field.Name.TrimStart('_').Substring(1), [target]);
    }

    /// <summary>A method that calls the constructor, whatever members are required.</summary>
    public string? Constructor(IMethodSymbol constructor) =>
        Add(constructor.ContainingType, "Constructor", "", constructor.ContainingType.OriginalDefinition.FullName(), "New", Parameters(constructor.OriginalDefinition));

    /// <summary>A method that applies the operator; the type's default first, then the operand.</summary>
    public string? Operator(IMethodSymbol method)
    {
        var type = method.ContainingType.OriginalDefinition.FullName() + (method.ContainingType.IsValueType ? "" : "?");
        return Add(method.ContainingType, "StaticMethod", $", Name = \"{method.MetadataName}\"", method.OriginalDefinition.ReturnType.FullName(), method.Name.Replace("op_", "Is"), Parameters(method.OriginalDefinition).Prepend(type + " none"));
    }

    private string? Add(INamedTypeSymbol type, string kind, string name, string result, string method, IEnumerable<string> parameters)
    {
        var definition = type.OriginalDefinition;
        // The runtime compares the accessor's type parameters with those of the type, one by one.
        var outer = definition.ContainingType is { } container ? TypeParameters(container).ToList() : [];
        if (coroutine.ContainingType.IsGenericType && TypeParameters(definition).Any() || outer.Count > 0)
            return null;
        if (!holders.TryGetValue(definition, out var holder))
            holders[definition] = holder = new Holder(definition, HolderName(definition));
        var list = string.Join(", ", parameters);
        var key = method + "(" + list + ")";
        if (!holder.Members.TryGetValue(key, out var member))
        {
            var unique = holder.Members.Values.Any(other => other.Method == method) ? method + (holder.Members.Count + 1) : method;
            var attribute = $"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.{kind}{name})]";
            holder.Members[key] = member = (unique, $"{attribute}\ninternal static extern {result} {unique}({list});");
        }

        var arguments = type.TypeArguments.Length == 0 ? "" : $"<{string.Join(", ", type.TypeArguments.Select(argument => argument.FullName()))}>";
        return $"{holder.Name}{arguments}.{member.Method}";
    }

    private string HolderName(INamedTypeSymbol type)
    {
        var machine = MachineName.Of(coroutine, coroutine.CoroutineMark() is { } mark ? MachineName.OverloadOf(coroutine, mark) : coroutine.Name);
        var name = machine + type.Name + "Access";
        return holders.Values.Any(holder => holder.Name == name) ? name + holders.Count : name;
    }

    private static IEnumerable<ITypeParameterSymbol> TypeParameters(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? TypeParameters(outer).Concat(type.TypeParameters) : type.TypeParameters;

    private static IEnumerable<string> Parameters(IMethodSymbol method) => method.Parameters.Select(parameter =>
    {
        var modifier = parameter.RefKind switch { RefKind.None => parameter.IsParams ? "params " : "", RefKind.Ref => "ref ", RefKind.Out => "out ", RefKind.In => "in ", _ => "ref readonly " };
        var name = SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name : "@" + parameter.Name;
        return $"{modifier}{parameter.Type.FullName()} {name}{Default(parameter)}";
    });

    private static string Default(IParameterSymbol parameter) => parameter switch
    {
        { HasExplicitDefaultValue: false } => "",
        { ExplicitDefaultValue: null } => " = default",
        { ExplicitDefaultValue: string text } => " = " + SymbolDisplay.FormatLiteral(text, quote: true),
        { ExplicitDefaultValue: var value } => $" = ({parameter.Type.FullName()})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})",
    };

    private sealed class Holder(INamedTypeSymbol type, string name)
    {
        public string Name { get; } = name;

        public string TypeParameters { get; } = type.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name))}>";

        public string Constraints { get; } = string.Join(" ", type.TypeParameters.Select(ConstraintOf).Where(text => text.Length > 0));

        public Dictionary<string, (string Method, string Text)> Members { get; } = [];

        private static string ConstraintOf(ITypeParameterSymbol parameter)
        {
            var parts = new List<string>();
            if (parameter.HasUnmanagedTypeConstraint)
                parts.Add("unmanaged");
            else if (parameter.HasValueTypeConstraint)
                parts.Add("struct");
            else if (parameter.HasReferenceTypeConstraint)
                parts.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
            else if (parameter.HasNotNullConstraint)
                parts.Add("notnull");
            parts.AddRange(parameter.ConstraintTypes.Select(type => type.FullName()));
            if (parameter.HasConstructorConstraint)
                parts.Add("new()");
            if (parameter.AllowsRefLikeType)
                parts.Add("allows ref struct");
            return parts.Count == 0 ? "" : $"where {parameter.Name} : {string.Join(", ", parts)}";
        }
    }
}
