// In: a type. Out: its shape, or null where that cannot be known when this assembly is compiled: type parameters, structs of other
// assemblies (whose reference assemblies may hide their fields) that are not in the table, explicit layout.
using Microsoft.CodeAnalysis;
using PollGen.Generator.Declaring;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Binding;

internal static class ShapeReader
{
    // Structs of the base library whose layout is what the runtime says it is, whatever a reference assembly shows.
    internal static readonly IReadOnlyDictionary<string, TypeShape> Known = new Dictionary<string, TypeShape>
    {
        ["System.DateTime"] = new(8, 8, false, true),
        ["System.TimeSpan"] = new(8, 8, false, true),
        ["System.DateOnly"] = new(4, 4, false, true),
        ["System.TimeOnly"] = new(8, 8, false, true),
        ["System.DateTimeOffset"] = new(16, 8, false, true),
        ["System.Guid"] = new(16, 4, false, true),
        ["System.Decimal"] = new(16, 8, false, true),
        ["System.Int128"] = new(16, 16, false, true),
        ["System.UInt128"] = new(16, 16, false, true),
        ["System.Half"] = new(2, 2, false, true),
        ["System.Index"] = new(4, 4, false, true),
        ["System.Range"] = new(8, 4, false, true),
        ["System.Memory`1"] = new(16, 8, true, true) { References = [0] },
        ["System.ReadOnlyMemory`1"] = new(16, 8, true, true) { References = [0] },
        ["System.ArraySegment`1"] = new(16, 8, true, true) { References = [0] },
        ["System.Threading.CancellationToken"] = new(8, 8, true, true) { References = [0] },
        ["System.Threading.Tasks.ValueTask"] = new(16, 8, true, true) { References = [0] },
    };

    /// <param name="type">The type.</param>
    /// <param name="assembly">The one that is compiled: what stands in others can change without it.</param>
    /// <returns>Null also where a machine of this compilation is in it.</returns>
    public static TypeShape? Of(ITypeSymbol type, IAssemblySymbol assembly) => (TreeOf(type, assembly) as KnownTree)?.Shape;

    /// <summary>The shape, where machines of this compilation may be in it.</summary>
    /// <param name="type">The type.</param>
    /// <param name="assembly">The one that is compiled: what stands in others can change without it.</param>
    /// <param name="depth">How many structs are around.</param>
    public static ShapeTree? TreeOf(ITypeSymbol type, IAssemblySymbol assembly, int depth = 0)
    {
        if (type.IsReferenceType)
            return new KnownTree(TypeShape.Reference);
        if (type is IPointerTypeSymbol or IFunctionPointerTypeSymbol)
            return new KnownTree(TypeShape.Scalar(8));
        if (type is not INamedTypeSymbol named || depth > 16)
            return null;
        if (named.EnumUnderlyingType is { } underlying)
            return TreeOf(underlying, assembly);
        return OfPrimitive(named.SpecialType) is { } primitive ? new KnownTree(primitive) : OfStruct(named, assembly, depth);
    }

    /// <summary>The machines of this compilation that a future is made of. They have no fields yet while bodies are bound.</summary>
    public static IEnumerable<string> MachinesIn(ITypeSymbol type) => type is not INamedTypeSymbol { IsValueType: true } named
        ? []
        : IsMachineShell(named.OriginalDefinition) ? [named.OriginalDefinition.GetDocumentationCommentId()!] : named.TypeArguments.SelectMany(MachinesIn);

    /// <summary>The machine that a future is, with or without the wrapper that says its result type.</summary>
    public static string? MachineOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol named when IsMachineShell(named.OriginalDefinition) => named.OriginalDefinition.GetDocumentationCommentId(),
        INamedTypeSymbol named when named.IsFutureWithMachine() => MachineOf(named.TypeArguments[0]),
        _ => null,
    };

    private static TypeShape? OfPrimitive(SpecialType type) => type switch
    {
        SpecialType.System_Boolean or SpecialType.System_SByte or SpecialType.System_Byte => TypeShape.Scalar(1),
        SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 => TypeShape.Scalar(2),
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => TypeShape.Scalar(4),
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => TypeShape.Scalar(8),
        _ => null,
    };

    private static ShapeTree? OfStruct(INamedTypeSymbol type, IAssemblySymbol assembly, int depth)
    {
        var definition = type.OriginalDefinition;
        var name = definition.ContainingNamespace?.ToDisplayString() + "." + definition.MetadataName;
        if (definition.ContainingType is null && Known.TryGetValue(name, out var known))
            return new KnownTree(known);
        if (definition.SpecialType == SpecialType.System_Nullable_T)
            return Reliable(ShapeTree.OfStruct([new KnownTree(TypeShape.Scalar(1)), TreeOf(type.TypeArguments[0], assembly, depth + 1)]), [TreeOf(type.TypeArguments[0], assembly, depth + 1)]);
        if (type.IsTupleType || name.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
        {
            var elements = type.TypeArguments.Select(argument => TreeOf(argument, assembly, depth + 1)).ToList();
            var tuple = Reliable(ShapeTree.OfStruct(elements, isAutomatic: true), elements.Where(element => element is KnownTree { Shape.IsStruct: true }), isAutomatic: true);
            return tuple is KnownTree { Shape: var shape } ? new KnownTree(shape with { IsAutomatic = true }) : tuple;
        }

        if (definition.IsUnit())
            return new KnownTree(new TypeShape(1, 1, HoldsReferences: false, IsStruct: true));
        // The wrapper around a machine is nothing but the machine.
        if (type.IsFutureWithMachine())
        {
            var machine = TreeOf(type.TypeArguments[0], assembly, depth + 1);
            return machine is KnownTree { Shape: var wrapped } ? new KnownTree(wrapped with { IsStruct = true }) : machine;
        }

        if (IsMachineShell(definition))
            return new MachineTree(definition.GetDocumentationCommentId()!);
        if (IsOfBaseLibrary(definition) || HasOwnLayout(definition) || definition.GetMembers().OfType<IEventSymbol>().Any(member => !member.IsStatic))
            return null;
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst).Select(field => OfField(field, assembly, depth)).ToList();
        var isOurs = SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, assembly);
        if (InlineArrayLength(definition) is { } length)
            return fields is [KnownTree { Shape: var element }] ? new KnownTree(element.Repeated(length) with { IsFixed = element.IsFixed && isOurs }) : null;
        return Reliable(ShapeTree.OfStruct(fields, isFixed: isOurs), fields);
    }

    // Where the runtime orders the fields and there are structs among them, it aligns the whole by less than plain rules, unless that is by words.
    private static ShapeTree? Reliable(ShapeTree? whole, IEnumerable<ShapeTree?> parts, bool isAutomatic = false) =>
        whole is KnownTree { Shape: { HoldsReferences: false, Alignment: < 8 } } && parts.Any(part => isAutomatic || part is KnownTree { Shape.IsAutomatic: true }) ? null : whole;

    private static ShapeTree? OfField(IFieldSymbol field, IAssemblySymbol assembly, int depth) =>
        field is { IsFixedSizeBuffer: true, Type: IPointerTypeSymbol { PointedAtType: var item } }
            ? TreeOf(item, assembly, depth + 1) is KnownTree { Shape: var element } ? new KnownTree(element.Repeated(field.FixedSize)) : null
            : TreeOf(field.Type, assembly, depth + 1);

    private static bool IsOfBaseLibrary(INamedTypeSymbol type) =>
        type.Locations.All(location => !location.IsInSource) && type.ContainingAssembly?.Name is { } name
        && (name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft", StringComparison.Ordinal) || name is "netstandard" or "mscorlib");

    private static bool HasOwnLayout(INamedTypeSymbol type) => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "StructLayoutAttribute");

    private static bool IsMachineShell(INamedTypeSymbol type) => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "MissingMachineAttribute");

    public static int? InlineArrayLength(ITypeSymbol type) => type.GetAttributes()
        .FirstOrDefault(attribute => attribute.AttributeClass?.Name == "InlineArrayAttribute")?.ConstructorArguments[0].Value as int?;
}
