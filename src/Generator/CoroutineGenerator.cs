using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Reporting;

namespace PollGen.Generator;

/// <summary>The pipeline, nothing else. Only text and records flow through it; what comes after binding runs for changed coroutines only.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class CoroutineGenerator : IIncrementalGenerator
{
    /// <summary>The steps by the names under which a test can ask why they ran.</summary>
    internal const string DeclarationStep = "Declarations";
    internal const string BindStep = "Bind";
    internal const string LowerStep = "Lower";
    internal const string PlanStep = "Plan";
    internal const string FileStep = "Files";
    internal const string NoticeStep = "Notices";
    internal const string LargeStep = "LargeFutures";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnown.CoroutineAttribute,
                static (node, _) => node is MethodDeclarationSyntax,
                static (source, _) => DeclarationReader.Read((IMethodSymbol)source.TargetSymbol, (MethodDeclarationSyntax)source.TargetNode, source.SemanticModel))
            .WithTrackingName(DeclarationStep);

        var validates = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => Validation.Validation.IsOn(options.GlobalOptions));
        var all = context.CompilationProvider.Combine(declarations.Collect()).Combine(validates)
            .Select(static (input, cancellation) => CoroutineCompiler.BindAll(input.Left.Left, input.Left.Right, input.Right, cancellation));
        var notices = all.SelectMany(static (result, _) => result.Notices).WithTrackingName(NoticeStep);
        var bridges = all.Select(static (result, _) => result.Bridges);
        var bound = all.SelectMany(static (result, _) => result.Coroutines).WithTrackingName(BindStep);
        var lowered = bound.Select(CoroutineCompiler.Lower).WithTrackingName(LowerStep);
        var planned = lowered.Collect().SelectMany(static (coroutines, _) => CoroutineCompiler.Plan(coroutines)).WithTrackingName(PlanStep);
        var files = planned.Select(static (coroutine, _) => CoroutineCompiler.Emit(coroutine)).WithTrackingName(FileStep);

        var limit = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => LargeFutureReport.Limit(options.GlobalOptions));
        var large = planned.Combine(limit).SelectMany(static (input, _) => LargeFuture.In(input.Left, input.Right)).WithTrackingName(LargeStep);

        var folder = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => SizeReport.Folder(options.GlobalOptions));
        var reported = planned.Combine(folder).Select(static (input, _) => input.Right is null ? "" : SizeReport.Of(input.Left, input.Right));

        context.RegisterSourceOutput(planned.Combine(validates), static (_, input) =>
        {
            if (input.Right)
                Validation.Validation.CheckFrames(input.Left);
        });
        context.RegisterSourceOutput(large.Collect().Combine(context.CompilationProvider), static (output, input) =>
        {
            foreach (var future in input.Left)
                output.ReportDiagnostic(LargeFutureReport.Of(future, input.Right));
        });
        context.RegisterImplementationSourceOutput(reported.Collect().Combine(folder), static (output, input) =>
        {
            if (input.Right is not null)
                output.AddSource(SizeReport.HintName, SourceText.From(SizeReport.File(input.Left), Encoding.UTF8));
        });
        context.RegisterSourceOutput(files, static (output, file) => output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8)));
        context.RegisterSourceOutput(bridges, static (output, text) =>
        {
            if (text.Length > 0)
                output.AddSource(AwaitableBridges.HintName, SourceText.From(text, Encoding.UTF8));
        });
        context.RegisterSourceOutput(notices.Collect().Combine(context.CompilationProvider), static (output, input) =>
        {
            foreach (var notice in input.Left)
                output.ReportDiagnostic(Diagnostic.Create(Rules.Recursion, notice.Where.In(input.Right), [.. notice.Arguments]));
        });
    }
}
