using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Generator;

/// <summary>The pipeline, nothing else: declarations, then one compiling step, then files. Only text and records flow through it.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class CoroutineGenerator : IIncrementalGenerator
{
    /// <summary>The steps by the names under which a test can ask why they ran.</summary>
    internal const string DeclarationStep = "Declarations";
    internal const string CompileStep = "Compile";
    internal const string FileStep = "Files";
    internal const string NoticeStep = "Notices";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnown.CoroutineAttribute,
                static (node, _) => node is MethodDeclarationSyntax,
                static (source, _) => DeclarationReader.Read((IMethodSymbol)source.TargetSymbol, (MethodDeclarationSyntax)source.TargetNode, source.SemanticModel))
            .WithTrackingName(DeclarationStep);

        var compiled = context.CompilationProvider
            .Combine(declarations.Collect())
            .Select(static (input, cancellation) => CoroutineCompiler.CompileAll(input.Left, input.Right, cancellation))
            .WithTrackingName(CompileStep);
        var files = compiled.SelectMany(static (result, _) => result.Files).WithTrackingName(FileStep);
        var notices = compiled.SelectMany(static (result, _) => result.Notices).WithTrackingName(NoticeStep);

        context.RegisterSourceOutput(files, static (output, file) => output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8)));
        context.RegisterSourceOutput(notices, static (output, notice) => output.ReportDiagnostic(Diagnostic.Create(Rules.Recursion, notice.Where.ToLocation(), [.. notice.Arguments])));
    }
}
