using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PollGen.Generator.Equality;

namespace PollGen.Generator.Diagnostics;

/// <summary>
/// A diagnostic as plain values: which rule, where in which file, and what to say. Holds no location, so that it may
/// flow through the pipeline.
/// </summary>
internal sealed record Problem(string RuleId, SourceRange Where, EquatableArray<string> Arguments)
{
    public string FilePath => Where.Path;

    public TextSpan Span => Where.Span;

    public static Problem At(DiagnosticDescriptor rule, Location location, params string[] arguments) =>
        At(rule, SourceRange.Of(location), arguments);

    public static Problem At(DiagnosticDescriptor rule, SourceRange where, params string[] arguments) =>
        new(rule.Id, where, new(arguments));
}
