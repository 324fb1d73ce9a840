using System.Runtime.CompilerServices;
using System.Text;

namespace PollGen.Arities;

/// <summary>C# text with holes. What fills a hole has the indentation of the hole's line in all its lines.</summary>
/// <remarks>For <c>$$"""…"""</c>: <c>Code.Of($$"""…""")</c>.</remarks>
[InterpolatedStringHandler]
internal ref struct Code
{
    private readonly StringBuilder text;

    public Code(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (64 * formattedCount));

    public static string Of(Code code) => code.text.ToString();

    // Raw strings have the line ends of their source file.
    public readonly void AppendLiteral(string literal) => text.Append(literal.ReplaceLineEndings("\n"));

    public readonly void AppendFormatted(string value)
    {
        string line = CurrentLine();
        string indentation = line[..^line.TrimStart().Length];
        string[] lines = value.ReplaceLineEndings("\n").Split('\n');
        text.Append(string.Join("\n", lines.Select((one, index) => index == 0 || one.Length == 0 ? one : indentation + one)));
    }

    public readonly void AppendFormatted(int value) => text.Append(value);

    private readonly string CurrentLine()
    {
        int start = text.Length;
        while (start > 0 && text[start - 1] != '\n')
            start--;
        return text.ToString(start, text.Length - start);
    }
}
