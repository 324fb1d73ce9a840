using System.Runtime.CompilerServices;
using Ledgers;
using PollGen;

// Whatever the library's bodies keep: the callers' futures hold it, though these were compiled against another build.
bool embeds = Unsafe.SizeOf<Reader.TwiceMachine>() >= Unsafe.SizeOf<Ledger.ReadMachine>();
Console.WriteLine($"embeds {embeds}, of {Unsafe.SizeOf<Ledger.ReadMachine>()} bytes");

using var executor = new LocalExecutor();
Console.WriteLine($"directly: {Reader.All(Co.Blocking)}");
Console.WriteLine($"polled:   {executor.Run(Reader.All())}");
Console.WriteLine($"released: {executor.Run(Reader.GiveUp())}");

public static partial class Reader
{
    [Coroutine]
    public static string All(Co co) =>
        $"{Twice(co, 3)} {new Doubling(1).Add(co, 4)} {Filled(co)} {Ledger.Choose(co, "a", "b")} {Ledger.Choose(co, 7, 5)}";

    [Coroutine]
    public static int Twice(Co co, int amount) => Ledger.Read(co, amount) + new Ledger(10).Add(co, amount);

    [Coroutine]
    public static int Filled(Co co)
    {
        Span<int> room = stackalloc int[4];
        var count = Ledger.Fill(co, room);
        co.Await(Future.Yield());
        return room[0] + room[1] + room[2] + room[3] + count;
    }

    [Coroutine]
    public static string GiveUp(Co co)
    {
        var journal = new List<string>();
        co.Await(Future.Select(Ledger.Hold(journal), Future.Yield()));
        return string.Join(", ", journal);
    }
}

public sealed partial class Doubling(int start) : Ledger(start)
{
    [Coroutine]
    public override int Add(Co co, int amount) => 2 * base.Add(co, amount);
}
