using Microsoft.CodeAnalysis.CSharp;

namespace PollGen.Generator.Declaring;

internal static class Keywords
{
    /// <summary>The name as it is written: keywords need an @.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
