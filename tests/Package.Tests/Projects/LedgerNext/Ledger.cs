using PollGen;

namespace Ledgers;

public partial class Ledger(int start)
{
    [Coroutine]
    public static int Read(Co co, int amount)
    {
        var (fraction, text) = (amount / 2m, $"{amount}");
        co.Await(Task.Delay(1));
        var length = Measure(co, text);
        return (int)(fraction * 2) + length - text.Length + 100;
    }

    [Coroutine]
    public virtual int Add(Co co, int amount)
    {
        long kept = Read(co, amount);
        co.Await(Future.Yield());
        return start + (int)kept;
    }

    [Coroutine]
    public static int Fill(Co co, Span<int> room)
    {
        Span<int> own = stackalloc int[3];
        for (var i = 0; i < room.Length; i++)
        {
            co.Await(Future.Yield());
            own[i % own.Length] = 10 * i;
            co.Await(Future.Yield());
            room[i] = own[i % own.Length];
        }

        return room.Length;
    }

    [Coroutine]
    public static T Choose<T>(Co co, T left, T right)
        where T : IComparable<T>
    {
        var both = (left, right);
        co.Await(Future.Yield());
        co.Await(Future.Yield());
        return both.left.CompareTo(both.right) < 0 ? both.right : both.left;
    }

    [Coroutine]
    public static void Hold(Co co, List<string> journal)
    {
        using var lease = new Lease(journal);
        try
        {
            co.Await(Future.Delay(TimeSpan.FromHours(1)));
        }
        finally
        {
            co.Await(Future.Yield());
            journal.Add("released slowly");
        }
    }

    [Coroutine]
    private static int Measure(Co co, string text)
    {
        co.Await(Future.Yield());
        return text.Length;
    }

    private sealed class Lease(List<string> journal) : IDisposable
    {
        public void Dispose() => journal.Add("and returned");
    }
}
