using System.Collections;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>What foreach calls on collections and enumerators of every kind.</summary>
public static partial class Enumerables
{
    [Coroutine]
    public static string ExtensionGetEnumerator(Co co, Trace t)
    {
        string text = "";
        foreach (int x in 3L)
            text += t.Get(co, x);
        foreach (var x in new Pair<string>("a", "b"))
            text += t.Get(co, x);
        foreach (int x in t.Get(co, 2L))
            text += x;
        return text;
    }

    [Coroutine]
    public static string AStructEnumeratorIsMutatedInPlace(Co co, Trace t)
    {
        string text = "";
        foreach (int x in new Counting(t, 3))
        {
            if (x == 2)
                continue;
            text += t.Get(co, x);
        }

        return text;
    }

    [Coroutine]
    public static string AStructEnumeratorInATry(Co co, Trace t)
    {
        string text = "";
        try
        {
            foreach (int x in new Counting(t, 5))
            {
                text += t.Get(co, x);
                if (x == 3)
                    t.Throw("stop");
            }
        }
        catch (LeafException e)
        {
            text += t.Get(co, e.Message);
        }

        return text;
    }

    [Coroutine]
    public static string ClassEnumerators(Co co, Trace t)
    {
        string text = "";
        foreach (int x in new Plain(t, isDisposable: true))
            text += t.Get(co, x);
        foreach (int x in new Plain(t, isDisposable: false))
            text += t.Get(co, x);
        foreach (int x in new Sealed(t))
            text += t.Get(co, x);
        return text;
    }

    [Coroutine]
    public static string NonGenericEnumerables(Co co, Trace t)
    {
        string text = "";
        foreach (object? x in new ArrayList { 1, "b" })
            text += t.Get(co, x);
        foreach (string x in (IEnumerable)new ArrayList { "c", "d" })
            text += t.Get(co, x);
        foreach (DictionaryEntry entry in new Hashtable { ["k"] = "v" })
            text += t.Get(co, $"{entry.Key}{entry.Value}");
        return text;
    }

    [Coroutine]
    public static string CovariantCasts(Co co, Trace t)
    {
        string text = "";
        IEnumerable<object> objects = new List<string> { "a", "b" };
        foreach (string x in objects)
            text += t.Get(co, x);
        object[] strings = new string[] { "c" };
        foreach (string x in strings)
            text += t.Get(co, x);
        foreach (short x in new List<int> { 70000 })
            text += t.Get(co, x);
        foreach (Wrapped x in new[] { 1, 2 })
            text += t.Get(co, x.Value);
        return text;
    }

    [Coroutine]
    public static string ACastThatFailsDisposes(Co co, Trace t)
    {
        string text = "";
        try
        {
            foreach (string x in Objects(t))
                text += t.Get(co, x);
        }
        catch (InvalidCastException)
        {
            text += "invalid";
        }

        return text;
    }

    [Coroutine]
    public static string DynamicCollections(Co co, Trace t)
    {
        dynamic items = new List<int> { 1, 2 };
        string text = "";
        foreach (var x in items)
            text += t.Get(co, (int)x + 1);
        return text;
    }

    [Coroutine]
    public static string ExplicitImplementations(Co co, Trace t)
    {
        string text = "";
        foreach (int x in new Hidden())
            text += t.Get(co, x);
        foreach (int x in new HiddenStruct())
            text += t.Get(co, x);
        return text;
    }

    [Coroutine]
    public static string DeconstructedAndCaptured(Co co, Trace t)
    {
        var actions = new List<Func<string>>();
        string text = "";
        foreach (var (name, (first, _)) in new[] { ("a", (1, 2)), ("b", (3, 4)) })
        {
            actions.Add(() => name + first);
            text += t.Get(co, first);
        }

        foreach ((string key, int value) in new Dictionary<string, int> { ["x"] = 7 })
            text += t.Get(co, key) + value;
        return text + string.Concat(actions.Select(action => action()));
    }

    [Coroutine]
    public static string DiscardedElements(Co co, Trace t)
    {
        int n = 0;
        foreach (var _ in new[] { 1, 2 })
            n += t.Get(co, 1);
        foreach (var (_, _) in new[] { (1, 2) })
            n += t.Get(co, 10);
        return $"{n}";
    }

    [Coroutine]
    public static string TypeParameters(Co co, Trace t) =>
        Sum(co, t, new List<int> { 1, 2 }) + Sum(co, t, new HiddenStruct());

    [Coroutine]
    private static string Sum<T>(Co co, Trace t, T items)
        where T : IEnumerable<int>
    {
        string text = "";
        foreach (int x in items)
            text += t.Get(co, x);
        return text;
    }

    private static IEnumerable<object> Objects(Trace t)
    {
        try
        {
            yield return "a";
            yield return 1;
        }
        finally
        {
            t.Log("disposed");
        }
    }

    public static IEnumerator<int> GetEnumerator(this long count) => Enumerable.Range(0, (int)count).GetEnumerator();

    public static IEnumerator<T> GetEnumerator<T>(this Pair<T> pair) => new[] { pair.First, pair.Second }.AsEnumerable().GetEnumerator();

    public readonly record struct Pair<T>(T First, T Second);

    private readonly record struct Wrapped(int Value)
    {
        public static explicit operator Wrapped(int value) => new(value * 100);
    }

    private sealed class Counting(Trace t, int last)
    {
        public Enumerator GetEnumerator() => new(t, last);

        public struct Enumerator(Trace t, int last) : IDisposable
        {
            private int current;

            public readonly int Current => current;

            public bool MoveNext() => ++current <= last;

            public readonly void Dispose() => t.Log($"disposed at {current}");
        }
    }

    private class Plain(Trace t, bool isDisposable)
    {
        public Enumerator GetEnumerator() => isDisposable ? new Disposable(t) : new Enumerator();

        public class Enumerator
        {
            private int current;

            public int Current => current;

            public bool MoveNext() => ++current <= 2;
        }

        private sealed class Disposable(Trace t) : Enumerator, IDisposable
        {
            public void Dispose() => t.Log("disposed");
        }
    }

    private sealed class Sealed(Trace t)
    {
        public Enumerator GetEnumerator() => new(t);

        public sealed class Enumerator(Trace t)
        {
            private int current;

            public int Current => current;

            public bool MoveNext() => t.See(++current <= 2);

            public void Dispose() => t.Log("not called");
        }
    }

    private sealed class Hidden : IEnumerable<int>
    {
        IEnumerator<int> IEnumerable<int>.GetEnumerator() => new List<int> { 4, 5 }.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }

    private readonly struct HiddenStruct : IEnumerable<int>
    {
        IEnumerator<int> IEnumerable<int>.GetEnumerator() => new List<int> { 6, 7 }.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }
}
