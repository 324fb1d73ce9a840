using System.Text.RegularExpressions;

namespace PollGen.Fuzzing.Mutating;

/// <summary>Sources that people wrote: the programs of the conformance suite and the samples.</summary>
internal static partial class WrittenSources
{
    // A long file takes a long time, and finds no more.
    private const int Longest = 20_000;

    private static readonly IReadOnlyList<string> All = [.. Read().Where(source => source.Length <= Longest)];

    /// <summary>One of them, in a namespace of its own: several may stand in one compilation.</summary>
    public static string Get(int number)
    {
        string source = All[number % All.Count];
        return Namespace().Replace(source, head => $"{head.Value}.S{number}");
    }

    private static IEnumerable<string> Read()
    {
        var assembly = typeof(WrittenSources).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("sources/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    [GeneratedRegex(@"^namespace [\w.]+", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
