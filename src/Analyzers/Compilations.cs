using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers;

internal static class Compilations
{
    /// <summary>Registers actions in compilations that can hold coroutines at all; elsewhere the rule costs nothing.</summary>
    /// <remarks>Where the language is too old nothing is generated, so that there is nothing to be said but that (PG0902).</remarks>
    public static void RegisterWherePollGenIsReferenced(this AnalysisContext context, Action<CompilationStartAnalysisContext> register) =>
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.ReferencesPollGen() && !start.Compilation.IsLanguageTooOld())
                register(start);
        });

    /// <summary>Whether the attribute of coroutines is known at all.</summary>
    public static bool ReferencesPollGen(this Compilation compilation) => compilation.GetTypeByMetadataName(WellKnown.CoroutineAttribute) is not null;
}
