using Microsoft.CodeAnalysis;

namespace PollGen.CodeFixes;

internal static class GeneratedTrees
{
    /// <summary>Whether a generator has written it: then it follows by itself, and nothing is edited there.</summary>
    public static bool IsGenerated(this SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);
}
