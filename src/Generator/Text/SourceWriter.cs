using System.Text;

namespace PollGen.Generator.Text;

/// <summary>Writes C# line by line, with braces and indentation.</summary>
internal sealed class SourceWriter
{
    private const string Unit = "    ";

    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>What stands before a line written now.</summary>
    public string Indentation => string.Concat(Enumerable.Repeat(Unit, depth));

    public void Line(string line = "")
    {
        if (line.Length > 0)
            text.Append(Indentation).Append(line);
        text.Append('\n');
    }

    /// <summary>Writes a line at the left margin: a directive.</summary>
    public void Directive(string line) => text.Append(line).Append('\n');

    /// <summary>Writes a label, half a step to the left of the statements that it leads.</summary>
    public void Label(string name) => text.Append(string.Concat(Enumerable.Repeat(Unit, depth - 1))).Append(name).Append(":\n");

    public void Lines(string lines)
    {
        foreach (var line in lines.Split('\n'))
            Line(line.TrimEnd('\r'));
    }

    /// <summary>Writes a head line and an opening brace; what follows is indented until <see cref="Close"/>.</summary>
    public void Open(string? head = null)
    {
        if (head is not null)
            Line(head);
        Line("{");
        depth++;
    }

    public void Close(string end = "}")
    {
        depth--;
        Line(end);
    }

    /// <summary>Indents without braces, for the sections of a switch.</summary>
    public void Indent() => depth++;

    public void Unindent() => depth--;

    public override string ToString() => text.ToString();
}
