// A SOCKS5 proxy: every connection is one future, a struct, and all of them run on one thread.
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Socks5Proxy;

if (!Options.TryParse(args, out var options, out var problem))
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

Server server;
try
{
    server = new Server(options, exception => Console.Error.WriteLine(exception));
}
catch (SocketException e)
{
    Console.Error.WriteLine($"cannot listen on {options.Listen}: {e.Message}");
    return 1;
}

using (server)
using (PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop))
using (PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop))
{
    Console.WriteLine($"listening on {server.EndPoint}");
    Console.WriteLine($"each connection is one future of {Server.ConnectionSize} bytes");
    server.Run();
    Console.WriteLine($"closing {server.ConnectionCount} connections");
    var unfinished = server.Shutdown();
    foreach (var connection in unfinished)
        Console.Error.WriteLine($"let go: {connection}");
    return unfinished.Count == 0 ? 0 : 1;
}

void Stop(PosixSignalContext signal)
{
    // Otherwise the runtime would end the process here and now.
    signal.Cancel = true;
    server.Stop();
}
