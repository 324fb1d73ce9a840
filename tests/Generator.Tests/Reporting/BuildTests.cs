using System.Diagnostics;
using PollGen.SizeReport;

namespace PollGen.Generator.Tests.Reporting;

/// <summary>The targets of the package, in a project outside of this repository.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pollgen-sizes-").FullName;

    [Fact]
    public async Task A_build_writes_the_report_and_compares_it_with_an_older_one()
    {
        Write("Shop.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <PollGenSizeTool>{Tool}</PollGenSizeTool>
                <PollGenSizeReport>reports</PollGenSizeReport>
              </PropertyGroup>
              <Import Project="{Targets}PollGen.props" />
              <ItemGroup>
                <Reference Include="{typeof(Co).Assembly.Location}" />
                <Analyzer Include="{typeof(CoroutineGenerator).Assembly.Location}" />
              </ItemGroup>
              <Import Project="{Targets}PollGen.targets" />
            </Project>
            """);
        Write("Orders.cs", "using PollGen; static partial class Orders { [Coroutine] static int Price(Co co, int item) { co.Await(Future.Yield()); return item; } }");
        await Dotnet(0, "build");
        var report = Report.Load(Path.Combine(folder, "reports", "Shop.sizes.json"));
        Assert.Equal(("Orders.Price(int)", "Orders.cs"), (Assert.Single(report.Coroutines).Name, report.Coroutines[0].File));
        Assert.StartsWith("# Coroutines of Shop\n", await File.ReadAllTextAsync(Path.Combine(folder, "reports", "Shop.sizes.md")), StringComparison.Ordinal);

        Directory.Move(Path.Combine(folder, "reports"), Path.Combine(folder, "older"));
        Write("Orders.cs", "using PollGen; static partial class Orders { [Coroutine] static int Price(Co co, int item) { long tax = item; co.Await(Future.Yield()); return item + (int)tax; } }");
        var output = await Dotnet(0, "build", "--no-restore", "-t:PollGenCompareSizes", "-p:PollGenBaseline=older/Shop.sizes.json");
        Assert.Contains("| grown |", output, StringComparison.Ordinal);
        Assert.Contains("| grown |", await File.ReadAllTextAsync(Path.Combine(folder, "reports", "Shop.sizes.compared.md")), StringComparison.Ordinal);
        Assert.Contains("warning : Shop has futures that grew", output, StringComparison.Ordinal);

        output = await Dotnet(1, "build", "--no-restore", "-t:PollGenCompareSizes", "-p:PollGenBaseline=older", "-p:PollGenFailOnGrowth=true");
        Assert.Contains("error : Shop has futures that grew", output, StringComparison.Ordinal);
        output = await Dotnet(1, "build", "--no-restore", "-t:PollGenCompareSizes");
        Assert.Contains("Say what to compare with", output, StringComparison.Ordinal);
    }

    private static string Tool => typeof(Report).Assembly.Location;

    private static string Targets
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "PollGen.sln")))
                root = root.Parent!;
            return Path.Combine(root.FullName, "src", "Package", "buildTransitive") + "/";
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);

    private async Task<string> Dotnet(int exitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-v:m", "--nologo", "-tl:off", "-nodeReuse:false"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // The tests run inside of a build of their own.
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output + await errors;
        Assert.True(process.ExitCode == exitCode, text);
        return text;
    }
}
