using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

/// <summary>Collects the pieces of one <see cref="Code"/>. Keeps comments and line ends, drops directives.</summary>
internal sealed class CodeBuilder
{
    private readonly ImmutableArray<Piece>.Builder pieces = ImmutableArray.CreateBuilder<Piece>();
    private readonly StringBuilder text = new();
    private bool declares;

    public void Add(string more) => text.Append(more);

    public void Add(Piece piece)
    {
        Flush();
        pieces.Add(piece);
    }

    public void Add(Code code)
    {
        declares |= code.Declares;
        foreach (var piece in code.Pieces)
        {
            if (piece is TextPiece { Text: var more })
                Add(more);
            else
                Add(piece);
        }
    }

    public void Add(SyntaxTriviaList trivia)
    {
        foreach (var item in trivia)
        {
            if (item.IsKind(SyntaxKind.EndOfLineTrivia))
                TrimLineAndBreak();
            else if (item.IsKind(SyntaxKind.WhitespaceTrivia) && !(text.Length == 0 && pieces.Count > 0 && pieces[pieces.Count - 1] is BreakPiece))
                text.Append(' ');
            else if (item.IsKind(SyntaxKind.WhitespaceTrivia))
                pieces[pieces.Count - 1] = new BreakPiece(item.Span.Length);
            else if (item.IsKind(SyntaxKind.MultiLineCommentTrivia) || item.IsKind(SyntaxKind.SingleLineCommentTrivia))
                text.Append(item.ToString());
            else if (item.IsDirective)
                Add(new BreakPiece(0)); // its line end belongs to it: the lines after it keep their numbers
        }
    }

    /// <param name="declaresNames">Whether what was added declares names.</param>
    public Code ToCode(bool declaresNames)
    {
        Flush();
        return new Code(pieces.ToImmutable(), declaresNames || declares);
    }

    private void TrimLineAndBreak()
    {
        while (text.Length > 0 && text[text.Length - 1] == ' ')
            text.Length--;
        Add(new BreakPiece(0));
    }

    private void Flush()
    {
        if (text.Length == 0)
            return;
        pieces.Add(new TextPiece(text.ToString()));
        text.Clear();
    }
}
