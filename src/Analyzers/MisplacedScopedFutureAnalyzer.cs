using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>
/// PG0203: a scoped future is given to something that has no form for it. C# refuses that itself, but says only that it cannot infer the type
/// arguments; this says why, and what to write.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisplacedScopedFutureAnalyzer : DiagnosticAnalyzer
{
    private const string Instead = "let the coroutine take a Memory<T>, an array or an object in place of the span or reference, then its future is an ordinary one";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.MisplacedScopedFuture];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start => start.RegisterSyntaxNodeAction(Check, SyntaxKind.InvocationExpression));
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        var name = NameOf(call);
        var model = context.SemanticModel;
        if (WayOut(name.ValueText) is not { } wayOut || model.GetSymbolInfo(call).Symbol is not null || !IsOurs(call, model))
            return;
        var futures = FuturesOf(call, model).ToList();
        if (futures.FirstOrDefault(future => future.Type.IsScopedFuture()).Text is not { } scoped)
            return;
        if (wayOut.Length == 0)
        {
            // There is a form for scoped futures: is it another kind that stands beside?
            if (futures.FirstOrDefault(future => future.Type.IsFutureWithMachine()).Text is not { } ordinary)
                return;
            wayOut = $"the futures of a combinator are of one kind, and '{ordinary}' is an ordinary one: write '{ordinary}.Scoped()'";
        }

        context.ReportDiagnostic(Diagnostic.Create(Rules.MisplacedScopedFuture, name.GetLocation(), name.ValueText, scoped, wayOut));
    }

    /// <summary>What to say of a method; empty if it has a form for scoped futures, null if it has nothing to do with futures.</summary>
    private static string? WayOut(string method) => method switch
    {
        "Join" or "TryJoin" or "Select" or "SelectBiased" => "",
        "JoinAll" or "TryJoinAll" => $"no array can hold what it refers to: join up to eight with 'Future.Join' or 'Future.TryJoin', or {Instead}",
        "Race" => $"no object can hold what it refers to: make it anew in each round of a 'Future.Select', or {Instead}",
        "Spawn" or "SpawnDetached" or "Run" => $"a task may outlive what it refers to: {Instead}",
        "Boxed" => $"no object can hold what it refers to: {Instead}",
        _ => null,
    };

    private static bool IsOurs(InvocationExpressionSyntax call, SemanticModel model)
    {
        var candidates = model.GetSymbolInfo(call).CandidateSymbols;
        return candidates.Length > 0
            ? candidates.All(candidate => candidate.ContainingNamespace is { Name: WellKnown.Namespace, ContainingNamespace.IsGlobalNamespace: true })
            // Of extension methods that do not fit, C# does not say which it has thought of.
            : call.Expression is MemberAccessExpressionSyntax access && model.GetTypeInfo(access.Expression).Type.IsScopedFuture();
    }

    /// <summary>What is given to the call, also as receiver of an extension and as element of a collection.</summary>
    private static IEnumerable<(string Text, ITypeSymbol? Type)> FuturesOf(InvocationExpressionSyntax call, SemanticModel model)
    {
        var operands = call.ArgumentList.Arguments.Select(argument => argument.Expression);
        if (call.Expression is MemberAccessExpressionSyntax access)
            operands = operands.Prepend(access.Expression);
        return operands.SelectMany(Elements).Select(operand => (operand.ToString(), model.GetTypeInfo(operand).Type));
    }

    private static IEnumerable<ExpressionSyntax> Elements(ExpressionSyntax operand) => operand is CollectionExpressionSyntax collection
        ? collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression)
        : [operand];

    private static SyntaxToken NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        SimpleNameSyntax simple => simple.Identifier,
        _ => default,
    };
}
