using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>PG0902: a coroutine in a project whose language version lacks what generated code is written in.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageTooOldAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.LanguageTooOld];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.ReferencesPollGen() && start.Compilation.IsLanguageTooOld())
                start.RegisterSymbolAction(symbol => Check(symbol, ((CSharpCompilation)start.Compilation).LanguageVersion), SymbolKind.Method);
        });
    }

    private static void Check(SymbolAnalysisContext context, LanguageVersion version)
    {
        if (((IMethodSymbol)context.Symbol).IsCoroutine())
            context.ReportDiagnostic(Diagnostic.Create(Rules.LanguageTooOld, context.Symbol.Locations[0], version.ToDisplayString()));
    }
}
