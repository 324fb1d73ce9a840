using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>What stands above a method, its documented parameters being those that it has as a coroutine.</summary>
internal static class DocComment
{
    public static SyntaxTriviaList Of(SyntaxTriviaList above, PlannedMethod planned)
    {
        if (!above.Any(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)))
            return above;
        var text = above.ToFullString();
        foreach (var dropped in planned.Dropped)
            text = Regex.Replace(text, $@"(?<=^|\n)[ \t]*///[ \t]*<param name=""{Regex.Escape(dropped.Name)}"">((?!</param>).)*</param>[ \t]*\r?\n", "", RegexOptions.Singleline);

        // One that is documented asks for the others.
        var first = Regex.Match(text, @"(?<=^|\n)[ \t]*///[ \t]*<param name=");
        if (first.Success)
        {
            var line = new StringBuilder(text, first.Index, text.IndexOf("///", first.Index, StringComparison.Ordinal) - first.Index, 128)
                .Append("/// <param name=\"").Append(planned.Co).Append("\">The right to suspend.</param>").Append(text.Contains("\r\n") ? "\r\n" : "\n");
            text = text.Insert(first.Index, line.ToString());
        }

        return SyntaxFactory.ParseLeadingTrivia(text);
    }
}
