// In: what a reference or span is set to. Out: where it points then, and marks on the parts of the text that say so. Decided from what
// the semantic model knows; ref safety proves how long memory lives, not where it is.
// Each method gives a function, because places can be written down only when every variable of the body is declared.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding.References;

internal sealed partial class OriginReader(Scope scope, ReferenceTracker tracker)
{
    private readonly StretchReader stretches = new(scope, tracker);

    private SemanticModel Model => scope.Model;

    /// <summary>The alternatives of a value: the arms of conditional and switch expressions.</summary>
    public static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax value, SemanticModel model) => value switch
    {
        ParenthesizedExpressionSyntax parenthesized => Parts(parenthesized.Expression, model),
        RefExpressionSyntax reference => Parts(reference.Expression, model),
        ConditionalExpressionSyntax choice when choice.WhenTrue is RefExpressionSyntax || model.GetTypeInfo(choice).Type is { IsRefLikeType: true } =>
            Parts(choice.WhenTrue, model).Concat(Parts(choice.WhenFalse, model)),
        SwitchExpressionSyntax choice when model.GetTypeInfo(choice).Type is { IsRefLikeType: true } => choice.Arms.SelectMany(arm => Parts(arm.Expression, model)),
        ThrowExpressionSyntax => [],
        _ => [value],
    };

    /// <summary>Which part a span is of what it is read from.</summary>
    public Stretch StretchOf(ReferenceOrigin origin, ExpressionSyntax value) => stretches.Of(origin, value);

    public Func<Storage> ReadSpan(ReferenceOrigin origin, ExpressionSyntax value) => Unless(origin, value, Span(origin, value));

    /// <summary>Reads what stands behind "ref".</summary>
    public Func<Storage> ReadPlace(ReferenceOrigin origin, ExpressionSyntax place) => Unless(origin, place, Place(origin, place));

    // Evaluated before, for another operand's sake: then the temporary is what counts.
    private Func<Storage> Unless(ReferenceOrigin origin, SyntaxNode node, Func<Storage> read) =>
        () => tracker.TemporaryFor(node) is { } temporary && temporary != origin.Target ? new SameStorage(temporary) : read();

    private Func<Storage> Span(ReferenceOrigin origin, ExpressionSyntax value)
    {
        switch (value)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return ReadSpan(origin, parenthesized.Expression);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiving:
                return ReadSpan(origin, forgiving.Operand);
            case CastExpressionSyntax cast when Model.GetTypeInfo(cast).Type is IArrayTypeSymbol { Rank: 1 } array:
                return Owned(origin, cast, array);
            case CastExpressionSyntax cast when Model.GetSymbolInfo(cast).Symbol is not IMethodSymbol { ContainingType: var converted } || !converted.IsHolder():
                return ReadSpan(origin, cast.Expression);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment:
                return ReadSpan(origin, assignment.Right);
            case DefaultExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression or (int)SyntaxKind.NullLiteralExpression }:
                return () => new NoStorage();
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.Utf8StringLiteralExpression }:
                return () => new NamedStorage("OfSpan", TextCopier.CopyPlace(scope, value), null) { Belongs = Belonging.Constant };
            case StackAllocArrayCreationExpressionSyntax stack:
                return Room(origin, stack, stack.Initializer);
            case ImplicitStackAllocArrayCreationExpressionSyntax stack:
                return Room(origin, stack, stack.Initializer);
            case CollectionExpressionSyntax collection:
                return Collection(origin, collection);
        }

        var type = Model.GetTypeInfo(value).Type;
        if (Model.GetConversion(value) is { IsUserDefined: true, MethodSymbol: { } conversion } && conversion.ContainingType.IsHolder())
            return Unknown($"what '{value}' becomes is made by a conversion of '{conversion.ContainingType.Name}'; call a constructor instead");
        return type switch
        {
            { SpecialType: SpecialType.System_String } when Model.GetConstantValue(value).HasValue => () => new NamedStorage("OfText", TextCopier.CopyPlace(scope, value), null),
            not null when MayOwn(type) => Owned(origin, value, type),
            _ when type.IsInlineArray() => ReadPlace(origin, value),
            _ when type.IsSpan() => PartOfSpan(origin, value),
            _ when type.IsHolder() => Holder(origin, value),
            _ => Unknown($"what '{value}' points to is not known; keep an array, a Memory<T> or an inline array, and make the span again after the suspension"),
        };
    }

    private Func<Storage> PartOfSpan(ReferenceOrigin origin, ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name when tracker.Of(scope.Index.SymbolOf(name)) is { } source => () => new SameStorage(source),
        ElementAccessExpressionSyntax range when Model.GetTypeInfo(range.Expression).Type is var whole && (whole.IsSpan() || whole.IsInlineArray()) => ReadSpan(origin, range.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Span" } access when Model.GetTypeInfo(access.Expression).Type.IsMemory() => ReadSpan(origin, access.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } access when Model.GetSymbolInfo(access).Symbol is { IsStatic: true, ContainingType: var type } && type.IsSpan() => () => new NoStorage(),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var first, ..] } => Argument(origin, first),
        BaseObjectCreationExpressionSyntax => () => new NoStorage(),
        _ when Model.GetSymbolInfo(value).Symbol is IFieldSymbol { IsReadOnly: true, IsStatic: false } && IsOfHandedIn(value) => () => new NamedStorage("OfSpan", TextCopier.CopyPlace(scope, value), null) { Belongs = Belonging.Caller },
        MemberAccessExpressionSyntax access when IsPartOfHolder(access) => ReadSpan(origin, access.Expression),
        _ => Returned(origin, value),
    };

    private Func<Storage> Place(ReferenceOrigin origin, ExpressionSyntax place)
    {
        var symbol = Model.GetSymbolInfo(place).Symbol;
        switch (place)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return ReadPlace(origin, parenthesized.Expression);
            case RefExpressionSyntax reference:
                return ReadPlace(origin, reference.Expression);
            case ThisExpressionSyntax:
                return () => new NamedStorage("OfPlace", Code.Of("this"), null) { IsNarrow = true };
            case IdentifierNameSyntax name when scope.Index.SymbolOf(name) is { } local:
                return tracker.Of(local) is { IsRef: true } source ? () => new SameStorage(source)
                    : Model.GetTypeInfo(name).Type is { IsRefLikeType: true } ? Unknown($"it is a part of '{name}', which is no part of the frame; keep that, and refer to its part again after the suspension")
                    : () => OfVariable(local);
            case IdentifierNameSyntax or GenericNameSyntax when symbol is IFieldSymbol:
                return IsThreadStatic(symbol) ? Unknown(AboutThreadStatic(place)) : () => new NamedStorage("OfPlace", TextCopier.CopyPlace(scope, place), null) { IsNarrow = IsOfStruct(symbol), Belongs = symbol.IsStatic ? Belonging.Static : Belonging.Other };
            case MemberAccessExpressionSyntax access when symbol is IFieldSymbol field:
                return Field(origin, access, field);
            case ElementAccessExpressionSyntax element:
                return Element(origin, element);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression }:
                return Unknown("it comes from a pointer; keep the pointer instead");
            default:
                return Returned(origin, place);
        }
    }

    private Storage OfVariable(ISymbol symbol) => scope.VariableOf(symbol) switch
    {
        null => new UnknownStorage($"'{symbol.Name}' does not live as long; declare it further out"),
        // That of a coroutine around this one is in that one's frame, whatever happens here.
        { } variable when variable.Level != scope.Level => new NamedStorage("OfPlace", new Code([new OuterPiece(new VariablePiece(variable, Access.Any, InClosure: false))]), null),
        { } variable => new NamedStorage("OfPlace", Code.Of(variable, Access.Any), variable.IsCaptured ? null : variable),
    };

    private Func<Storage> Field(ReferenceOrigin origin, MemberAccessExpressionSyntax access, IFieldSymbol field)
    {
        if (IsThreadStatic(field))
            return Unknown(AboutThreadStatic(access));
        if (field.IsStatic || access.Expression is ThisExpressionSyntax or BaseExpressionSyntax)
            return () => new NamedStorage("OfPlace", TextCopier.CopyPlace(scope, access), null) { IsNarrow = IsOfStruct(field), Belongs = field.IsStatic ? Belonging.Static : Belonging.Other };
        if (field.RefKind != RefKind.None)
            return ReadSpan(origin, access.Expression);
        return Model.GetTypeInfo(access.Expression).Type is { IsReferenceType: true } type
            ? Owned(origin, access.Expression, type, new Holding("OfPlace", OwnerOf(type)) { Path = "." + access.Name })
            : ReadPlace(origin, access.Expression);
    }

    private Func<Storage> Element(ReferenceOrigin origin, ElementAccessExpressionSyntax element)
    {
        var type = Model.GetTypeInfo(element.Expression).Type;
        return type switch
        {
            IArrayTypeSymbol => Owned(origin, element.Expression, type),
            _ when type.IsSpan() => ReadSpan(origin, element.Expression),
            _ when type.IsInlineArray() => ReadPlace(origin, element.Expression),
            IPointerTypeSymbol => Unknown("it comes from a pointer; keep the pointer instead"),
            _ => Returned(origin, element),
        };
    }

    private Func<Storage> Room(ReferenceOrigin origin, ExpressionSyntax stack, InitializerExpressionSyntax? values)
    {
        var element = (Model.GetTypeInfo(stack).Type ?? Model.GetTypeInfo(stack).ConvertedType).SpanElement();
        var size = (stack as StackAllocArrayCreationExpressionSyntax)?.Type is ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var given] }] } && given is not OmittedArraySizeExpressionSyntax ? given : null;
        var length = values?.Expressions.Count ?? (size is null ? null : Model.GetConstantValue(size).Value as int?);
        if (element is null)
            return Unknown("it is a pointer to the stack; make it a Span<T>");
        if (length is null)
            return Unknown("its size is known only at run time, and a future's memory is laid out at compile time; give it a constant size, or rent an array from ArrayPool<T>");
        return length == 0 ? () => new NoStorage() : Room(origin, stack, element, length.Value, values is not null);
    }

    // [1, 2, 3] as a span of constants is data of the assembly; other values stand on the stack, and so in the frame.
    private Func<Storage> Collection(ReferenceOrigin origin, CollectionExpressionSyntax collection)
    {
        var type = Model.GetTypeInfo(collection).ConvertedType;
        if (collection.Elements.Count == 0)
            return () => new NoStorage();
        if (!type.IsSpan() || collection.Elements.Any(item => item is not ExpressionElementSyntax))
            return Unknown("how long it is, is known only at run time; collect the elements in an array");
        var element = type.SpanElement()!;
        var isData = type!.Name == "ReadOnlySpan" && element is { IsUnmanagedType: true, SpecialType: not SpecialType.None and not SpecialType.System_Decimal }
            && collection.Elements.OfType<ExpressionElementSyntax>().All(item => Model.GetConstantValue(item.Expression).HasValue);
        return isData
            ? () => new NamedStorage("OfSpan", $"((global::System.ReadOnlySpan<{scope.NameOf(element)}>)" + TextCopier.CopyPlace(scope, collection) + ")", null) { Belongs = Belonging.Constant }
            : Room(origin, collection, element, collection.Elements.Count, hasValues: true);
    }

    private Func<Storage> Room(ReferenceOrigin origin, ExpressionSyntax stack, ITypeSymbol element, int length, bool hasValues)
    {
        var name = scope.Names.Fresh(origin.Target.Name.TrimStart('@') + "Memory");
        var shape = ShapeReader.Of(element, scope.Method.ContainingAssembly);
        var room = new Variable(name, origin.Target.Name, scope.NameOf(element), VariableKind.FrameOnly)
        {
            RoomLength = length,
            HoldsReferences = !element.IsUnmanagedType,
            Shape = shape is null ? null : shape.Repeated(length),
        };
        tracker.Mark(stack, code => new Code([new RoomPiece(origin, code, hasValues)]));
        var round = scope.Index.RoundOf(stack);
        return () => new NamedStorage("OfPlace", Code.Of(room, Access.Any), room) { Round = round };
    }

    private Func<Storage> Owned(ReferenceOrigin origin, ExpressionSyntax owner, ITypeSymbol type) => Owned(origin, owner, type, HoldingOf(type)!);

    private Func<Storage> Owned(ReferenceOrigin origin, ExpressionSyntax owner, ITypeSymbol type, Holding holding)
    {
        if (!TypeNames.CanBeNamedElsewhere(type))
            return Unknown("the type of what it points into has no name that generated code could use");
        tracker.Mark(owner, code => new Code([new OwnerPiece(origin, code)]));
        return () =>
        {
            // What a variable holds may have its elements elsewhere later.
            var (alias, range) = holding.Taking is null ? Alias(owner) : (null, TextRange.Everything);
            return holding.Storage(alias, range);
        };
    }

    /// <summary>A variable that is never set again, where it means the same.</summary>
    private (Code? Alias, TextRange Scope) Alias(ExpressionSyntax owner)
    {
        if (owner is ThisExpressionSyntax)
            return (Code.Of("this"), TextRange.Everything);
        // What a coroutine around this one has is not in this one's frame.
        if (owner is not IdentifierNameSyntax name || scope.Index.SymbolOf(name) is not { } symbol || scope.VariableOf(symbol) is not { IsReference: false } variable
            || variable.Level != scope.Level || scope.Index.UsesOf(symbol).Any(AccessKind.IsSet))
            return (null, TextRange.Everything);
        if (symbol is IParameterSymbol)
            return (Code.Of(variable), TextRange.Everything);
        return symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(scope.Cancellation) is { } syntax
            ? (Code.Of(variable), scope.Index.ScopeOf(syntax))
            : (null, TextRange.Everything);
    }

    // A readonly field of a ref struct that is passed again at every poll: it is there, and it is the same.
    private bool IsOfHandedIn(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name when scope.Index.SymbolOf(name) is { } symbol => scope.VariableOf(symbol) is { Kind: VariableKind.HandedIn },
        IdentifierNameSyntax => scope.Root.Method.TakesThisByReference(),
        ThisExpressionSyntax => scope.Root.Method.TakesThisByReference(),
        MemberAccessExpressionSyntax access when Model.GetSymbolInfo(access).Symbol is IFieldSymbol { IsReadOnly: true, IsStatic: false } || IsOwner(access) => IsOfHandedIn(access.Expression),
        _ => false,
    };

    private bool IsOwner(MemberAccessExpressionSyntax access) => Model.GetSymbolInfo(access).Symbol is IFieldSymbol { IsStatic: false, ContainingType.IsValueType: true };

    // C# holds "this" of a struct to be shorter-lived than it is here.
    private static bool IsOfStruct(ISymbol member) => !member.IsStatic && member.ContainingType.TypeKind == TypeKind.Struct;

    private static bool IsThreadStatic(ISymbol? symbol) => symbol is { IsStatic: true } && symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute");

    private static Func<Storage> Unknown(string advice) => () => new UnknownStorage(advice);

    private static string AboutThreadStatic(SyntaxNode place) => $"'{place}' is another variable on another thread; read it again after the suspension";
}
