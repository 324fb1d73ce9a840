// Places that are assigned to, or passed by reference, after a suspension: members, elements, and references that calls return.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Binding.References;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <param name="access">The member.</param>
    /// <param name="owner">What it is a member of; null after "?.", where that has been evaluated.</param>
    /// <param name="later">What is evaluated before the place is used.</param>
    /// <param name="isAddress">Whether C# takes the address now.</param>
    private Code BindMemberPlace(ExpressionSyntax access, ExpressionSyntax? owner, IReadOnlyList<SyntaxNode> later, bool isAddress)
    {
        var symbol = model.GetSymbolInfo(access).Symbol;
        if (symbol is null or { IsStatic: true } or ITypeSymbol or INamespaceSymbol)
            return model.GetTypeInfo(owner ?? access).Type is { TypeKind: TypeKind.Dynamic } && owner is not null
                ? Copy(access, new Dictionary<SyntaxNode, Code> { [owner] = BindStable(owner, "target", later) })
                : Copy(access);
        // A property read as a receiver is a value.
        var isReference = IsReturnedReference(access);
        if (isAddress && symbol is IPropertySymbol && !isReference)
            return BindStable(access, "receiver", later);
        var isValue = owner is not null && model.GetTypeInfo(owner).Type is { IsReferenceType: false };
        var isPassedByReference = isValue && symbol.ContainingType?.ExtensionParameter is null or { RefKind: not RefKind.None };
        var receiver = owner is null ? null
            : isPassedByReference ? BindPlace(owner, later, isAddress: true)
            : BindStable(owner, "target", later);
        var tracked = isReference && later.Any(index.Suspends) ? TrackPlace(access) : null;
        var code = receiver is null ? Copy(access) : Copy(access, new Dictionary<SyntaxNode, Code> { [owner!] = receiver });
        if (isReference && later.Any(index.Suspends))
            return BindReference(access, code, tracked);
        if (isAddress && !isValue && later.Count > 0 && owner is not (ThisExpressionSyntax or BaseExpressionSyntax))
            CheckNow(code, access);
        return code;
    }

    private Code BindElementPlace(ExpressionSyntax element, ExpressionSyntax? owner, BracketedArgumentListSyntax list, IReadOnlyList<SyntaxNode> later, bool isAddress)
    {
        var type = owner is not null ? model.GetTypeInfo(owner).Type : ReceiverTypeOf(element);
        var isSpan = type.IsSpan();
        var isReference = !isSpan && IsReturnedReference(element);
        if (isAddress && model.GetSymbolInfo(element).Symbol is IPropertySymbol && !isSpan && !isReference)
            return BindStable(element, "receiver", later);
        var arguments = list.Arguments.Select(argument => argument.Expression).ToList();
        var replacements = new Dictionary<SyntaxNode, Code>();
        var items = owner is null ? scope.ReceiverOf(element)! : type is { IsReferenceType: false } && !isSpan
            ? BindPlace(owner, [.. arguments, .. later], isAddress: true)
            : BindStable(owner, "items", [.. arguments, .. later]);
        if (owner is not null)
            replacements[owner] = items;
        for (var i = 0; i < arguments.Count; i++)
        {
            IReadOnlyList<SyntaxNode> after = [.. arguments.Skip(i + 1), .. later];
            replacements[arguments[i]] = later.Any(index.Suspends) && model.GetTypeInfo(arguments[i]).Type is { Name: "Index", ContainingNamespace.Name: "System" }
                ? BindOffset(element, type, items, arguments[i])
                : BindStable(arguments[i], "index", after);
        }

        var tracked = isReference && later.Any(index.Suspends) ? TrackPlace(element) : null;
        var code = Copy(element, replacements);
        if (isReference && later.Any(index.Suspends))
            return BindReference(element, code, tracked);
        // Elements of arrays are checked when they are stored to; of other memory, when their address is taken.
        var isInline = type is { IsValueType: true } && model.GetSymbolInfo(element).Symbol is null;
        if (later.Count > 0 && (isSpan || isInline || isAddress && type is IArrayTypeSymbol))
            CheckNow(code, element);
        return code;
    }

    // "items[^1] = S": the length is read once, and before the right side is evaluated.
    private Code BindOffset(ExpressionSyntax element, ITypeSymbol? type, Code items, ExpressionSyntax argument)
    {
        if (type is { IsValueType: true, IsRefLikeType: false } && model.GetSymbolInfo(element).Symbol is null)
            return BindStable(argument, "index", [element]);
        var isUserDefined = model.GetSymbolInfo(element).Symbol is IPropertySymbol { Parameters: [{ Type.Name: "Index" }] };
        if (isUserDefined)
            return BindStable(argument, "index", [element]);
        var length = model.GetOperation(element) is IImplicitIndexerReferenceOperation { LengthSymbol: { } symbol } ? symbol.Name : "Length";
        var offset = scope.Temporary("index", model.Compilation.GetSpecialType(SpecialType.System_Int32));
        var value = argument is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression } fromEnd
            ? items + $".{length} - " + BindStable(fromEnd.Operand, "index", [element])
            : BindStable(argument, "index", [element]) + ".GetOffset(" + items + $".{length})";
        Add(new BoundDeclaration(offset, value, "int"), argument);
        return Code.Of(offset);
    }

    /// <summary>"c ? ref a : ref b": the condition and the path to the chosen place are evaluated now.</summary>
    private Code BindChosenPlace(ConditionalExpressionSyntax conditional, ExpressionSyntax whenTrue, ExpressionSyntax whenFalse, IReadOnlyList<SyntaxNode> later)
    {
        var condition = scope.Temporary("condition", model.Compilation.GetSpecialType(SpecialType.System_Boolean));
        Add(new BoundDeclaration(condition, BindFinal(conditional.Condition), "bool"), conditional.Condition);
        var first = Code.Empty;
        var second = Code.Empty;
        var yes = Declared(InBlock(() => first = BindPlace(whenTrue, later, isAddress: true)));
        var no = Declared(InBlock(() => second = BindPlace(whenFalse, later, isAddress: true)));
        if (!yes.Statements.IsEmpty || !no.Statements.IsEmpty)
            Add(new BoundIf(Code.Of(condition), yes, no), conditional);
        return "(" + Code.Of(condition) + " ? ref " + first + " : ref " + second + ")";
    }

    // What is evaluated on one way only and used after it is declared before.
    private BoundBlock Declared(BoundBlock block)
    {
        foreach (var declaration in block.Statements.OfType<BoundDeclaration>().Where(declaration => !declaration.Variable.IsReference))
            Add(new BoundDeclaration(declaration.Variable, null, declaration.Variable.Type));
        return new BoundBlock([.. block.Statements.Select(statement => statement is BoundDeclaration { Value: { } value, Variable: { IsReference: false } variable }
            ? AssignmentOf(variable, value) with { Source = statement.Source }
            : statement)]);
    }

    private bool IsReturnedReference(ExpressionSyntax place) =>
        model.GetSymbolInfo(place).Symbol is IPropertySymbol { RefKind: not RefKind.None } or IMethodSymbol { RefKind: not RefKind.None };

    /// <summary>A reference that a call returns: it is called once, and the reference is what must be kept.</summary>
    private Code BindReference(ExpressionSyntax place, Code code, TrackedReference? tracked)
    {
        var isReadOnly = IsReadOnlyReference(place);
        var reference = scope.Reference(place.ToString(), "place", TypeOfValue(place), isReadOnly, tracked);
        Add(new BoundDeclaration(reference, "ref " + code, (isReadOnly ? "ref readonly " : "ref ") + reference.Type), place);
        return Code.Of(reference, Access.Any);
    }

    private Code BindReference(ExpressionSyntax place, Func<Code> bind)
    {
        var tracked = TrackPlace(place);
        return BindReference(place, bind(), tracked);
    }

    private bool IsReadOnlyReference(ExpressionSyntax place) =>
        model.GetSymbolInfo(place).Symbol is IPropertySymbol { RefKind: RefKind.RefReadOnly } or IMethodSymbol { RefKind: RefKind.RefReadOnly } or ILocalSymbol { RefKind: RefKind.RefReadOnly };

    // Before the text is copied, so that what it points into is noted.
    private TrackedReference? TrackPlace(ExpressionSyntax place) =>
        scope.References.OfTemporary("place", TypeOfValue(place), place, IsReadOnlyReference(place) ? RefKind.RefReadOnly : RefKind.Ref);

    private ITypeSymbol? ReceiverTypeOf(ExpressionSyntax binding) =>
        binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span)) is { } owner
            ? model.GetTypeInfo(owner.Expression).Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } ? value : model.GetTypeInfo(owner.Expression).Type
            : null;

    /// <summary>Finds a null, a bad index or an array of another type where direct execution finds it.</summary>
    private void CheckNow(Code place, ExpressionSyntax source)
    {
        var isStoredTo = source.Parent is ArgumentSyntax argument && (argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword));
        Add(
            new BoundCode(isStoredTo && model.GetTypeInfo(source).Type is { IsReferenceType: true }
                ? "_ = global::System.Runtime.CompilerServices.Unsafe.Add(ref " + place + ", 0);"
                : "_ = " + place + ";"),
            source);
    }
}
