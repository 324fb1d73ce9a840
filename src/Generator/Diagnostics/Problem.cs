using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PollGen.Generator.Equality;

namespace PollGen.Generator.Diagnostics;

/// <summary>
/// A diagnostic as plain values: which rule, where in which file, and what to say. Holds no location, so that it may
/// flow through the pipeline.
/// </summary>
internal sealed record Problem(string RuleId, string FilePath, TextSpan Span, EquatableArray<string> Arguments)
{
    public static Problem At(DiagnosticDescriptor rule, Location location, params string[] arguments) =>
        new(rule.Id, location.SourceTree?.FilePath ?? "", location.SourceSpan, new(arguments));
}
