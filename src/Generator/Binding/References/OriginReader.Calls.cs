// What a method, property or indexer gives is a part of something that it was given: that is known from the list, from its promise, or
// from its source.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding.References;

internal sealed partial class OriginReader
{

    private Func<Storage> Returned(ReferenceOrigin origin, ExpressionSyntax node)
    {
        if (CallSite.Of(node, Model) is not { } call)
            return Unknown(AboutCall(node));
        var given = callees.Of(call.Declared);
        if (given.Gap is not null)
            return Unknown(AboutCall(node, given.Gap));
        return Several(origin, [.. given.Parts.Select<ReturnedPart, Func<ReferenceOrigin, Func<Storage>>>(part => one => Given(one, call, part))]);
    }

    private Func<Storage> Given(ReferenceOrigin origin, CallSite call, ReturnedPart given) => given switch
    {
        { Root: KnownCallees.Entry } => Entry(origin, call),
        { Root: KnownCallees.Box } => Box(origin, call),
        { Path.IsEmpty: true, Field: null } => Whole(origin, call, given),
        { Path.IsEmpty: true, Field: { } field } when call.ArgumentOf(given.Root) is var (owner, _) && Model.GetTypeInfo(owner).Type is { IsReferenceType: true } type && Name(type, field) is var (accessor, path) =>
            Owned(origin, owner, type, new Holding("OfPlace", OwnerOf(type)) { Accessor = accessor, Path = path }),
        _ => Member(origin, call, given),
    };

    /// <summary>Parts of several things: each is noted on its own, and where the result is, is found out when there is one.</summary>
    private Func<Storage> Several(ReferenceOrigin origin, IReadOnlyList<Func<ReferenceOrigin, Func<Storage>>> sources)
    {
        if (sources.Count == 0)
            return () => new NoStorage();
        if (sources.Count == 1)
            return sources[0](origin);
        var reads = new List<(ReferenceOrigin Origin, Func<Storage> Read)>();
        foreach (var source in sources)
        {
            var part = new TrackedReference(origin.Target.Name + "Part", ReferenceKind.Span, origin.Target.Element) { Scope = origin.Target.Scope, Assignments = 1 };
            var one = new ReferenceOrigin(part, isDeclaration: true, origin.Text, origin.Where);
            part.Origins.Add(one);
            reads.Add((one, source(one)));
        }

        return () =>
        {
            foreach (var (one, read) in reads)
                one.Storage = read();
            return new SeveralStorage([.. reads.Select(read => read.Origin.Target)]);
        };
    }

    // A part of an argument: that says where it is.
    private Func<Storage> Whole(ReferenceOrigin origin, CallSite call, ReturnedPart part)
    {
        if (call.ArgumentOf(part.Root) is var (value, isPlace))
            return IsSetMeanwhile(value, call) ? Unknown($"'{value}' is set again while '{call.Node}' is evaluated; do that before") : Argument(origin, value, isPlace || (part.Root == KnownCallees.Receiver && IsStructVariable(value)));
        if (part.Root >= 0 && call.Declared.Parameters[part.Root].IsOptional)
            return () => new NoStorage();
        return part.Root == KnownCallees.Receiver && !call.Callee.IsStatic && !call.Callee.ContainingType.IsRefLikeType
            ? () => new NamedStorage("OfPlace", Code.Of("this"), null) { IsNarrow = true }
            : Unknown(AboutCall(call.Node));
    }

    private Func<Storage> Argument(ReferenceOrigin origin, ArgumentSyntax argument) =>
        Argument(origin, argument.Expression, !argument.RefKindKeyword.IsKind(SyntaxKind.None));

    private Func<Storage> Argument(ReferenceOrigin origin, ExpressionSyntax value, bool isPlace)
    {
        if (isPlace)
            return Model.GetTypeInfo(value).Type.IsHolder() ? Unknown(AboutHolder(value)) : ReadPlace(origin, value);
        return Model.GetTypeInfo(value).Type is IPointerTypeSymbol
            ? Unknown("it comes from a pointer; keep the pointer instead")
            : ReadSpan(origin, value);
    }

    // The methods of a struct that give a part of it take it by reference; spans and memories stand for what is elsewhere.
    private bool IsStructVariable(ExpressionSyntax value) =>
        Model.GetTypeInfo(value).Type is { IsValueType: true, IsRefLikeType: false } type && !type.IsMemory() && !type.IsImmutableArray();

    // What holds the memory is a member of what the callee was given: it is read right after the call.
    private Func<Storage> Member(ReferenceOrigin origin, CallSite call, ReturnedPart part)
    {
        var argument = call.ArgumentOf(part.Root)?.Value;
        if (argument is null && (part.Root != KnownCallees.Receiver || call.Callee.IsStatic))
            return Unknown(AboutCall(call.Node));
        if (argument is not null && !CanBeReadAgain(argument, call))
            return Unknown($"'{argument}' would have to be evaluated twice to find what '{call.Node}' is a part of; keep it in a local that is not assigned again, and a suspension among the arguments too");
        ITypeSymbol root = part.Root == KnownCallees.Receiver ? call.Callee.ContainingType : call.Declared.Parameters[part.Root].Type;
        var type = root;
        foreach (var member in part.Path)
        {
            if (Read(Code.Empty, type, member) is not var (_, itsType))
                return Unknown($"what '{call.Node}' is a part of is in '{member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}', which cannot be read from here; make that internal, or return what it holds");
            type = itsType;
        }

        var holding = HoldingOf(type);
        if (part.Field is not null)
        {
            if (Name(type, part.Field) is not var (accessor, path))
                return Unknown($"'{call.Node}' gives the field '{part.Field.Name}', which cannot be named from here; make that internal");
            holding = new Holding("OfPlace", OwnerOf(type)) { Accessor = accessor, Path = path };
        }

        return holding is null || !TypeNames.CanBeNamedElsewhere(type) ? Unknown(AboutCall(call.Node)) : () => holding.StorageAfter(MemberText(argument, root, part.Path));
    }

    // What the variables in it are called is known when everything is bound.
    private Code MemberText(ExpressionSyntax? argument, ITypeSymbol type, IEnumerable<ISymbol> path)
    {
        var text = argument is null ? Code.Of("this") : TextCopier.CopyPlace(scope, argument);
        if (argument is not null && !SymbolEqualityComparer.Default.Equals(Model.GetTypeInfo(argument).Type, type))
            text = $"(({scope.NameOf(type)})" + text + ")";
        foreach (var member in path)
            (text, type) = Read(text, type, member)!.Value;
        return text;
    }

    /// <summary>What stands before and after an object to name a field of it; null where nothing does.</summary>
    private (string Before, string After)? Name(ITypeSymbol type, IFieldSymbol field)
    {
        for (var holder = type; holder is not null; holder = holder.BaseType)
        {
            if (holder.GetMembers(field.Name).OfType<IFieldSymbol>().FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, field)) is not { } found)
                continue;
            if (IsAccessible(found))
                return ("", "." + found.Name);
            return IsAccessible(found.Type) && scope.Accessors.Field(found) is { } accessor ? (accessor + "(", ")") : null;
        }

        return null;
    }

    private (Code Text, ITypeSymbol Type)? Read(Code owner, ITypeSymbol type, ISymbol member)
    {
        for (ITypeSymbol? holder = type; holder is not null; holder = holder.BaseType)
        {
            if (holder.GetMembers(member.Name).FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, member)) is not { } found)
                continue;
            var value = found is IFieldSymbol field ? field.Type : ((IPropertySymbol)found).Type;
            if (IsAccessible(found))
                return (owner + "." + found.Name, value);
            if (found is not IFieldSymbol hidden || !IsAccessible(hidden.Type) || scope.Accessors.Field(hidden) is not { } accessor)
                return null;
            return (accessor + "(" + (holder.IsValueType ? "ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in " + owner + ")" : owner) + ")", value);
        }

        return null;
    }

    private bool IsAccessible(ISymbol symbol) => symbol switch
    {
        IArrayTypeSymbol array => IsAccessible(array.ElementType),
        ITypeParameterSymbol => true,
        _ => Model.Compilation.IsSymbolAccessibleWithin(symbol, scope.Method.ContainingType),
    };

    /// <summary>Whether a value is the same after the call as it was when the call began.</summary>
    private bool CanBeReadAgain(ExpressionSyntax value, CallSite call)
    {
        switch (value)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return CanBeReadAgain(parenthesized.Expression, call);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiving:
                return CanBeReadAgain(forgiving.Operand, call);
            case ThisExpressionSyntax or BaseExpressionSyntax:
                return true;
        }

        if (scope.Index.Suspends(call.Node))
            return false;
        return Model.GetSymbolInfo(value).Symbol switch
        {
            ILocalSymbol or IParameterSymbol when value is IdentifierNameSyntax name && scope.Index.SymbolOf(name) is { } local =>
                call.HasQuietArguments || !scope.Index.UsesOf(local).Any(AccessKind.IsSet),
            IFieldSymbol field => (field.IsReadOnly || call.HasQuietArguments) && (value is not MemberAccessExpressionSyntax access || field.IsStatic || CanBeReadAgain(access.Expression, call)),
            _ => false,
        };
    }

    // The dictionary and the key find the value again.
    private Func<Storage> Entry(ReferenceOrigin origin, CallSite call)
    {
        if (call.ArgumentOf(0) is not var (dictionary, _) || call.ArgumentOf(1) is not var (key, _) || call.Callee.TypeArguments is not [var keyType, var valueType]
            || Model.GetTypeInfo(dictionary).Type is not INamedTypeSymbol { MetadataName: "Dictionary`2" })
            return Unknown(AboutCall(call.Node));
        if (!CanBeReadAgain(dictionary, call) || !(Model.GetConstantValue(key).HasValue || CanBeReadAgain(key, call)))
            return Unknown($"the dictionary and the key of '{call.Node}' find the value again after the suspension; keep both in locals that are not assigned again");
        var types = $"<{scope.NameOf(keyType)}, {scope.NameOf(valueType)}>";
        return () => new Holding($"OfEntries{types}", Owner.OfAnyType)
            .StorageAfter($"global::PollGen.CompilerServices.Owners.OfEntry{types}(" + TextCopier.CopyPlace(scope, dictionary) + ", " + TextCopier.CopyPlace(scope, key) + ")");
    }

    private Func<Storage> Box(ReferenceOrigin origin, CallSite call) => call.ArgumentOf(0) is var (box, _) && Model.GetTypeInfo(box).Type is { IsReferenceType: true } type
        ? Owned(origin, box, type, new Holding($"OfBox<{scope.NameOf(call.Callee.TypeArguments[0])}>", OwnerOf(type)))
        : Unknown(AboutCall(call.Node));

    private static string AboutCall(SyntaxNode call, string? gap = null) =>
        $"what '{call}' gives does not tell what it is a part of{(gap is null ? "" : $" ({gap})")}; make it again after the suspension, slice here what it was given, or promise what it is a part of with [return: PartOf(…)]";
}
