using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PollGen.Conformance.Tests.Testing;
using Xunit.Abstractions;

namespace PollGen.Conformance.Tests.References;

/// <summary>
/// References into every kind of memory are made again and again while another thread compacts the heap. The frames themselves lie on the
/// heap, so they move, too. Short by default; POLLGEN_STRESS_ROUNDS says how many rounds, of ten references each.
/// </summary>
public static partial class Churning
{
    public const int ReferencesARound = 18;

    private static int common;

    /// <returns>How many rounds found something that they had not written.</returns>
    [Coroutine]
    public static int Churn(Co co, int rounds)
    {
        var wrong = 0;
        Span<int> room = stackalloc int[4];
        var slot = room[1..];
        var array = new int[16];
        var slice = array.AsSpan(3, 5);
        var holder = new Holder();
        ref int field = ref holder.Count;
        ref long element = ref (new long[7])[5];
        var text = new string('x', 9).AsSpan(2);
        Memory<byte> memory = new byte[5];
        var bytes = memory.Span[1..];
        int local = 0;
        ref int own = ref local;
        int other = 0;
        ref int either = ref other;
        var constant = "abcdef"u8[2..];
        var list = new List<int> { 0, 0, 0, 0 };
        var listed = CollectionsMarshal.AsSpan(list)[1..];
        var table = new Dictionary<string, long> { ["one"] = 0, ["two"] = 0 };
        ref long entry = ref CollectionsMarshal.GetValueRefOrNullRef(table, "two");
        object box = 0;
        ref int inBox = ref Unsafe.Unbox<int>(box);
        var shorts = new short[8];
        var seenAsBytes = MemoryMarshal.AsBytes(shorts.AsSpan(2, 3));
        var tail = Tail(array);
        var promised = Promised(array, 5);
        ref int shared = ref common;
        var queue = new Ring();
        ref int head = ref queue.Head;
        for (var i = 0; i < rounds; i++)
        {
            slot[0] = slice[4] = field = own = i;
            element = i;
            bytes[3] = (byte)i;
            listed[2] = inBox = tail[0] = promised[3] = i;
            entry = head = i;
            seenAsBytes[4] = (byte)i;
            if (i % 3 == 0)
                either = ref array[12];
            else if (i % 3 == 1)
                either = ref holder.Other;
            either += i;
            int expected = either;
            int before = shared;
            Step(co, room[..2], ref field, in element);
            if (room[1] != i || slot[0] != i || slice[4] != i || array[7] != i || field != i || holder.Count != i || element != i || own != i || local != i
                || bytes[3] != (byte)i || text[6] != 'x' || text.Length != 7 || constant[0] != (byte)'c' || either != expected
                || listed[2] != i || list[3] != i || entry != i || table["two"] != i || inBox != i || (int)box != i || tail[0] != i || array[14] != i
                || promised[3] != i || array[8] != i || head != i || queue.Head != i || seenAsBytes[4] != (byte)i || (byte)shorts[4] != (byte)i || before > shared)
                wrong++;
            if (i % 50 == 49)
            {
                array = new int[16];
                slice = array.AsSpan(3, 5);
                holder = new Holder();
                field = ref holder.Count;
                element = ref (new long[9])[i % 9];
                either = ref other;
                list = [0, 0, 0, 0, 0];
                listed = CollectionsMarshal.AsSpan(list)[1..];
                table = new Dictionary<string, long> { ["two"] = 0 };
                entry = ref CollectionsMarshal.GetValueRefOrNullRef(table, "two");
                box = 0;
                inBox = ref Unsafe.Unbox<int>(box);
                shorts = new short[9];
                seenAsBytes = MemoryMarshal.AsBytes(shorts.AsSpan(2, 3));
                tail = Tail(array);
                promised = Promised(array, 5);
                queue = new Ring();
                head = ref queue.Head;
            }
        }

        return wrong;
    }

    /// <summary>Holds what it is handed across a suspension, too.</summary>
    [Coroutine]
    private static void Step(Co co, Span<int> slice, ref int field, in long element)
    {
        int sum = slice[0] + field;
        long seen = element;
        var part = slice[1..];
        co.Await(Future.Yield());
        if (sum != slice[0] + field || seen != element || part[0] != slice[1])
            throw new InvalidOperationException("A reference that was handed in is another one now.");
    }

    private static Span<int> Tail(int[] array) => array.AsSpan(14);

    [return: PartOf("array")]
    private static Span<int> Promised(int[] array, int start) => MemoryMarshal.CreateSpan(ref array[start], array.Length - start);

    private sealed class Ring
    {
        private readonly int[] items = new int[3];

        public ref int Head => ref items[1];
    }

    public sealed class Holder
    {
        public int Count;
        public int Other;
    }
}

public class StressTests(ITestOutputHelper output)
{
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("POLLGEN_STRESS_ROUNDS"), out int rounds) ? rounds : 20_000;

    [Fact]
    public unsafe void References_stay_right_while_the_heap_is_compacted()
    {
        const int Many = 8;
        var futures = new BoxedFuture<int>[Many];
        var garbage = new List<byte[]>();
        for (var i = 0; i < Many; i++)
        {
            // What lies between the frames goes away, so that the frames have to move.
            garbage.Add(new byte[200]);
            futures[i] = Churning.Churn(Rounds / Many).Boxed();
        }

        garbage.Clear();
        var canary = new int[1];
        var moves = 0;
        var address = (nint)Unsafe.AsPointer(ref canary[0]);
        using var compactor = new Compactor();
        var cx = new PollContext(Waker.None);
        var wrong = 0;
        for (int open = Many, polls = 0; open > 0; polls++)
        {
            for (var i = 0; i < Many; i++)
            {
                if (futures[i] is { } future && future.Poll(in cx, out int result))
                {
                    wrong += result;
                    futures[i] = null!;
                    open--;
                }
            }

            if (polls % 64 == 0)
            {
                garbage.Add(new byte[500]);
                if (polls % 512 == 0)
                {
                    garbage.Clear();
                    var fresh = new int[1];
                    canary = fresh;
                    address = (nint)Unsafe.AsPointer(ref canary[0]);
                }
            }

            if ((nint)Unsafe.AsPointer(ref canary[0]) != address)
            {
                moves++;
                address = (nint)Unsafe.AsPointer(ref canary[0]);
            }
        }

        output.WriteLine($"{(long)Rounds * Churning.ReferencesARound} references made again, {compactor.Compactions} compactions, {moves} moves of one object seen, {wrong} wrong");
        Assert.Equal(0, wrong);
        Assert.True(compactor.Compactions > 0 && moves > 0, "Nothing moved.");
    }
}
