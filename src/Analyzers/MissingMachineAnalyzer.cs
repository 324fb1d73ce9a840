using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Generator;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>
/// PG0901: a signature was left without its machine and nothing else says why. The generator saw an error in the body that
/// is not there in the final compilation, mostly because another generator's output is invisible to ours.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingMachineAnalyzer : DiagnosticAnalyzer
{
    private const string Mark = "PollGen.CompilerServices.MissingMachineAttribute";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.MissingMachine];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Machines stand in generated files.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterWherePollGenIsReferenced(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(Mark) is not { } mark)
                return;
            var models = new SemanticModels(start.Compilation);
            start.RegisterSymbolAction(symbol => Check(symbol, mark, models), SymbolKind.NamedType);
            start.RegisterSymbolAction(symbol => CheckMethod(symbol, models), SymbolKind.Method);
        });
    }

    private static void Check(SymbolAnalysisContext context, INamedTypeSymbol mark, SemanticModels models)
    {
        var machine = (INamedTypeSymbol)context.Symbol;
        if (!machine.GetAttributes().Any(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, mark)))
            return;

        // Nothing ships as a stub: a machine that belongs to no coroutine is reported where it stands.
        var coroutine = CoroutineOf(machine);
        if (coroutine is null)
            context.ReportDiagnostic(Diagnostic.Create(Rules.MissingMachine, machine.Locations[0], machine.Name));
        else if (!HasError(coroutine, models, context.CancellationToken))
            context.ReportDiagnostic(Diagnostic.Create(Rules.MissingMachine, coroutine.Locations[0], coroutine.Name));
    }

    // A signature that the generator could not read has no shell either.
    private static void CheckMethod(SymbolAnalysisContext context, SemanticModels models)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (!method.IsCoroutine() || method.PartialDefinitionPart is not null || HasOverload(method) || HasError(method, models, context.CancellationToken))
            return;
        context.ReportDiagnostic(Diagnostic.Create(Rules.MissingMachine, method.Locations[0], method.Name));
    }

    private static bool HasOverload(IMethodSymbol marked)
    {
        var method = marked.AsMember();
        var overload = MachineName.OverloadOf(method, method.CoroutineMark()!);
        return method.IsAbstract
            ? method.ContainingType.GetMembers().OfType<IMethodSymbol>().Any(other => BoxFactory.IsNeeded(method)
                ? other.ReturnType.IsBoxedScopedMachine() && other.Name == BoxFactory.NameOf(method)
                : other.ReturnType.IsBoxedFuture() && other.Name.EndsWith(overload, StringComparison.Ordinal))
            : method.ContainingType.GetTypeMembers(MachineName.Of(method, overload), method.Arity).Any();
    }

    private static IMethodSymbol? CoroutineOf(INamedTypeSymbol machine) => machine.ContainingType?.GetMembers().OfType<IMethodSymbol>()
        .FirstOrDefault(method => method.Arity == machine.Arity
            && method.CoroutineMark() is { } mark
            && MachineName.Of(method, MachineName.OverloadOf(method, mark)) == machine.Name);

    /// <summary>Whether something else is reported that keeps the project from building.</summary>
    private static bool HasError(IMethodSymbol coroutine, SemanticModels models, CancellationToken cancellation) =>
        coroutine.DeclaringSyntaxReferences.Any(reference => models.HasErrors(reference.GetSyntax(cancellation), cancellation))
        || CoroutineChecker.Check(coroutine, models, cancellation).Any(problem => problem.RuleId != Rules.Recursion.Id);
}
