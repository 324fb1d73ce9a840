namespace PollGen.Conformance.Tests.Examples;

/// <summary>The examples in the docs of the combinators, as they stand there. A test compares them.</summary>
public static partial class CombinatorExamples
{
    [Coroutine]
    public static (int Sum, int Count) Join(Co co, int[] left, int[] right)
    {
        var (sum, count) = co.Await(Future.Join(Sum(left), Count(right)));
        return (sum, count);
    }

    [Coroutine]
    public static int Select(Co co, TcpStream stream, byte[] buffer, TimeSpan limit)
    {
        var won = co.Await(Future.Select(stream.Read(buffer), Future.Delay(limit)));
        if (won.IsFirst(out int count))
            return count;
        return -1;
    }

    [Coroutine]
    public static void TryJoin(Co co, Pipe client, Pipe server)
    {
        // When one direction fails, the other is over too before the exception is seen.
        co.Await(Future.TryJoin(Copy(client, server), Copy(server, client)));
    }

    [Coroutine]
    public static void Never(Co co)
    {
        // Serves until it is cancelled.
        using var listener = Listen();
        co.Await(Future.Never());
    }

    [Coroutine]
    public static string Timeout(Co co, Pipe client)
    {
        var greeting = co.Await(ReadGreeting(client).Timeout(TimeSpan.FromSeconds(30)));
        return greeting;
    }

    [Coroutine]
    public static void Shield(Co co, Journal file, string entry)
    {
        // The record is written whole or not at all, also when the connection is given up meanwhile.
        co.Await(Future.Shield(file.Append(entry)));
    }

    [Coroutine]
    public static int Settled(Co co, Pipe a, Pipe b)
    {
        // Both run to their end, whatever happens to the other.
        var (left, right) = co.Await(Future.Join(Copy(a, b).Settled(), Copy(b, a).Settled()));
        return left.Result + right.Result;      // throws the exception of the one that failed
    }

    [Coroutine]
    public static int[] JoinAll(Co co, string[] hosts)
    {
        var lengths = co.Await(Future.JoinAll(hosts.Select(host => Measure(host)).ToArray()));
        return lengths;
    }

    [Coroutine]
    public static void Race(Co co, TcpStream stream, TimeSpan limit)
    {
        using var race = Future.Race(stream.Readable(), Future.Delay(limit));
        while (co.Await(race.Next()).IsFirst(out _))
        {
            Handle(stream);
            race.SetFirst(stream.Readable());
            race.SetSecond(Future.Delay(limit));     // the old one is cancelled first
        }
    }

    /// <summary>How many listeners were closed.</summary>
    public static int Closings => Volatile.Read(ref closings);

    private static int closings;

    private static IDisposable Listen() => new Listener();

    private static void Handle(TcpStream stream)
    {
        if (stream.TryRead(new byte[16], out _))
            _ = stream.TryWrite("!"u8, out _);
    }

    [Coroutine]
    private static int Sum(Co co, int[] values)
    {
        var sum = 0;
        foreach (var value in values)
        {
            co.Await(Future.Yield());
            sum += value;
        }

        return sum;
    }

    [Coroutine]
    private static int Count(Co co, int[] values)
    {
        co.Await(Future.Yield());
        return values.Length;
    }

    [Coroutine]
    private static int Measure(Co co, string host)
    {
        co.Await(Future.Yield());
        return host.Length;
    }

    [Coroutine]
    private static int Copy(Co co, Pipe from, Pipe to)
    {
        co.Await(Future.Yield());
        if (from.Fails)
            throw new IOException("broken");
        co.Await(Future.Yield());
        to.Received++;
        return 1;
    }

    [Coroutine]
    private static string ReadGreeting(Co co, Pipe client)
    {
        co.Await(client.Fails ? Future.Delay(System.Threading.Timeout.InfiniteTimeSpan) : Future.Delay(TimeSpan.Zero));
        return "hello";
    }

    public sealed class Pipe
    {
        public bool Fails { get; init; }

        public int Received { get; set; }
    }

    public sealed partial class Journal
    {
        public List<string> Entries { get; } = [];

        [Coroutine]
        public void Append(Co co, string entry)
        {
            Entries.Add(entry[..1]);
            co.Await(Future.Yield());
            Entries[^1] = entry;
        }
    }

    private sealed class Listener : IDisposable
    {
        public void Dispose() => Interlocked.Increment(ref closings);
    }
}
