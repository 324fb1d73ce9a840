using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>
/// PG00xx and PG01xx: what keeps a method marked [Coroutine] from being compiled. Runs the front half of the compiler, so
/// that it says exactly what the generator found. In a body that the C# compiler complains about it says what Co is used for, and leaves the statements with errors alone.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CoroutineAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<DiagnosticDescriptor> Checked =
    [
        Rules.MissingCo, Rules.SeveralCo, Rules.CoByReference, Rules.CoOutOfPlace, Rules.TypeNotPartial, Rules.OverloadCollides,
        Rules.UnsupportedDeclaration, Rules.CoKept, Rules.CoToOrdinaryMethod, Rules.UnsupportedForm, Rules.CannotLiveAcrossSuspension,
        Rules.Recursion, Rules.TooLarge, Rules.VeryLarge,
    ];

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> RuleOf = Checked.ToImmutableDictionary(rule => rule.Id);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Checked;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // The generator compiles coroutines in files marked as generated, too: silence there would ship a stub.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterWherePollGenIsReferenced(start =>
        {
            var models = new SemanticModels(start.Compilation);
            start.RegisterSymbolAction(
                symbol => Check((IMethodSymbol)symbol.Symbol, models, symbol.ReportDiagnostic, symbol.CancellationToken), SymbolKind.Method);
            // Local functions are no members, and have no symbol action.
            start.RegisterOperationAction(
                operation => Check(((ILocalFunctionOperation)operation.Operation).Symbol, models, operation.ReportDiagnostic, operation.CancellationToken),
                OperationKind.LocalFunction);
        });
    }

    private static void Check(IMethodSymbol method, SemanticModels models, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (!method.IsCoroutine())
            return;
        foreach (var problem in CoroutineChecker.Check(method, models, cancellation))
            report(Diagnostic.Create(RuleOf[problem.RuleId], LocationOf(problem, method, models.Compilation), PropertiesOf(problem), [.. problem.Arguments]));
    }

    private static Location LocationOf(Problem problem, IMethodSymbol method, Compilation compilation)
    {
        // Several trees may have the same path, or none; the method's own come first.
        var tree = method.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree).Concat(compilation.SyntaxTrees)
            .FirstOrDefault(tree => tree.FilePath == problem.FilePath && problem.Span.End <= tree.Length);
        return tree is null ? method.Locations[0] : Location.Create(tree, problem.Span);
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(Problem problem)
    {
        var none = ImmutableDictionary<string, string?>.Empty;
        if (problem.RuleId == Rules.OverloadCollides.Id)
            return none.Add(FixProperties.Overload, problem.Arguments[2]);
        return problem.RuleId == Rules.CannotLiveAcrossSuspension.Id ? none.Add(FixProperties.Variable, problem.Arguments[0]) : none;
    }
}
