using System.Collections;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

public static partial class ForEach
{
    [Coroutine]
    public static int Arrays(Co co, Trace t)
    {
        int sum = 0;
        foreach (int x in new[] { 1, 2, 3 })
            sum += t.Get(co, x);
        foreach (int x in t.Get(co, new[] { 4, 5 }))
            sum += x;
        foreach (int x in t.Get(co, new[] { 6, 7 }))
        {
            if (t.Get(co, x) == 6)
                continue;
            sum += x;
        }

        return sum;
    }

    [Coroutine]
    public static string AnArrayThatTheBodyChanges(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        string text = "";
        foreach (int x in items)
        {
            text += x;
            items[2] = 9;
            items = [7, 7, 7, 7];
            t.Step(co, $"x{x}");
        }

        return text;
    }

    [Coroutine]
    public static int ANullArray(Co co, Trace t)
    {
        int[]? items = null;
        foreach (int x in items!)
            t.Step(co, "never");
        return 0;
    }

    [Coroutine]
    public static string JaggedArrays(Co co, Trace t)
    {
        string text = "";
        foreach (int[] row in new int[][] { [1, 2], [], [3] })
        {
            foreach (int x in row)
            {
                if (x == 2)
                    break;
                text += t.Get(co, x);
            }

            text += t.Get(co, "|");
        }

        return text;
    }

    [Coroutine]
    public static string Strings(Co co, Trace t)
    {
        string text = "";
        foreach (char c in "abc")
            text = t.Get(co, c) + text;
        foreach (var c in t.Get(co, "de"))
            text += t.Get(co, c);
        return text;
    }

    [Coroutine]
    public static string ElementsThatAreConverted(Co co, Trace t)
    {
        string text = "";
        foreach (long x in new[] { 1, 2 })
            text += t.Get(co, x);
        foreach (string s in new object[] { "a", "b" })
            text += t.Get(co, s);
        foreach (int n in new ArrayList { 3, 4 })
            text += t.Get(co, n);
        foreach (int c in "A")
            text += t.Get(co, c);
        foreach (Celsius c in new List<int> { 5 })
            text += t.Get(co, c);
        foreach (object o in new List<int> { 6 })
            text += t.Get(co, o);
        foreach (int? o in new List<int> { 7 })
            text += t.Get(co, o);
        return text;
    }

    [Coroutine]
    public static string AnElementThatCannotBeConverted(Co co, Trace t)
    {
        string text = "";
        foreach (string s in new object[] { "a", 1 })
            text += t.Get(co, s);
        return text;
    }

    [Coroutine]
    public static int Lists(Co co, Trace t)
    {
        int sum = 0;
        foreach (int x in new List<int> { 1, 2, 3 })
            sum += t.Get(co, x);
        foreach (var x in t.Get(co, new List<int> { 4 }))
            sum += t.Get(co, x);
        return sum;
    }

    [Coroutine]
    public static int AListThatTheBodyChanges(Co co, Trace t)
    {
        var list = new List<int> { 1, 2, 3 };
        int sum = 0;
        foreach (int x in list)
        {
            sum += t.Get(co, x);
            if (x == 2)
                list.Add(4);
        }

        return sum;
    }

    [Coroutine]
    public static string Dictionaries(Co co, Trace t)
    {
        string text = "";
        foreach (var (key, value) in new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 })
            text += t.Get(co, key) + t.Get(co, value);
        foreach (KeyValuePair<string, int> pair in new Dictionary<string, int> { ["c"] = 3 })
            text += t.Get(co, pair.Key) + pair.Value;
        return text;
    }

    [Coroutine]
    public static string Deconstruction(Co co, Trace t)
    {
        string text = "";
        foreach (var (a, (b, _)) in new[] { (1, (2, 3)), (4, (5, 6)) })
        {
            t.Step(co, "x");
            text += a + b;
        }

        foreach ((int a, var b) in new List<Point> { new(7, 8) })
            text += a + t.Get(co, b);
        return text;
    }

    [Coroutine]
    public static string Iterators(Co co, Trace t)
    {
        string text = "";
        foreach (int x in Numbers(t, 3))
            text += t.Get(co, x);
        foreach (int x in Numbers(t, 5))
        {
            text += t.Get(co, x);
            if (x == 1)
                break;
        }

        return text;
    }

    [Coroutine]
    public static int AnIteratorThatIsLeftByReturn(Co co, Trace t)
    {
        foreach (int x in Numbers(t, 5))
        {
            if (t.Get(co, x) == 2)
                return x;
        }

        return -1;
    }

    [Coroutine]
    public static int AnIteratorThatIsLeftByAnException(Co co, Trace t)
    {
        foreach (int x in Numbers(t, 5))
            co.Await(t.Fail("in the body"));
        return -1;
    }

    [Coroutine]
    public static int AnIteratorThatFails(Co co, Trace t)
    {
        int sum = 0;
        foreach (int x in Failing(t))
            sum += t.Get(co, x);
        return sum;
    }

    private static IEnumerable<int> Numbers(Trace t, int count)
    {
        try
        {
            for (int i = 0; i < count; i++)
            {
                t.Log($"next {i}");
                yield return i;
            }
        }
        finally
        {
            t.Log("iterator over");
        }
    }

    private static IEnumerable<int> Failing(Trace t)
    {
        yield return 1;
        t.Throw("iterator");
    }

    [Coroutine]
    public static string Enumerators(Co co, Trace t)
    {
        string text = "";
        foreach (int x in new StructSequence(t, 2))
            text += t.Get(co, x);
        foreach (int x in new ClassSequence(t, 2))
            text += t.Get(co, x);
        foreach (int x in new SealedSequence(t, 2))
            text += t.Get(co, x);
        foreach (int x in 2)
            text += t.Get(co, x);
        foreach (int x in new ExplicitSequence(t, 2))
            text += t.Get(co, x);
        foreach (int x in (IEnumerable<int>)new ExplicitSequence(t, 2))
            text += t.Get(co, x);
        foreach (object x in (IEnumerable)new ExplicitSequence(t, 2))
            text += t.Get(co, x);
        return text;
    }

    [Coroutine]
    public static string ATypeParameter(Co co, Trace t) =>
        All(co, t, new List<int> { 1, 2 }) + All(co, t, new ExplicitSequence(t, 2)) + All(co, t, new[] { 3, 4 });

    [Coroutine]
    public static string All<T>(Co co, Trace t, T items)
        where T : IEnumerable<int>
    {
        string text = "";
        foreach (int x in items)
            text += t.Get(co, x);
        return text;
    }

    [Coroutine]
    public static string TheVariableMutatesItself(Co co, Trace t)
    {
        string text = "";
        foreach (var counter in new[] { new Counter(), new Counter() })
        {
            counter.Next();
            t.Step(co, "x");
            counter.Next();
            text += counter.Value;
        }

        return text;
    }

    [Coroutine]
    public static int Nested(Co co, Trace t)
    {
        int sum = 0;
        foreach (var list in new List<List<int>> { new() { 1, 2 }, new() { 3 } })
        {
            foreach (int x in list)
            {
                if (t.Get(co, x) == 1)
                    continue;
                sum += x;
            }

            foreach (int x in list)
                sum += t.Get(co, x * 10);
        }

        return sum;
    }

    [Coroutine]
    public static int SpansWithoutSuspension(Co co, Trace t)
    {
        int sum = t.Get(co, 1);
        Span<int> span = [1, 2, 3];
        foreach (ref int x in span)
            x *= 2;
        foreach (int x in span)
            sum += x;
        return sum + t.Get(co, 1);
    }

    [Coroutine]
    public static string Grid(Co co, Trace t)
    {
        string text = t.Get(co, "");
        foreach (int x in new[,] { { 1, 2 }, { 3, 4 } })
            text += x;
        return text;
    }

    [Coroutine]
    public static string OneVariableForEachIteration(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        foreach (int x in new[] { 1, 2, 3 })
        {
            list.Add(() => x);
            t.Step(co, $"{x}");
        }

        foreach (var (a, b) in new List<(int, int)> { (4, 5), (6, 7) })
        {
            t.Step(co, "pair");
            list.Add(() => a + b);
        }

        return string.Join(",", list.Select(f => f()));
    }
}

public readonly struct StructSequence(Trace t, int count)
{
    public Enumerator GetEnumerator() => new(t, count);

    public struct Enumerator(Trace t, int count) : IDisposable
    {
        private int next;

        public readonly int Current => next;

        public bool MoveNext() => next++ < count;

        readonly void IDisposable.Dispose() => t.Log($"dispose at {next}");
    }
}

public class ClassSequence(Trace t, int count)
{
    public Enumerator GetEnumerator() => new DisposableEnumerator(t, count);

    public class Enumerator(int count)
    {
        protected int next;

        public int Current => next;

        public bool MoveNext() => next++ < count;
    }

    private sealed class DisposableEnumerator(Trace t, int count) : Enumerator(count), IDisposable
    {
        public void Dispose() => t.Log($"dispose class at {next}");
    }
}

public class SealedSequence(Trace t, int count)
{
    public Enumerator GetEnumerator() => new(t, count);

    public sealed class Enumerator(Trace t, int count)
    {
        private int next;

        public int Current => next;

        public bool MoveNext() => next++ < count;

        public void Dispose() => t.Log("never called");
    }
}

public sealed class ExplicitSequence(Trace t, int count) : IEnumerable<int>
{
    IEnumerator<int> IEnumerable<int>.GetEnumerator()
    {
        try
        {
            for (int i = 0; i < count; i++)
                yield return i;
        }
        finally
        {
            t.Log("explicit over");
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<int>)this).GetEnumerator();
}

public static class RangeExtensions
{
    public static IEnumerator<int> GetEnumerator(this int count) => Enumerable.Range(0, count).GetEnumerator();
}
