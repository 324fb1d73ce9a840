using System.Text;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Ordinary.Tests;

/// <summary>What a method writes, line by line, as effects.</summary>
public sealed class TraceWriter(Trace trace) : TextWriter
{
    public const string Mark = "> ";

    private readonly StringBuilder line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            trace.Log(Mark + line.ToString().TrimEnd('\r'));
            line.Clear();
        }
        else
        {
            line.Append(value);
        }
    }
}
