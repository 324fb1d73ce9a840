using PollGen.Soak.Books;
using PollGen.Soak.Proxies;
using Socks5Proxy;

namespace PollGen.Soak;

/// <summary>A proxy from its start to its shutdown, with a crowd of clients; then the books are looked into.</summary>
internal sealed class Round(SoakOptions options, int number, TimeSpan pace, World world, Stage stage, Ledger ledger, Tally tally)
{
    private const int Crowd = 48;

    // No collection may take place before the books are checked: a finalizer would close what somebody has forgotten.
    private const long Allocations = 200_000_000;

    private static readonly Options Limits = new()
    {
        Patience = TimeSpan.FromMilliseconds(400),
        IdleTime = TimeSpan.FromMilliseconds(200),
        FarewellTime = TimeSpan.FromMilliseconds(150),
        ShutdownTime = TimeSpan.FromSeconds(60),
    };

    private readonly Random random = new(options.Seed * 100_003 + number);
    private readonly long start = TimeProvider.System.GetTimestamp();
    private int tickets;

    /// <returns>What is wrong.</returns>
    public async Task<List<string>> Run()
    {
        var problems = new List<string>();
        if (!GC.TryStartNoGCRegion(Allocations))
            problems.Add("there is not enough memory for a round without collections");
        var collections = GC.CollectionCount(0);
        var before = number == 0 ? null : Registrations.Now();

        IProxy proxy = (number % 3) switch
        {
            0 => new SampleProxy(stage, Limits),
            1 => new CancellingProxy(stage, Limits, tally, random.Next()),
            _ => new CancellingProxy(null, Limits, tally, random.Next()),
        };
        var crowd = Enumerable.Range(0, Crowd).Select(seed => Come(proxy, new Random(random.Next() + seed))).ToArray();
        var allIn = Task.WhenAll(crowd);

        // Those that are still there when the last one has come see the shutdown.
        while (Volatile.Read(ref tickets) < options.PerRound && !allIn.IsCompleted)
            await Task.Delay(1);
        await Task.Delay(random.Next(100));
        problems.AddRange(await Task.Run(proxy.End));
        await allIn;
        await world.Empty();

        var after = await Registrations.WhenAtMost(before);
        if (GC.CollectionCount(0) != collections)
            problems.Add($"a collection took place within the round, which may hide what was left open: it allocates more than {Allocations} bytes");
        if (before is not null && after != before)
            problems.Add($"before the round {before}, after it {after}");
        problems.AddRange(ledger.Problems());
        if (GC.CollectionCount(0) == collections)
            GC.EndNoGCRegion();
        return problems;
    }

    private async Task Come(IProxy proxy, Random random)
    {
        while (true)
        {
            var ticket = Interlocked.Increment(ref tickets);
            if (ticket > options.PerRound)
                return;
            var early = pace * ((double)ticket / options.PerRound) - TimeProvider.System.GetElapsedTime(start);
            if (early > TimeSpan.FromMilliseconds(1))
                await Task.Delay(early);
            await world.Visit(proxy.EndPoint, random);
        }
    }
}
