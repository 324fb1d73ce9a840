using PollGen.Generator.Binding;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

/// <summary>
/// Writes #line directives: the user's statements are mapped to the user's file, so that breakpoints and stack traces lead
/// there; everything else is hidden from the debugger.
/// </summary>
internal sealed class LineMap(SourceWriter writer)
{
    private bool isHidden;

    public void To(SourceLine? source)
    {
        if (source is null || source.Path.Length == 0)
        {
            Hide();
            return;
        }

        writer.Directive($"#line {source.Line} \"{source.Path}\"");
        isHidden = false;
    }

    public void Hide()
    {
        if (!isHidden)
            writer.Directive("#line hidden");
        isHidden = true;
    }
}
