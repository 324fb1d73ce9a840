using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace PollGen.Generator.Tests.Testing;

/// <summary>A program in which <c>[|…|]</c> marks the tokens where a rule is to report.</summary>
internal sealed record MarkedSource(string Text, IReadOnlyList<TextSpan> Spans)
{
    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var spans = new List<TextSpan>();
        var open = -1;
        for (var i = 0; i < marked.Length; i++)
        {
            var next = i + 1 < marked.Length ? marked.Substring(i, 2) : "";
            if (next == "[|" && open < 0)
            {
                open = text.Length;
                i++;
            }
            else if (next == "|]" && open >= 0)
            {
                spans.Add(TextSpan.FromBounds(open, text.Length));
                open = -1;
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return open < 0 ? new MarkedSource(text.ToString(), spans) : throw new ArgumentException("A mark is not closed.", nameof(marked));
    }
}
