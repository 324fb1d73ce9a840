using System.Diagnostics;

namespace PollGen.Benchmarks.Measuring;

/// <summary>
/// Measures contenders against each other on a machine that has other work: they take turns in short chunks, and what counts is
/// the median over the rounds of the ratio within a round, so that a slow moment slows both sides of a ratio.
/// </summary>
/// <param name="chunk">How long each turn takes: short, so that few are interrupted; longer where the collector must come by in each.</param>
/// <param name="contenders">Who takes part.</param>
public sealed class Race(TimeSpan chunk, params Contender[] contenders)
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(90);
    private readonly Dictionary<string, double[]> nanoseconds = [];

    /// <summary>Checks that all contenders agree, lets the JIT see each hot, and sizes the chunks.</summary>
    public void Prepare()
    {
        long expected = contenders[0].Run(100);
        foreach (var contender in contenders)
        {
            if (contender.Run(100) != expected)
                throw new InvalidOperationException($"{contender.Name} gives another result than {contenders[0].Name}.");

            // Many short calls: the loops must be compiled as callees, not only replaced on the stack.
            for (int call = 0; call < 64; call++)
                contender.Run(16);
        }
    }

    /// <summary>Sizes the chunks. Again after the JIT has caught up.</summary>
    public void Calibrate()
    {
        foreach (var contender in contenders)
        {
            int count = 16;
            var elapsed = Best(contender, count);
            while (elapsed < chunk / 4)
                elapsed = Best(contender, count *= 2);
            contender.ChunkSize = Math.Max(1, (int)(count * (chunk / elapsed)));
        }
    }

    // The best of some: one that is interrupted would make all chunks far too small.
    private static TimeSpan Best(Contender contender, int count)
    {
        var best = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            contender.Run(count);
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return best;
    }

    /// <summary>Runs all rounds: enough to fill the time that each contender may take.</summary>
    /// <param name="isQuick">Three rounds only, to see that all works.</param>
    public Race Measure(bool isQuick)
    {
        int rounds = isQuick ? 3 : (int)(Budget / chunk);
        foreach (var contender in contenders)
            nanoseconds[contender.Name] = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            // The order turns, so that nobody always comes after the same one.
            for (int i = 0; i < contenders.Length; i++)
            {
                var contender = contenders[(round + i) % contenders.Length];
                long start = Stopwatch.GetTimestamp();
                contender.Run(contender.ChunkSize);
                nanoseconds[contender.Name][round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / contender.ChunkSize;
            }
        }

        return this;
    }

    /// <summary>Goes on with the best times of several processes.</summary>
    public void Take(IReadOnlyDictionary<string, double> best)
    {
        foreach (var contender in contenders)
            nanoseconds[contender.Name] = [best[contender.Name]];
    }

    /// <summary>The median time of one operation.</summary>
    public double Nanoseconds(string name) => Median(nanoseconds[name]);

    /// <summary>The median of the rounds' ratios.</summary>
    public double Ratio(string name, string to) => Median([.. nanoseconds[name].Zip(nanoseconds[to], (a, b) => a / b)]);

    /// <summary>All contenders with their median times.</summary>
    public IEnumerable<(string Name, double Nanoseconds)> Times => contenders.Select(c => (c.Name, Nanoseconds(c.Name)));

    /// <summary>The middle one.</summary>
    public static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
