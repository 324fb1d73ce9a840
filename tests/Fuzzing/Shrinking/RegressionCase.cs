using System.Text.RegularExpressions;
using PollGen.Fuzzing.Writing;

namespace PollGen.Fuzzing.Shrinking;

/// <summary>A program as it can stand among those of the conformance suite.</summary>
internal static class RegressionCase
{
    public static string Of(FuzzProgram program)
    {
        string text = Regex.Replace(program.Source, "^using [^;]*;\\s*", "", RegexOptions.Multiline);
        text = text.Replace($"namespace {FuzzProgram.Namespace}", "namespace PollGen.Conformance.Tests.Programs", StringComparison.Ordinal);
        text = Regex.Replace(text, $@"\b{program.Name}\b", $"Found{program.Seed}");
        return $"using PollGen.Conformance.Tests.Testing;\n\n{Regex.Replace(text, "\n\\s*\n\\s*\n", "\n\n")}";
    }
}
