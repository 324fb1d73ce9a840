// The semantic models of one compilation, one a tree, so that a body which several stages look at is bound once, and the compiler's own
// errors, found once a tree.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PollGen.Generator.Binding;

/// <summary>Safe for concurrent use, as analyzers run concurrently. Lives as long as its compilation is looked at, never longer.</summary>
internal sealed class SemanticModels(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<TextSpan>> errors = new();

    public Compilation Compilation => compilation;

    public SemanticModel Of(SyntaxNode node) => models.GetOrAdd(node.SyntaxTree, tree => compilation.GetSemanticModel(tree));

    /// <summary>Whether the C# compiler reports an error in a node. A warning that is treated as one does not count: the code means something.</summary>
    public bool HasErrors(SyntaxNode node, CancellationToken cancellation)
    {
        if (!errors.TryGetValue(node.SyntaxTree, out var spans))
        {
            spans = Of(node).GetDiagnostics(cancellationToken: cancellation)
                .Where(diagnostic => diagnostic is { Severity: DiagnosticSeverity.Error, IsWarningAsError: false })
                .Select(diagnostic => diagnostic.Location.SourceSpan).ToImmutableArray();
            errors[node.SyntaxTree] = spans;
        }

        return spans.Any(span => span.IntersectsWith(node.Span));
    }
}
