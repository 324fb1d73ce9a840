using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.Memories;

/// <summary>A coroutine with span parameters, which could take memories.</summary>
/// <param name="Symbol">The coroutine.</param>
/// <param name="Syntax">Its declaration.</param>
/// <param name="Overload">The name of what makes its future.</param>
internal sealed record SpanCoroutine(IMethodSymbol Symbol, MethodDeclarationSyntax Syntax, string Overload)
{
    /// <summary>What the overload takes.</summary>
    public IEnumerable<IParameterSymbol> Parameters => Symbol.Parameters.Where(parameter => !parameter.Type.IsCo());

    public IEnumerable<IParameterSymbol> Spans => Symbol.Parameters.Where(parameter => SpanKind.Of(parameter.Type) is not null);

    /// <summary>The coroutines whose futures are given to a call, also as receiver and as element of a collection.</summary>
    public static IEnumerable<SpanCoroutine?> GivenTo(InvocationExpressionSyntax call, SemanticModel model)
    {
        var operands = call.ArgumentList.Arguments.Select(argument => argument.Expression);
        if (call.Expression is MemberAccessExpressionSyntax access)
            operands = operands.Prepend(access.Expression);
        return operands
            .SelectMany(operand => operand is CollectionExpressionSyntax collection ? collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression) : [operand])
            .Where(operand => model.GetTypeInfo(operand).Type.IsScopedFuture() || CandidateOf(operand, model) is not null)
            .Select(operand => Of(model.GetSymbolInfo(operand).Symbol as IMethodSymbol ?? CandidateOf(operand, model)));
    }

    /// <summary>The coroutine that a call is meant for where its overload has not been generated yet.</summary>
    public static IMethodSymbol? CandidateOf(ExpressionSyntax call, SemanticModel model) =>
        call is InvocationExpressionSyntax && model.GetSymbolInfo(call) is { Symbol: null, CandidateSymbols: [IMethodSymbol candidate] } && MarkOf(candidate) is not null ? candidate : null;

    /// <summary>Whether a method is the coroutine, or makes its future.</summary>
    public bool Is(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(method, Symbol)
            || (method.Name == Overload && SymbolEqualityComparer.Default.Equals(method.ContainingType, Symbol.ContainingType)
                && method.Parameters.Select(parameter => parameter.Type.ToDisplayString()).SequenceEqual(Parameters.Select(parameter => parameter.Type.ToDisplayString())));
    }

    /// <summary>Whether the parameters can become memories, and the body do with them.</summary>
    public bool CanChange(Compilation compilation) =>
        Spans.Any()
        && Symbol.Parameters.All(parameter => parameter is { RefKind: RefKind.None, ScopedKind: ScopedKind.None, IsParams: false } && (parameter.Type.IsCo() || !parameter.Type.IsRefLikeType || SpanKind.Of(parameter.Type) is not null))
        && !(Symbol.IsExtensionMethod && SpanKind.Of(Symbol.Parameters[0].Type) is not null)
        && !Symbol.IsVirtual && !Symbol.IsOverride && !Symbol.IsAbstract
        && (Symbol.IsStatic || !Symbol.ContainingType.IsValueType || Symbol.ContainingType.IsReadOnly)
        && Uses(compilation).All(use => use.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == use => IsOwnPart(assignment.Right, use),
            ArgumentSyntax argument => argument.RefKindKeyword.RawKind == 0,
            RefExpressionSyntax => false,
            _ => true,
        });

    /// <summary>The uses that read the span itself, and have to say so: not its length, and not its parts that are assigned to it.</summary>
    public IEnumerable<IdentifierNameSyntax> Reads(Compilation compilation) => Uses(compilation).Where(use =>
        !(use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use)
        && !(use.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "IsEmpty" } access && access.Expression == use)
        && !use.Ancestors().TakeWhile(outer => outer is not StatementSyntax).OfType<AssignmentExpressionSyntax>().Any(outer => outer.Left is IdentifierNameSyntax target && IsOwnPart(outer.Right, target) && PartOf(outer.Right) == use)
        && !(use.Parent?.Parent?.Parent is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } }));

    private static SpanCoroutine? Of(IMethodSymbol? called) => called?.ContainingType?.OriginalDefinition.GetMembers().OfType<IMethodSymbol>()
        .Where(method => MarkOf(method) is not null)
        .Select(method => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax syntax
            ? new SpanCoroutine(method, syntax, MarkOf(method)!.NamedArguments.FirstOrDefault(argument => argument.Key == "Overload").Value.Value as string ?? method.Name)
            : null)
        .FirstOrDefault(coroutine => coroutine?.Is(called) == true);

    private static AttributeData? MarkOf(IMethodSymbol method) => method.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.IsCoroutineAttribute());

    private IEnumerable<IdentifierNameSyntax> Uses(Compilation compilation)
    {
        var model = compilation.GetSemanticModel(Syntax.SyntaxTree);
        var spans = Spans.ToList();
        return Syntax.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name =>
            spans.Any(span => span.Name == name.Identifier.ValueText) && model.GetSymbolInfo(name).Symbol is IParameterSymbol parameter && spans.Contains(parameter, SymbolEqualityComparer.Default));
    }

    // rest = rest[1..], rest = rest.Slice(1): memories can do that, too.
    private static bool IsOwnPart(ExpressionSyntax value, IdentifierNameSyntax span) => PartOf(value) is { } whole && whole.Identifier.ValueText == span.Identifier.ValueText;

    private static IdentifierNameSyntax? PartOf(ExpressionSyntax value) => value switch
    {
        ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax whole, ArgumentList.Arguments: [{ Expression: RangeExpressionSyntax }] } => whole,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Slice", Expression: IdentifierNameSyntax whole } } => whole,
        _ => null,
    };
}
