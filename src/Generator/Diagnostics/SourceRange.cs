using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PollGen.Generator.Diagnostics;

/// <summary>A place in a user's file, as plain values, so that it may flow through the pipeline.</summary>
internal sealed record SourceRange(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static SourceRange Of(Location location) =>
        new(location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);

    /// <summary>The place in the file of that path, so that <c>#pragma</c> and code fixes find it.</summary>
    public Location In(Compilation compilation) =>
        compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == Path && Span.End <= tree.Length) is { } file ? Location.Create(file, Span) : Location.Create(Path, Span, Lines);
}
