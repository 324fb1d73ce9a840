// DOTNET_RuntimeAsync=1 dotnet run -c Release --project tests/RuntimeAsync
// Prints medians in nanoseconds, for comparison with the times of the benchmarks' bars, and the bytes of a call.
using PollGen.Benchmarks.Async;
using PollGen.Benchmarks.Leaves;
using PollGen.Benchmarks.Measuring;

if (Environment.GetEnvironmentVariable("DOTNET_RuntimeAsync") != "1")
{
    Console.Error.WriteLine("Set DOTNET_RuntimeAsync=1: the runtime does not run these methods otherwise.");
    return 1;
}

var ready = new Metronome(isReady: true);
var slow = new Metronome(isReady: false);
Contender[] contenders =
[
    new("ready leaf", n => AsyncDriver.Run(ready, ValueTasks.OverLeaf(ready, n))),
    new("ready child", n => AsyncDriver.Run(ready, ValueTasks.OverChild(ready, n))),
    new("resume", n => AsyncDriver.Run(slow, ValueTasks.OverLeaf(slow, n))),
    new("child that pends once", n => AsyncDriver.Run(slow, ValueTasks.OverChild(slow, n))),
    new("five deep", n => AsyncDriver.Run(slow, ValueTasks.OverFiveDeep(slow, n))),
];
foreach (var contender in contenders)
{
    var race = new Race(TimeSpan.FromMilliseconds(1), contender);
    for (int pass = 0; pass < 6; pass++)
    {
        race.Prepare();
        Thread.Sleep(200);
    }

    race.Calibrate();
    double nanoseconds = race.Measure(isQuick: false).Nanoseconds(contender.Name);
    long before = GC.GetAllocatedBytesForCurrentThread();
    contender.Run(1000);
    Console.WriteLine($"{contender.Name,-24} {nanoseconds,8:0.00} ns {(GC.GetAllocatedBytesForCurrentThread() - before) / 1000.0,8:0} B");
}

return 0;
