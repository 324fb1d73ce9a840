using System.Net;

namespace PollGen.Runtime.Tests;

/// <summary>Connected pairs over 127.0.0.1.</summary>
public static class Loopback
{
    public static TcpAcceptor Listen() => TcpAcceptor.Listen(new IPEndPoint(IPAddress.Loopback, 0));

    public static (TcpStream Client, TcpStream Server) Pair()
    {
        using var acceptor = Listen();
        return Future.BlockOn(Future.Join(TcpStream.Connect(acceptor.LocalEndPoint), acceptor.Accept()));
    }

    /// <summary>Runs several futures of a test that must not hang.</summary>
    public static void Run<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() =>
        {
            using var executor = new LocalExecutor();
            executor.Run(future);
        }));
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)), "hangs");
        if (error is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
    }
}
