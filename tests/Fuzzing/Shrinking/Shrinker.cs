using System.Diagnostics;
using System.Text.RegularExpressions;
using PollGen.Fuzzing.Compiling;
using PollGen.Fuzzing.Running;
using PollGen.Fuzzing.Writing;

namespace PollGen.Fuzzing.Shrinking;

/// <summary>Makes a failing program smaller as long as it fails in the same way.</summary>
internal sealed class Shrinker(WorkerProcess worker, TimeSpan patience)
{
    private const int AtOnce = 40;

    /// <returns>The smallest program that was found, and what is wrong with it.</returns>
    public (string Source, string What) Shrink(FuzzProgram program, string what)
    {
        string source = program.Source;
        var clock = Stopwatch.StartNew();
        string kind = KindOf(what);
        bool found = true;
        while (found && clock.Elapsed < patience)
        {
            found = false;
            foreach (string[] candidates in Reductions.Of(source).Chunk(AtOnce))
            {
                if (FirstFailing(candidates, program, kind) is var (smaller, difference))
                {
                    (source, what, found) = (smaller, difference, true);
                    break;
                }

                if (clock.Elapsed > patience)
                    break;
            }
        }

        return (source, what);
    }

    private (string Source, string What)? FirstFailing(string[] candidates, FuzzProgram program, string kind)
    {
        var sources = candidates.Select((candidate, position) => (Name: $"P{position}", Source: Regex.Replace(candidate, $@"\b{program.Name}\b", $"P{position}"))).ToDictionary(pair => pair.Name, pair => pair.Source);
        var batch = BatchCompiler.Compile(sources, program.IsOptimized);
        var results = batch.Image is null ? new Dictionary<string, string>() : worker.Run(batch.Image, batch.Verdicts.Where(pair => pair.Value.Verdict != Verdict.Compiled).Select(pair => pair.Key));
        for (int i = 0; i < candidates.Length; i++)
        {
            string key = $"P{i}";
            var (verdict, message) = batch.Verdicts[key];
            string what = verdict switch
            {
                _ when batch.FaultOf(key) is { Length: > 0 } fault => $"{Validator}: {fault}",
                Verdict.Compiled => results[key],
                Verdict.Broken or Verdict.Crashed => $"{verdict}: {message}",
                _ => "",
            };
            if (what.Length > 0 && KindOf(what) == kind)
                return (candidates[i], what);
        }

        return null;
    }

    /// <summary>What a failure begins with that a validator between the stages saw.</summary>
    public const string Validator = "Validator";

    /// <summary>What tells a failure from others: failures alike are shrunk once. Every difference is one of its own.</summary>
    public static string SignatureOf(string what) => KindOf(what) is "cancelled" or "difference" or "frames" ? what : Regex.Replace(what.Split('\n')[0], "[0-9]+", "#");

    // Broken code is told apart by the compiler's number, crashes by the exception; all differences are alike.
    private static string KindOf(string what) => what.StartsWith(nameof(Verdict.Broken), StringComparison.Ordinal) || what.StartsWith(nameof(Verdict.Crashed), StringComparison.Ordinal)
        ? string.Join(':', what.Split(':').Take(2))
        : what.StartsWith(Validator, StringComparison.Ordinal) ? Validator
        : what.Contains("frames expected", StringComparison.Ordinal) ? "frames"
        : what.StartsWith(nameof(Conformance.Tests.Testing.Mode.Cancelled), StringComparison.Ordinal) ? "cancelled" : "difference";
}
