namespace PollGen.Ordinary.Tests.Programs;

/// <summary>Sorting and searching.</summary>
public static class Sorting
{
    private static readonly int[] Numbers = [31, 4, 15, 92, 65, 35, 89, 79, 3, 23, 84, 62, 64, 33, 83, 27];

    public static string Bubbles()
    {
        var items = (int[])Numbers.Clone();
        bool hasChanged;
        do
        {
            hasChanged = false;
            for (int i = 1; i < items.Length; i++)
            {
                if (items[i - 1] <= items[i])
                    continue;
                (items[i - 1], items[i]) = (items[i], items[i - 1]);
                hasChanged = true;
            }
        }
        while (hasChanged);
        return Joined(items);
    }

    public static string Insertions()
    {
        var items = new List<int>();
        foreach (int number in Numbers)
        {
            int at = items.Count;
            while (at > 0 && items[at - 1] > number)
                at--;
            items.Insert(at, number);
        }

        return Joined(items);
    }

    public static string Quick()
    {
        var items = (int[])Numbers.Clone();
        QuickSort(items, 0, items.Length - 1, Comparer<int>.Default);
        return Joined(items);
    }

    private static void QuickSort<T>(T[] items, int first, int last, IComparer<T> order)
    {
        if (first >= last)
            return;
        int middle = Partition(items, first, last, order);
        QuickSort(items, first, middle - 1, order);
        QuickSort(items, middle + 1, last, order);
    }

    private static int Partition<T>(T[] items, int first, int last, IComparer<T> order)
    {
        var pivot = items[last];
        int border = first;
        for (int i = first; i < last; i++)
        {
            if (order.Compare(items[i], pivot) < 0)
                Swap(ref items[border++], ref items[i]);
        }

        Swap(ref items[border], ref items[last]);
        return border;
    }

    private static void Swap<T>(ref T left, ref T right)
    {
        T kept = left;
        left = right;
        right = kept;
    }

    public static string Merges() => Joined(MergeSort(Numbers));

    private static int[] MergeSort(int[] items)
    {
        if (items.Length < 2)
            return items;
        int half = items.Length / 2;
        return Merge(MergeSort(items[..half]), MergeSort(items[half..]));
    }

    private static int[] Merge(int[] left, int[] right)
    {
        var result = new int[left.Length + right.Length];
        int l = 0, r = 0;
        while (l + r < result.Length)
            result[l + r] = r == right.Length || (l < left.Length && left[l] <= right[r]) ? left[l++] : right[r++];
        return result;
    }

    public static string Heap()
    {
        var items = (int[])Numbers.Clone();
        for (int i = items.Length / 2 - 1; i >= 0; i--)
            Sink(items, i, items.Length);
        for (int end = items.Length - 1; end > 0; end--)
        {
            (items[0], items[end]) = (items[end], items[0]);
            Sink(items, 0, end);
        }

        return Joined(items);

        static void Sink(int[] items, int at, int end)
        {
            for (int child; (child = 2 * at + 1) < end; at = child)
            {
                if (child + 1 < end && items[child + 1] > items[child])
                    child++;
                if (items[at] >= items[child])
                    return;
                (items[at], items[child]) = (items[child], items[at]);
            }
        }
    }

    public static string Radix()
    {
        var items = (int[])Numbers.Clone();
        for (int digit = 1; digit <= 10; digit *= 10)
        {
            var buckets = new List<int>[10];
            for (int i = 0; i < buckets.Length; i++)
                buckets[i] = [];
            foreach (int item in items)
                buckets[item / digit % 10].Add(item);
            int next = 0;
            foreach (var bucket in buckets)
            {
                foreach (int item in bucket)
                    items[next++] = item;
            }
        }

        return Joined(items);
    }

    public static string Searches()
    {
        var items = (int[])Numbers.Clone();
        Array.Sort(items);
        return $"{BinarySearch(items, 62)} {BinarySearch(items, 5)} {BinarySearch(items, 100)} {items[BinarySearch(items, 3)]}";
    }

    private static int BinarySearch(ReadOnlySpan<int> items, int wanted)
    {
        int low = 0, high = items.Length - 1;
        while (low <= high)
        {
            int middle = low + ((high - low) >> 1);
            switch (items[middle].CompareTo(wanted))
            {
                case 0:
                    return middle;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return ~low;
    }

    public static string Smallest()
    {
        var queue = new PriorityQueue<string, int>();
        foreach (int number in Numbers)
            queue.Enqueue($"n{number}", number % 13);
        string text = "";
        for (int i = 0; i < 5 && queue.TryDequeue(out string? name, out int priority); i++)
            text += $"{name}:{priority} ";
        return text;
    }

    public static string Permutations()
    {
        var found = new List<string>();
        Permute(['a', 'b', 'c', 'd'], 0, found);
        return $"{found.Count} {found[0]} {found[7]} {found[^1]}";
    }

    private static void Permute(char[] letters, int from, List<string> found)
    {
        if (from == letters.Length)
        {
            found.Add(new string(letters));
            return;
        }

        for (int i = from; i < letters.Length; i++)
        {
            (letters[from], letters[i]) = (letters[i], letters[from]);
            Permute(letters, from + 1, found);
            (letters[from], letters[i]) = (letters[i], letters[from]);
        }
    }

    private static string Joined(IEnumerable<int> items) => string.Join(",", items);
}
