using System.Runtime.InteropServices;
using PollGen;

/// <summary>A little of all that the runtime has: what is cut away, or cannot be compiled ahead of time, is missing here.</summary>
internal static partial class Parts
{
    [Coroutine]
    public static string Text(Co co)
    {
        var (sum, word) = co.Await(Future.Join(Spans(3), Words()));
        var factorial = Factorial(co, 5);
        var area = Area(co, [new Square(2), new Square(3)]);
        var children = co.Await(TaskGroup.Run(static group => Children(group)));
        return $"{sum} {word} {factorial} {area} {children} {Caught(co)} {Later(co, 'x')} {Grown(co)}";
    }

    [Coroutine]
    private static int Spans(Co co, int count)
    {
        Span<int> room = stackalloc int[4];
        for (var i = 0; i < count; i++)
        {
            co.Await(Future.Yield());
            room[i] = Later(co, i + 1);
        }

        return room[0] + room[1] + room[2];
    }

    // The arrays of a list and a dictionary have no public name: what reaches them must not be cut away.
    [Coroutine]
    private static int Grown(Co co)
    {
        var list = new List<int>(1) { 1 };
        var table = new Dictionary<string, int> { ["a"] = 10 };
        ref int first = ref CollectionsMarshal.AsSpan(list)[0];
        ref int value = ref CollectionsMarshal.GetValueRefOrNullRef(table, "a");
        for (var i = 0; i < 20; i++)
        {
            list.Add(i);
            table[$"{i}"] = i;
        }

        co.Await(Future.Yield());
        first++;
        value++;
        return first + value + list[0] + table["a"];
    }

    [Coroutine]
    private static string Words(Co co)
    {
        var text = "";
        foreach (var word in co.Each(Stream()))
            text += word;
        return text + co.Await(Task.FromResult("!"));

        static async IAsyncEnumerable<string> Stream()
        {
            yield return "a";
            await Task.Yield();
            yield return "b";
        }
    }

    [Coroutine]
    private static long Factorial(Co co, int number)
    {
        co.Await(Future.Yield());
        return number <= 1 ? 1 : number * Factorial(co, number - 1);
    }

    [Coroutine]
    private static int Area(Co co, Shape[] shapes)
    {
        var total = 0;
        foreach (var shape in shapes)
            total += shape.Area(co);
        return total;
    }

    [Coroutine]
    private static int Children(Co co, TaskGroup group)
    {
        var handles = new[] { group.Spawn(Later(10)), group.Spawn(Later(20)) };
        var total = 0;
        foreach (var handle in handles)
            total += co.Await(handle);
        return total;
    }

    [Coroutine]
    private static string Caught(Co co)
    {
        try
        {
            co.Await(Fails().Timeout(TimeSpan.FromMinutes(1)));
            return "";
        }
        catch (InvalidOperationException e) when (e.Message.Length > 0)
        {
            co.Await(Future.Delay(TimeSpan.FromMilliseconds(1)));
            return e.Message;
        }
    }

    [Coroutine]
    private static void Fails(Co co)
    {
        co.Await(Future.Yield());
        throw new InvalidOperationException("failed");
    }

    [Coroutine]
    public static string GiveUp(Co co)
    {
        var journal = new List<string>();
        co.Await(Future.Select(Hold(journal), Future.Delay(TimeSpan.FromMilliseconds(1))));
        return string.Join(", ", journal);
    }

    [Coroutine]
    private static void Hold(Co co, List<string> journal)
    {
        try
        {
            co.Await(Future.Never());
        }
        finally
        {
            co.Await(Future.Yield());
            journal.Add("released");
        }
    }

    [Coroutine]
    private static T Later<T>(Co co, T value)
    {
        co.Await(Future.Yield());
        return value;
    }

    private abstract partial class Shape
    {
        [Coroutine]
        public abstract int Area(Co co);
    }

    private sealed partial class Square(int side) : Shape
    {
        [Coroutine]
        public override int Area(Co co) => Later(co, side) * side;
    }
}
