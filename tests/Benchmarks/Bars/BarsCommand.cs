using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using PollGen.Benchmarks.Measuring;

namespace PollGen.Benchmarks.Bars;

/// <summary><c>-- bars</c>: measures every promise about time and memory and says whether it is kept.</summary>
public static class BarsCommand
{
    private const int OtherProcesses = 3;

    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromSeconds(15);

    private static readonly (string Kind, Func<IEnumerable<Group>> Groups)[] Kinds =
    [
        ("awaits", AwaitBars.Groups),
        ("frames", FrameBars.Groups),
        ("references", ReferenceBars.Groups),
        ("tasks", TaskBars.Groups),
        ("cancel", () => [new CancelBars()]),
        ("allocation", () => [new AllocationBars()]),
    ];

    /// <summary>Measures all bars in this process.</summary>
    /// <param name="isQuick">Without warming up, and as little as shows that all works.</param>
    /// <param name="kind">Those of one kind only, while that is worked on.</param>
    public static (List<Bar> Bars, List<(string Name, double Nanoseconds)> Times) Measure(bool isQuick, string? kind = null)
    {
        var groups = GroupsOf(kind);
        var bars = Measure(groups, isQuick).SelectMany(measured => measured).ToList();
        return (bars, [.. groups.SelectMany(group => group.Times)]);
    }

    /// <summary>
    /// Measures all bars in several processes, one after the other. A loop of two cycles takes three where the JIT, or the stack, happens to lie badly, for as long
    /// as a process lives: so what counts is the best of the median times that each contender has had.
    /// </summary>
    /// <param name="kind">Those of one kind only.</param>
    public static (List<Bar> Bars, List<(string Name, double Nanoseconds)> Times) MeasureInProcesses(string? kind = null)
    {
        var groups = GroupsOf(kind);
        var here = Measure(groups, isQuick: false);
        var best = groups.SelectMany(group => group.Times).ToDictionary(time => time.Name, time => time.Nanoseconds);
        for (int process = 0; process < OtherProcesses; process++)
        {
            foreach (var (name, nanoseconds) in TimesOfAnother(kind))
                best[name] = Math.Min(best[name], nanoseconds);
        }

        var bars = groups.Zip(here, (group, measured) => group.By(best)?.ToList() ?? measured).SelectMany(each => each).ToList();
        return (bars, [.. groups.SelectMany(group => group.Times)]);
    }

    /// <summary><c>-- times</c>: what another process asks this one for.</summary>
    public static int WriteTimes(TextWriter output, string? kind = null)
    {
        foreach (var (name, nanoseconds) in Measure(isQuick: false, kind).Times)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}={nanoseconds:R}"));
        return 0;
    }

    private static Group[] GroupsOf(string? kind) => [.. Kinds.Where(each => kind is null || each.Kind == kind).SelectMany(each => each.Groups())];

    private static List<List<Bar>> Measure(Group[] groups, bool isQuick)
    {
        WarmUp(groups, isQuick);
        return [.. groups.Select(group => group.Measure(isQuick).ToList())];
    }

    private static IEnumerable<(string Name, double Nanoseconds)> TimesOfAnother(string? kind)
    {
        string[] arguments = [typeof(BarsCommand).Assembly.Location, "times", .. kind is null ? Array.Empty<string>() : [kind]];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Another process that measures ended with {process.ExitCode}.");
        return lines.Select(line => line.Split('=')).Select(parts => (parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture)));
    }

    /// <param name="output">Where the answer goes.</param>
    /// <param name="kind">Those of one kind only.</param>
    public static int Run(TextWriter output, string? kind = null)
    {
        if (kind is not null && Kinds.All(each => each.Kind != kind))
        {
            output.WriteLine($"There are bars of these kinds: {string.Join(", ", Kinds.Select(each => each.Kind))}.");
            return 1;
        }

        long start = Stopwatch.GetTimestamp();
        var (bars, times) = MeasureInProcesses(kind);
        foreach (var bar in bars)
            output.WriteLine($"{bar} {bar.What}");
        output.WriteLine();
        foreach (var (name, nanoseconds) in times)
            output.WriteLine($"{name,-34} {nanoseconds,9:0.00} ns");
        int missed = bars.Count(bar => bar.IsShort);
        output.WriteLine();
        output.WriteLine($"{(missed == 0 ? "all bars reached" : $"{missed} short")}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
        return missed == 0 ? 0 : 1;
    }

    /// <summary>
    /// Lets the JIT see everything hot. It compiles anew in the background, a tenth of a second after the last new method, and on a
    /// busy machine much later: so this goes on until nothing has been compiled for a while.
    /// </summary>
    private static void WarmUp(Group[] groups, bool isQuick)
    {
        long start = Stopwatch.GetTimestamp();
        long compiled = 0;
        int quiet = 0;
        for (int pass = 0; quiet < 3 && Stopwatch.GetElapsedTime(start) < WarmUpLimit; pass++)
        {
            foreach (var group in groups)
                group.WarmUp();
            if (isQuick)
                return;
            Thread.Sleep(200);
            long now = JitInfo.GetCompiledMethodCount();
            quiet = now == compiled && pass > 4 ? quiet + 1 : 0;
            compiled = now;
        }
    }
}
