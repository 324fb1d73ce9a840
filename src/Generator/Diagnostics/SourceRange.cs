using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PollGen.Generator.Diagnostics;

/// <summary>A place in a user's file, as plain values, so that it may flow through the pipeline.</summary>
internal sealed record SourceRange(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static SourceRange Of(Location location) =>
        new(location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
