namespace PollGen.Ordinary.Tests.Programs;

/// <summary>Dictionaries, queues, LINQ, iterators, tuples.</summary>
public static class Collections
{
    public static string Groups()
    {
        var people = new[] { ("Ann", 31), ("Bob", 25), ("Cid", 31), ("Dan", 25), ("Eve", 40) };
        var groups = people.GroupBy(person => person.Item2).OrderBy(group => group.Key);
        string text = "";
        foreach (var group in groups)
            text += $"{group.Key}:{string.Join("+", group.Select(person => person.Item1))} ";
        return text;
    }

    public static int Queries()
    {
        int limit = 3;
        var pairs = from x in Enumerable.Range(1, 6)
                    from y in Enumerable.Range(1, 6)
                    where x * y % 7 == limit
                    orderby y descending
                    select (x, y);
        limit = 4;
        int sum = 0;
        foreach (var (x, y) in pairs)
            sum = sum * 3 + x - y;
        return sum;
    }

    public static string Breadth()
    {
        var edges = new Dictionary<string, string[]> { ["a"] = ["b", "c"], ["b"] = ["d"], ["c"] = ["d", "e"], ["d"] = ["f"], ["e"] = ["f"], ["f"] = [] };
        var distance = new Dictionary<string, int> { ["a"] = 0 };
        var queue = new Queue<string>();
        queue.Enqueue("a");
        while (queue.TryDequeue(out string? node))
        {
            foreach (string next in edges[node])
            {
                if (!distance.TryAdd(next, distance[node] + 1))
                    continue;
                queue.Enqueue(next);
            }
        }

        return string.Join(" ", distance.Select(pair => $"{pair.Key}{pair.Value}"));
    }

    public static string Depth()
    {
        var visited = new HashSet<int>();
        var order = new List<int>();
        Visit(1, new Dictionary<int, List<int>> { [1] = [3, 2], [2] = [4], [3] = [4, 1], [4] = [5], [5] = [] }, visited, order);
        return string.Join(",", order);
    }

    private static void Visit(int node, Dictionary<int, List<int>> edges, HashSet<int> visited, List<int> order)
    {
        if (!visited.Add(node))
            return;
        foreach (int next in edges[node])
            Visit(next, edges, visited, order);
        order.Add(node);
    }

    public static int Spiral()
    {
        var grid = new int[4, 5];
        for (int i = 0; i < grid.Length; i++)
            grid[i / 5, i % 5] = i;
        int top = 0, bottom = 3, left = 0, right = 4, hash = 0;
        while (top <= bottom && left <= right)
        {
            for (int x = left; x <= right; x++)
                hash = hash * 31 + grid[top, x];
            for (int y = ++top; y <= bottom; y++)
                hash = hash * 31 + grid[y, right];
            right--;
            if (top <= bottom)
            {
                for (int x = right; x >= left; x--)
                    hash = hash * 31 + grid[bottom, x];
                bottom--;
            }

            if (left > right)
                continue;
            for (int y = bottom; y >= top; y--)
                hash = hash * 31 + grid[y, left];
            left++;
        }

        return hash;
    }

    public static string Iterators()
    {
        string text = "";
        foreach (int number in Evens(Counting(9)))
        {
            if (number > 6)
                break;
            text += number;
        }

        return text + string.Concat(Evens([2, 3, 4]).Reverse());
    }

    private static IEnumerable<int> Counting(int limit)
    {
        for (int i = 0; i < limit; i++)
            yield return i;
    }

    private static IEnumerable<int> Evens(IEnumerable<int> numbers)
    {
        foreach (int number in numbers)
        {
            if (number % 2 == 0)
                yield return number;
        }
    }

    public static string Tuples()
    {
        var (low, high, mean) = Statistics([4, 8, 15, 16, 23, 42]);
        var range = (low, high);
        range.high += 1;
        (low, high) = (high, low);
        return $"{low} {high} {mean} {range} {range == (4, 43)}";
    }

    private static (int Low, int High, double Mean) Statistics(IReadOnlyList<int> items)
    {
        var result = (Low: int.MaxValue, High: int.MinValue, Mean: 0.0);
        foreach (int item in items)
        {
            if (item < result.Low)
                result.Low = item;
            if (item > result.High)
                result.High = item;
            result.Mean += item;
        }

        return result with { Mean = result.Mean / items.Count };
    }

    public static string Caches()
    {
        var cache = new Cache<int, string>(2, key => $"made{key}");
        string text = cache.Get(1) + cache.Get(2) + cache.Get(1) + cache.Get(3) + cache.Get(2);
        return $"{text} {cache.Misses}";
    }

    public static string LinkedLists()
    {
        var list = new LinkedList<int>([5, 1, 4]);
        for (var node = list.First; node is not null; node = node.Next)
        {
            if (node.Value == 1)
                list.AddBefore(node, 9);
            else
                node.Value *= 2;
        }

        var reversed = Chain<int>.Of(list)!.Reversed();
        return $"{string.Join(",", list)} {reversed}";
    }

    public static string Missing()
    {
        var ages = new Dictionary<string, int> { ["Ann"] = 3 };
        int sum = ages["Ann"];
        foreach (string name in (string[])["Ann", "Bob"])
            sum += ages[name];
        return $"{sum}";
    }

    public static string Changed()
    {
        var items = new List<int> { 1, 2, 3 };
        try
        {
            foreach (int item in items)
            {
                if (item == 2)
                    items.Add(4);
            }
        }
        catch (InvalidOperationException)
        {
            return $"changed {items.Count}";
        }

        return "not reached";
    }

    public static string Topological()
    {
        (string Task, string[] Needs)[] tasks = [("cook", ["buy", "wash"]), ("eat", ["cook"]), ("buy", []), ("wash", ["buy"])];
        var waiting = tasks.ToDictionary(task => task.Task, task => new HashSet<string>(task.Needs));
        var order = new List<string>();
        while (waiting.Count > 0)
        {
            if (waiting.Where(pair => pair.Value.Count == 0).Select(pair => pair.Key).Order(StringComparer.Ordinal).FirstOrDefault() is not { } next)
                throw new InvalidOperationException("a circle");
            waiting.Remove(next);
            order.Add(next);
            foreach (var needs in waiting.Values)
                needs.Remove(next);
        }

        return string.Join(">", order);
    }

    /// <summary>Forgets what was used least recently.</summary>
    public sealed class Cache<TKey, TValue>(int capacity, Func<TKey, TValue> make)
        where TKey : notnull
    {
        private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> nodes = [];
        private readonly LinkedList<(TKey Key, TValue Value)> order = new();

        public int Misses { get; private set; }

        public TValue Get(TKey key)
        {
            if (nodes.TryGetValue(key, out var node))
            {
                order.Remove(node);
                order.AddFirst(node);
                return node.Value.Value;
            }

            Misses++;
            if (nodes.Count == capacity)
            {
                nodes.Remove(order.Last!.Value.Key);
                order.RemoveLast();
            }

            var value = make(key);
            nodes[key] = order.AddFirst((key, value));
            return value;
        }
    }

    public sealed class Chain<T>(T head, Chain<T>? tail)
    {
        public static Chain<T>? Of(IEnumerable<T> items)
        {
            Chain<T>? chain = null;
            foreach (var item in items.Reverse())
                chain = new Chain<T>(item, chain);
            return chain;
        }

        public Chain<T> Reversed()
        {
            Chain<T> reversed = new(head, null);
            for (var rest = tail; rest is not null; rest = rest.Tail())
                reversed = new Chain<T>(rest.Head(), reversed);
            return reversed;
        }

        public override string ToString() => tail is null ? $"{head}" : $"{head}-{tail}";

        private T Head() => head;

        private Chain<T>? Tail() => tail;
    }
}
