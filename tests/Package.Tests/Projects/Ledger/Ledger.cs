using PollGen;

namespace Ledgers;

public partial class Ledger(int start)
{
    [Coroutine]
    public static int Read(Co co, int amount)
    {
        co.Await(Future.Yield());
        return amount;
    }

    [Coroutine]
    public virtual int Add(Co co, int amount)
    {
        co.Await(Future.Yield());
        return start + amount;
    }

    [Coroutine]
    public static int Fill(Co co, Span<int> room)
    {
        for (var i = 0; i < room.Length; i++)
        {
            co.Await(Future.Yield());
            room[i] = i;
        }

        return room.Length;
    }

    [Coroutine]
    public static T Choose<T>(Co co, T left, T right)
        where T : IComparable<T>
    {
        co.Await(Future.Yield());
        return left.CompareTo(right) < 0 ? left : right;
    }

    [Coroutine]
    public static void Hold(Co co, List<string> journal)
    {
        try
        {
            co.Await(Future.Never());
        }
        finally
        {
            journal.Add("released");
        }
    }
}
