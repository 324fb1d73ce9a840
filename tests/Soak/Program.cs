// Drives connections through the SOCKS5 proxy on loopback and ends them at random: clients that leave, reset, half-close or fall silent, targets that do,
// limits that strike, tasks that are cancelled, proxies that shut down. After each round everything that was acquired must have been released, once.
//   dotnet run -c Release --project tests/Soak -- [--minutes 10] [--connections 100000] [--seed 1]
// Exit code 1 when something is left, or memory grows.
using System.Diagnostics;
using PollGen.Soak;
using PollGen.Soak.Books;
using PollGen.Soak.Proxies;

const int Threads = 8;
if (!SoakOptions.TryParse(args, out var options))
{
    Console.Error.WriteLine(SoakOptions.Usage);
    return 2;
}

// As many threads at all times: one that ends takes along, uncounted, what the pool of buffers keeps for it.
ThreadPool.SetMinThreads(Threads, Threads);
ThreadPool.SetMaxThreads(Threads, Threads);
var watch = Stopwatch.StartNew();
var tally = new Tally();
var memory = new MemorySamples();
using var ledger = new Ledger();
using var stage = new Stage();
var world = new World(tally);
for (var round = 0; round < options.Rounds; round++)
{
    var pace = options.Minutes * 60.0 / options.Rounds;
    var problems = await new Round(options, round, TimeSpan.FromSeconds(pace), world, stage, ledger, tally).Run();
    memory.Take();
    Console.WriteLine($"{watch.Elapsed:mm\\:ss} round {round + 1} of {options.Rounds}: {tally.Connections} connections, {tally.Cancelled} tasks cancelled; {memory.Last}");
    if (problems.Count == 0)
        continue;
    foreach (var problem in problems)
        Console.Error.WriteLine($"round {round + 1} (seed {options.Seed}): {problem}");
    return 1;
}

Console.WriteLine(tally);
Console.WriteLine(memory.Verdict);
Console.WriteLine($"{tally.Connections} connections in {watch.Elapsed:mm\\:ss}, {ledger}; everything was released once");
return memory.IsFlat ? 0 : 1;
