// A few minutes' reading that runs. Each stop has a file of its own: Counting.cs, Crowd.cs, Exchange.cs.
using System.Runtime.CompilerServices;
using PollGen;
using Tour;

Console.WriteLine("1. A coroutine is a method with [Coroutine] and a Co. Beside it stands a struct that the generator made:");
Console.WriteLine($"   Counting.SumMachine, {Unsafe.SizeOf<Counting.SumMachine>()} bytes: what Sum and the Later that it calls need while they wait.");
Console.WriteLine("   Its text is in samples/Tour/obj/Release/net10.0/generated.");
Console.WriteLine();

Console.WriteLine("2. One body, two executions, one result:");
Console.WriteLine($"   run directly, each suspension parks this thread:  Sum(Co.Blocking, 100) = {Counting.Sum(Co.Blocking, 100)}");
using (var executor = new LocalExecutor())
{
    Console.WriteLine($"   polled by an executor, nothing is parked:         Sum(100)              = {executor.Run(Counting.Sum(100))}");
}

Console.WriteLine();

const int crowd = 100_000;
Console.WriteLine($"3. {crowd:N0} tasks at once, all of them waiting for a timer:");
var (bytes, sum) = Crowd.Gather(crowd);
Console.WriteLine($"   {bytes:N1} bytes each, timer and all, of which the future takes {Unsafe.SizeOf<Crowd.MemberMachine>()}; together they said {sum:N0}.");
Console.WriteLine();

Console.WriteLine("4. A server and a client over loopback TCP, joined in one task:");
using (var executor = new LocalExecutor())
{
    Console.WriteLine($"   a future of {Unsafe.SizeOf<Exchange.RunMachine>()} bytes; doubled and added up: {executor.Run(Exchange.Run(1000)):N0}");
}
