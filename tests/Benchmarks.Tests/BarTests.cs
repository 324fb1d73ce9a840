using PollGen.Benchmarks.Bars;

namespace PollGen.Benchmarks.Tests;

public class BarTests
{
    /// <summary>Times are not judged here: the machine has other work while tests run. Bytes are, they do not depend on it.</summary>
    [Fact]
    public void A_quick_run_measures_every_bar_and_the_bytes_are_right()
    {
        // The async contenders are resumed by hand, on this thread.
        SynchronizationContext.SetSynchronizationContext(null);
        var (bars, times) = BarsCommand.Measure(isQuick: true);
        Assert.Equal(bars.Count, bars.Select(bar => bar.Name).Distinct().Count());
        Assert.All(bars, bar => Assert.True(double.IsFinite(bar.Value) && bar.Value >= 0, bar.ToString()));
        Assert.All(times, time => Assert.InRange(time.Nanoseconds, 0.01, 1e9));
        Assert.All(bars.Where(bar => bar.Goal == 0), bar => Assert.Equal(0, bar.Value));
    }
}
