using System.Globalization;
using System.Text;

namespace PollGen.Generator.Reporting;

/// <summary>Writes one line of JSON. Members whose value is null are left out.</summary>
internal sealed class JsonLine
{
    private readonly StringBuilder text = new();
    private bool needsComma;

    public JsonLine Open(char bracket)
    {
        Separate();
        text.Append(bracket);
        needsComma = false;
        return this;
    }

    public JsonLine Close(char bracket)
    {
        text.Append(bracket);
        needsComma = true;
        return this;
    }

    public JsonLine Name(string name)
    {
        Separate();
        Quote(name).Append(':');
        needsComma = false;
        return this;
    }

    public JsonLine String(string name, string? value) => value is null ? this : Name(name).Item(value);

    public JsonLine Number(string name, int? value)
    {
        if (value is not { } number)
            return this;
        Name(name);
        text.Append(number.ToString(CultureInfo.InvariantCulture));
        needsComma = true;
        return this;
    }

    public JsonLine Item(string value)
    {
        Separate();
        Quote(value);
        needsComma = true;
        return this;
    }

    public override string ToString() => text.ToString();

    private void Separate()
    {
        if (needsComma)
            text.Append(',');
    }

    private StringBuilder Quote(string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ' || c is '\u0085' or '\u2028' or '\u2029')
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        return text.Append('"');
    }
}
