using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers;

internal static class Compilations
{
    /// <summary>Registers actions in compilations that can hold coroutines at all; elsewhere the rule costs nothing.</summary>
    public static void RegisterWherePollGenIsReferenced(this AnalysisContext context, Action<CompilationStartAnalysisContext> register) =>
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnown.CoroutineAttribute) is not null)
                register(start);
        });
}
