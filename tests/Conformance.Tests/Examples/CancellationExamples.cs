namespace PollGen.Conformance.Tests.Examples;

/// <summary>The examples in docs/cancellation.md, as they stand there. A test compares them.</summary>
public static partial class CancellationExamples
{
    [Coroutine]
    public static void Transfer(Co co, Account from, Account to, int amount)
    {
        co.Await(from.Take(amount));
        var isDone = false;
        try
        {
            co.Await(to.Put(amount));
            isDone = true;
        }
        catch (IOException)
        {
            from.Log("failed");            // not run by a cancellation
            throw;
        }
        finally
        {
            if (!isDone)
                co.Await(from.Put(amount));    // may wait: it is polled on, and never cancelled itself
        }
    }

    [Coroutine]
    public static void Answer(Co co, TcpStream client)
    {
        using (client)
            co.Await(client.Readable());
    }

    [Coroutine]
    public static void Listen(Co co, TcpAcceptor acceptor, LocalExecutor executor)
    {
        while (true)
        {
            executor.SpawnDetached(Answer(co.Await(acceptor.Accept())));
            co.Await(Future.Yield());       // the new task runs first, and owns its client from then on
        }
    }

    [Coroutine]
    public static int Serve(Co co, TcpStream stream, TimeSpan idle, Future<NeverMachine<Unit>, Unit> stop)
    {
        var buffer = new byte[64];
        var total = 0;
        using var race = Future.Race(stream.Read(buffer), Future.Delay(idle), stop);
        while (true)
        {
            var ready = co.Await(race.Next());
            if (!ready.IsFirst(out var count) || count == 0)
                return total;               // the idle time is over, or we are to stop, or the other side has left
            total += count;
            race.SetFirst(stream.Read(buffer));
            race.SetSecond(Future.Delay(idle));
        }
    }

    [Coroutine]
    public static void Careful(Co co, Race<Selected<int, Unit>> race)
    {
        try
        {
            co.Await(race.Next());
        }
        finally
        {
            co.Await(race.Leave());     // waits here, before anything else goes on
        }
    }

    [Coroutine]
    public static void Everything(Co co, TaskGroup group, Account[] accounts)
    {
        foreach (var account in accounts)
            group.Spawn(account.Put(1));
        co.Await(Future.Delay(TimeSpan.FromMilliseconds(1)));
    }

    [Coroutine]
    public static void InGroup(Co co, Account[] accounts)
    {
        co.Await(TaskGroup.Run(group => Everything(group, accounts)));
    }

    public sealed partial class Account(int balance)
    {
        public int Balance { get; private set; } = balance;

        public bool Fails { get; set; }

        public bool IsStuck { get; set; }

        public List<string> Entries { get; } = [];

        public void Log(string entry) => Entries.Add(entry);

        [Coroutine]
        public void Take(Co co, int amount)
        {
            co.Await(Future.Yield());
            Balance -= amount;
        }

        [Coroutine]
        public void Put(Co co, int amount)
        {
            co.Await(Future.Yield());
            if (Fails)
                throw new IOException("closed");
            if (IsStuck)
                co.Await(Future.Never());
            Balance += amount;
        }
    }
}
