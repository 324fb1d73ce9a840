using System.Globalization;

namespace PollGen.Soak;

/// <summary>What the command line says.</summary>
internal sealed record SoakOptions
{
    public const string Usage = "usage: [--minutes n] [--connections n] [--seed n]";

    private const int RoundsAtLeast = 12;
    private const int PerRoundAtMost = 1000;

    /// <summary>Over how long the connections are spread; 0: as fast as they go.</summary>
    public double Minutes { get; private init; }

    public int Connections { get; private init; } = 100_000;

    public int Seed { get; private init; } = 1;

    public int Rounds => Math.Max(RoundsAtLeast, (Connections + PerRoundAtMost - 1) / PerRoundAtMost);

    public int PerRound => (Connections + Rounds - 1) / Rounds;

    public static bool TryParse(string[] args, out SoakOptions options)
    {
        options = new SoakOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !double.TryParse(args[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number < 0)
                return false;
            switch (args[i])
            {
                case "--minutes":
                    options = options with { Minutes = number };
                    break;
                case "--connections":
                    options = options with { Connections = (int)number };
                    break;
                case "--seed":
                    options = options with { Seed = (int)number };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
