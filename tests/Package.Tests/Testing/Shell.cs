using System.Diagnostics;
using System.Text;

namespace PollGen.Package.Tests.Testing;

/// <summary>Runs programs as a user's shell does: nothing of the build that these tests run in is handed on.</summary>
/// <param name="packageCache">Where packages are kept; null for where the user keeps them.</param>
internal sealed class Shell(string? packageCache)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program that has to succeed.</summary>
    /// <returns>What it printed.</returns>
    public string Run(string folder, string program, params string[] arguments)
    {
        var (exitCode, output) = Try(folder, program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} in {folder} ended with {exitCode}:\n{output}");
        return output;
    }

    /// <summary>Runs a program.</summary>
    /// <returns>How it ended, and what it printed to either stream.</returns>
    public (int ExitCode, string Output) Try(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // The host of "dotnet test" tells its children which SDK, which extensions and which compiler to use.
        foreach (var name in start.Environment.Keys.Where(IsOfABuild).ToList())
            start.Environment.Remove(name);
        if (packageCache is not null)
            start.Environment["NUGET_PACKAGES"] = packageCache;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // A build that leaves processes behind would hold our pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} in {folder} does not end:\n{output}");
        }

        // Now until both streams are read.
        process.WaitForExit();
        return (process.ExitCode, output.ToString());

        void Append(string? line)
        {
            if (line is null)
                return;
            lock (output)
                output.Append(line).Append('\n');
        }
    }

    private static bool IsOfABuild(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("NUGET_RESTORE", StringComparison.OrdinalIgnoreCase)
        || variable is "DOTNET_HOST_PATH" or "DOTNET_STARTUP_HOOKS" or "DOTNET_CLI_CONTEXT_VERBOSE" or "Configuration" or "Platform" or "TargetFramework";
}
