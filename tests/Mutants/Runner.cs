using System.Diagnostics;

namespace PollGen.Mutants;

/// <summary>Runs compiled programs in a process of its own: a broken machine may never end, or overwrite memory.</summary>
internal static class Runner
{
    /// <returns>What they do wrong first; null where nothing.</returns>
    public static string? FirstFailure(byte[] image, TimeSpan patience)
    {
        var path = Path.Combine(Path.GetTempPath(), $"PollGen.Mutant.{Guid.NewGuid():N}.dll");
        File.WriteAllBytes(path, image);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Runner).Assembly.Location, "run", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var text = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(patience))
            {
                process.Kill(entireProcessTree: true);
                return "the programs do not end";
            }

            var said = text.Result.Trim();
            return process.ExitCode == 0 ? said.Length == 0 ? null : said : $"exit code {process.ExitCode}: {error.Result.Split('\n').First()}";
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>In that process: everything that the programs of an assembly do wrong.</summary>
    public static IEnumerable<string> Failures(string path, string filter) => (IEnumerable<string>)System.Reflection.Assembly.LoadFrom(path)
        .GetType("PollGen.Conformance.Tests.Testing.Driver", throwOnError: true)!.GetMethod("Failures")!.Invoke(null, [filter])!;
}
