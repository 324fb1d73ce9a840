using System.Globalization;

namespace PollGen.Benchmarks.Measuring;

/// <summary>A promise and what was measured.</summary>
/// <param name="Name">One word.</param>
/// <param name="Value">What was measured; NaN where nothing could be.</param>
/// <param name="Goal">The most that it may be.</param>
/// <param name="What">What was compared, in words.</param>
public sealed record Bar(string Name, double Value, double Goal, string What)
{
    public bool IsShort => !(Value <= Goal);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name,-28} {(double.IsNaN(Value) ? "-" : Value.ToString("0.####", CultureInfo.InvariantCulture)),9} {Goal,7:0.####} {(IsShort ? "short" : "ok"),-5}");
}
