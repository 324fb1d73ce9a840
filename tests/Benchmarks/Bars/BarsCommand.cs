using System.Diagnostics;
using System.Runtime;
using PollGen.Benchmarks.Measuring;

namespace PollGen.Benchmarks.Bars;

/// <summary><c>-- bars</c>: measures every promise about time and memory and says whether it is kept.</summary>
public static class BarsCommand
{
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

    /// <summary>Measures all bars.</summary>
    /// <param name="isQuick">Without warming up, and as little as shows that all works.</param>
    /// <param name="kind">Those of one kind only, while that is worked on.</param>
    public static (List<Bar> Bars, List<(string Name, double Nanoseconds)> Times) Measure(bool isQuick, string? kind = null)
    {
        Group[] groups = [.. Kinds.Where(each => kind is null || each.Kind == kind).SelectMany(each => each.Groups())];
        WarmUp(groups, isQuick);
        var bars = new List<Bar>();
        foreach (var group in groups)
            bars.AddRange(group.Measure(isQuick));
        return (bars, [.. groups.SelectMany(group => group.Times)]);
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
        var (bars, times) = Measure(isQuick: false, kind);
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
