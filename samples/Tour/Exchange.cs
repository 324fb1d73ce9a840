using System.Buffers.Binary;
using System.Net;
using PollGen;

namespace Tour;

/// <summary>The last stop: a server and a client in one task, over a real connection. The bytes go from the socket into the future.</summary>
public static partial class Exchange
{
    /// <summary>Asks the server to double each number, and adds up what it answers.</summary>
    [Coroutine]
    public static int Run(Co co, int questions)
    {
        using var acceptor = TcpAcceptor.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        var (_, sum) = co.Await(Future.Join(Serve(acceptor), Ask(acceptor.LocalEndPoint, questions)));
        return sum;
    }

    [Coroutine]
    private static int Serve(Co co, TcpAcceptor acceptor)
    {
        using var stream = co.Await(acceptor.Accept());
        var served = 0;
        while (true)
        {
            int value = Receive(co, stream);
            if (value == 0)
                return served;
            Send(co, stream, 2 * value);
            served++;
        }
    }

    [Coroutine]
    private static int Ask(Co co, IPEndPoint server, int questions)
    {
        using var stream = co.Await(TcpStream.Connect(server));
        var sum = 0;
        for (var i = 1; i <= questions; i++)
        {
            Send(co, stream, i);
            sum += Receive(co, stream);
        }

        Send(co, stream, 0);
        return sum;
    }

    [Coroutine]
    private static int Receive(Co co, TcpStream stream)
    {
        var bytes = co.Await(stream.ReadExactly<uint>());
        return (int)BinaryPrimitives.ReverseEndianness(bytes);
    }

    [Coroutine]
    private static void Send(Co co, TcpStream stream, int value) =>
        co.Await(stream.WriteAll(BinaryPrimitives.ReverseEndianness((uint)value), sizeof(uint)));
}
