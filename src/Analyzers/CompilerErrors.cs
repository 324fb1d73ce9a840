using Microsoft.CodeAnalysis;

namespace PollGen.Analyzers;

internal static class CompilerErrors
{
    /// <summary>
    /// Whether the C# compiler reports an error in a method. Binds the method anew, so it is for what is about to be
    /// reported, not for every method.
    /// </summary>
    public static bool ExistIn(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences.Any(reference => compilation.GetSemanticModel(reference.SyntaxTree)
            .GetDiagnostics(reference.Span, cancellation)
            .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
}
