using System.Globalization;

namespace PollGen.Fuzzing;

/// <summary>What the command line asks for.</summary>
internal sealed record Options(TimeSpan Time, int Count, int Seed, int Batch, int Shrinks, bool Shows, bool ShowsGenerated, IReadOnlyList<int> Seeds, bool Mutates, int Lanes)
{
    public static Options Parse(string[] args)
    {
        var options = new Options(TimeSpan.FromMinutes(1), int.MaxValue, 1, 25, 5, false, false, [], false, Math.Min(2, Environment.ProcessorCount));
        for (int i = 0; i < args.Length; i++)
        {
            string Value() => i + 1 < args.Length ? args[++i] : throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--minutes" => options with { Time = TimeSpan.FromMinutes(double.Parse(Value(), CultureInfo.InvariantCulture)) },
                "--count" => options with { Count = int.Parse(Value(), CultureInfo.InvariantCulture), Time = TimeSpan.MaxValue },
                "--seed" => options with { Seed = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--seeds" => options with { Seeds = [.. Value().Split(',').Select(int.Parse)] },
                "--batch" => options with { Batch = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--shrink" => options with { Shrinks = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--lanes" => options with { Lanes = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--mutate" => options with { Mutates = true },
                "--generated" => options with { ShowsGenerated = true },
                "--show" => options with { Shows = true },
                var unknown => throw new ArgumentException($"'{unknown}' is not known: --minutes m, --count n, --seed s, --seeds s,s…, --batch n, --shrink n, --lanes n, --show, --generated, --mutate"),
            };
        }

        return options;
    }
}
