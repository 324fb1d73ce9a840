using System.Net;
using PollGen;

internal static partial class Exchange
{
    [Coroutine]
    public static int Run(Co co, int questions)
    {
        using var acceptor = TcpAcceptor.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        var (served, sum) = co.Await(Future.Join(Serve(acceptor), Ask(acceptor.LocalEndPoint, questions)));
        return served + sum;
    }

    [Coroutine]
    private static int Serve(Co co, TcpAcceptor acceptor)
    {
        using var stream = co.Await(acceptor.Accept());
        for (var served = 0; ; served++)
        {
            var value = co.Await(stream.ReadExactly<int>());
            if (value == 0)
                return served;
            co.Await(stream.WriteAll(2 * value, sizeof(int)));
        }
    }

    [Coroutine]
    private static int Ask(Co co, IPEndPoint server, int questions)
    {
        using var stream = co.Await(TcpStream.Connect(server));
        var sum = 0;
        for (var i = 1; i <= questions; i++)
        {
            co.Await(stream.WriteAll(i, sizeof(int)));
            sum += co.Await(stream.ReadExactly<int>());
        }

        co.Await(stream.WriteAll(0, sizeof(int)));
        return sum;
    }
}
