using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Local coroutines that take references and spans.</summary>
public static partial class LocalReferences
{
    [Coroutine]
    public static string IntoWhatTheCoroutineAroundHas(Co co, Trace t)
    {
        var holder = new Holder();
        string text;
        if (t.Get(co, true))
            text = t.Get(co, "abcd");
        else
            text = "";
        int Count(Co co, int more)
        {
            ref int number = ref holder.Count;
            var letters = text.AsSpan();
            number += more;
            t.Log(t.Get(co, number) + t.Get(co, text));
            number += letters[1..].Length;
            return number;
        }

        return $"{Count(co, t.Get(co, 1))} {Count(co, 2)} {holder.Count} {text}";
    }

    [Coroutine]
    public static string ByReference(Co co, Trace t)
    {
        int total = 1, other = 2;
        Add(co, ref total, 10);
        int[] items = [1, 2, 3];
        Add(co, ref items[t.Get(co, 1)], 20);
        ref int chosen = ref total > 5 ? ref total : ref other;
        Add(co, ref chosen, In(co, in items[2]));
        return $"{total} {other} {Show.Of(items)}";

        void Add(Co co, ref int target, int amount)
        {
            target += t.Get(co, amount);
            other++;
            target += t.Get(co, other);
        }

        int In(Co co, in int source)
        {
            int before = source;
            items[2] = t.Get(co, 30);
            return before + source;
        }
    }

    [Coroutine]
    public static string Spans(Co co, Trace t)
    {
        Span<byte> room = stackalloc byte[6];
        int filled = Fill(co, room[1..], 3) + Fill(co, room[5..], 9);
        return $"{filled} {Convert.ToHexString(room)} {Words(co, "one two")}";

        int Fill(Co co, Span<byte> bytes, byte start)
        {
            for (var i = 0; i < bytes.Length && i < 3; i++)
                bytes[i] = t.Get(co, (byte)(start + i));
            bytes = bytes[1..];
            t.Step(co, "sliced");
            return bytes.Length;
        }

        string Words(Co co, ReadOnlySpan<char> text)
        {
            var first = text[..text.IndexOf(' ')];
            t.Step(co, "cut");
            return $"{first}|{text[(first.Length + 1)..]}";
        }
    }

    [Coroutine]
    public static string Recursive(Co co, Trace t)
    {
        int depth = 0;
        int[] items = [1, 2, 3, 4];
        int sum = Sum(co, items);
        return $"{sum} {depth} {Show.Of(items)}";

        int Sum(Co co, Span<int> rest)
        {
            if (rest.IsEmpty)
                return 0;
            depth++;
            rest[0] += t.Get(co, 10);
            return Sum(co, rest[1..]) + rest[0];
        }
    }

    [Coroutine]
    public static string OutAndGeneric(Co co, Trace t)
    {
        Swap(co, out string text, "a");
        Swap(co, out int number, 5);
        return $"{text} {number}";

        void Swap<T>(Co co, out T target, T value)
        {
            target = value;
            target = t.Get(co, value);
        }
    }

    [Coroutine]
    public static string InAStruct(Co co, Trace t)
    {
        var cell = new Cell();
        return $"{cell.Run(co, t)} {cell.Value}";
    }

    private partial struct Cell
    {
        public int Value;

        [Coroutine]
        public int Run(Co co, Trace t)
        {
            int shared = 1;
            Double(co, ref Value);
            Double(co, ref Value);
            return shared;

            void Double(Co co, ref int target)
            {
                target = (2 * target) + t.Get(co, 1);
                shared += target;
            }
        }
    }
}
