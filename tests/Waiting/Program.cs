// Prints what the whole process allocates while a running task awaits a million times, each time pending first and woken from another
// thread: "<sum> <bytes>". A first run warms up.
using PollGen;
using PollGen.Waiting;

var rounds = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
using var bell = new Bell();
using var executor = new LocalExecutor();
executor.Run(Awaits.Measured(bell, rounds / 10));
var (sum, allocated) = executor.Run(Awaits.Measured(bell, rounds));
Console.WriteLine($"{sum} {allocated}");
