// Prints what the whole process allocates while a running task waits so many times:
//   [rounds]           awaits, each pending first and woken from another thread: "<sum> <bytes>"
//   select [rounds]    selects over a socket read and a timer: "<rounds> <bytes> <whether a timer is left>"
//   race [rounds]      the same by a race, which keeps the timer
// A tenth of the rounds comes first, to warm up.
using System.Net;
using PollGen;
using PollGen.Waiting;

if (args is ["select" or "race", ..])
{
    var count = args.Length > 1 ? int.Parse(args[1]) : 1_000_000;
    var clock = new WatchedClock();
    using var local = new LocalExecutor(clock);
    using var acceptor = TcpAcceptor.Listen(new IPEndPoint(IPAddress.Loopback, 0));
    var (near, far) = local.Run(Future.Join(TcpStream.Connect(acceptor.LocalEndPoint), acceptor.Accept()));
    using (near)
    using (far)
    {
        near.NoDelay = far.NoDelay = true;
        var bytes = local.Run(Selects.Measured(near, far, count, keeps: args[0] == "race"));
        Console.WriteLine($"{count} {bytes} {clock.IsAnySet}");
    }

    return;
}

var rounds = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
using var bell = new Bell();
using var executor = new LocalExecutor();
executor.Run(Awaits.Measured(bell, rounds / 10));
var (sum, allocated) = executor.Run(Awaits.Measured(bell, rounds));
Console.WriteLine($"{sum} {allocated}");
