using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Spans and references into the collections of the base library, across suspensions.</summary>
public static partial class IntoCollections
{
    [Coroutine]
    public static string ALists(Co co, Trace t)
    {
        List<int> list = [1, 2, 3];
        var span = CollectionsMarshal.AsSpan(list);
        var tail = span[1..];
        tail[0] = t.Get(co, 20);
        ref int last = ref CollectionsMarshal.AsSpan(list)[^1];
        last = t.Get(co, 30);
        foreach (ref int item in CollectionsMarshal.AsSpan(list))
            item += t.Get(co, 1);
        return string.Join(",", list);
    }

    [Coroutine]
    public static string ADictionarys(Co co, Trace t)
    {
        var counts = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 };
        ref int b = ref CollectionsMarshal.GetValueRefOrNullRef(counts, "b");
        b += t.Get(co, 10);
        var key = t.Get(co, "c");
        ref int c = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out bool exists);
        c += t.Get(co, 100);
        ref int none = ref CollectionsMarshal.GetValueRefOrNullRef(counts, "z");
        t.Step(co, "kept");
        return $"{string.Join(",", counts)} {exists} {Unsafe.IsNullRef(ref none)}";
    }

    [Coroutine]
    public static string ABoxs(Co co, Trace t)
    {
        object box = 5;
        ref int value = ref Unsafe.Unbox<int>(box);
        value += t.Get(co, 1);
        value *= t.Get(co, 2);
        return $"{box}";
    }

    [Coroutine]
    public static string AnImmutableArrays(Co co, Trace t)
    {
        ImmutableArray<string> items = ["a", "b", "c"];
        var span = items.AsSpan();
        ref readonly string second = ref items.ItemRef(1);
        items = ["x"];
        t.Step(co, "kept");
        return $"{span[2]}{second}{items.Length}";
    }

    [Coroutine]
    public static string AWriters(Co co, Trace t)
    {
        var writer = new ArrayBufferWriter<byte>(2);
        writer.Write<byte>([1, 2]);
        var written = writer.WrittenSpan;
        t.Step(co, "kept");
        writer.Write<byte>([3, 4, 5]);
        t.Step(co, "kept on");
        var first = new ReadOnlySequence<byte>(writer.WrittenMemory).FirstSpan.Length;
        return $"{written[0]}{written[1]} {written.Length} {first}";
    }

    [Coroutine]
    public static string ANullables(Co co, Trace t)
    {
        int? number = 5;
        scoped ref readonly int value = ref Nullable.GetValueRefOrDefaultRef(ref number);
        number = t.Get(co, 6);
        return $"{value}";
    }
}
