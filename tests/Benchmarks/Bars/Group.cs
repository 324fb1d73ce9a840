using PollGen.Benchmarks.Measuring;

namespace PollGen.Benchmarks.Bars;

/// <summary>Bars that come out of the same measurement.</summary>
public abstract class Group
{
    /// <summary>Runs everything once or more, unmeasured. Called several times, with pauses in which the JIT catches up.</summary>
    public virtual void WarmUp()
    {
    }

    /// <param name="isQuick">As little as shows that all works.</param>
    public abstract IEnumerable<Bar> Measure(bool isQuick);

    /// <summary>The bars by the best times of several processes, after a measurement.</summary>
    public virtual IEnumerable<Bar>? By(IReadOnlyDictionary<string, double> best) => null;

    /// <summary>Median times behind the bars, for the reader.</summary>
    public virtual IEnumerable<(string Name, double Nanoseconds)> Times => [];
}

/// <summary>Bars that come out of one race.</summary>
/// <param name="race">The race.</param>
/// <param name="bars">Reads the bars off it once it has been run.</param>
public sealed class RaceGroup(Race race, Func<Race, IEnumerable<Bar>> bars) : Group
{
    public override void WarmUp() => race.Prepare();

    public override IEnumerable<Bar> Measure(bool isQuick)
    {
        race.Calibrate();
        return bars(race.Measure(isQuick));
    }

    public override IEnumerable<Bar> By(IReadOnlyDictionary<string, double> best)
    {
        race.Take(best);
        return bars(race);
    }

    public override IEnumerable<(string Name, double Nanoseconds)> Times => race.Times;
}
