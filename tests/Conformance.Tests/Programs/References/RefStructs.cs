using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Coroutines of ref structs, and of type parameters that may be ref structs.</summary>
public static partial class RefStructs
{
    private interface ISink
    {
        void Add(int item);

        int Total { get; }
    }

    [Coroutine]
    public static string TypeParameters(Co co, Trace t)
    {
        int[] items = [4, 5, 6];
        int sum = Measure(co, t, items.AsSpan(1)) + Measure(co, t, "abc");
        var list = new ListSink([]);
        int total = Feed(co, t, ref list, 3);
        return $"{sum} {total} {co.Await(Measure(t, items.AsSpan()))}";
    }

    [Coroutine]
    private static int Measure<T>(Co co, Trace t, T value)
        where T : allows ref struct
    {
        int size = t.Get(co, 1);
        return size + SizeOf(value) + t.Get(co, 2);
    }

    private static int SizeOf<T>(scoped T value)
        where T : allows ref struct
        => typeof(T) == typeof(string) ? 10 : 20;

    [Coroutine]
    private static int Feed<T>(Co co, Trace t, ref T sink, int count)
        where T : ISink, allows ref struct
    {
        for (var i = 0; i < count; i++)
            sink.Add(t.Get(co, i + 1));
        return sink.Total;
    }

    [Coroutine]
    private static int WriteTo(Co co, Trace t, ref Writer writer)
    {
        writer.Write(co, t, 1);
        writer.WriteAll(co, t);
        return writer.Written;
    }

    [Coroutine]
    private static int Summed(Co co, Trace t, View view) => view.Sum(co, t) + view.Sum(co, t);

    private ref partial struct Writer(Span<byte> bytes)
    {
        private readonly Span<byte> bytes = bytes;

        public int Written;

        [Coroutine]
        public void Write(Co co, Trace t, byte item)
        {
            bytes[Written] = t.Get(co, item);
            Written++;
        }

        [Coroutine]
        public void WriteAll(Co co, Trace t)
        {
            var rest = bytes[Written..];
            Write(co, t, 7);
            ref byte last = ref bytes[^1];
            last = t.Get(co, (byte)9);
            rest[1] = t.Get(co, rest[0]);
            Written += rest.Length - 1;
        }
    }

    private readonly ref partial struct View(int[] items, int start)
    {
        private readonly Span<int> items = items.AsSpan(start);

        [Coroutine]
        public int Sum(Co co, Trace t)
        {
            int sum = 0;
            foreach (ref int item in items)
                sum += item += t.Get(co, 1);
            return sum;
        }
    }

    private struct ListSink(List<int> items) : ISink
    {
        private int count;

        public readonly int Total => items.Count + count;

        public void Add(int item)
        {
            items.Add(item);
            count += 10;
        }
    }

    private ref struct SpanSink(Span<int> items) : ISink
    {
        private readonly Span<int> items = items;
        private int count;

        public readonly int Total => count;

        public void Add(int item) => items[count++] = item;
    }
}
