using System.Runtime.CompilerServices;
using Xunit.Abstractions;

namespace PollGen.Conformance.Tests.References;

/// <summary>
/// References into every kind of memory are made again and again while another thread compacts the heap. The frames themselves lie on the
/// heap, so they move, too. Short by default; POLLGEN_STRESS_ROUNDS says how many rounds, of ten references each.
/// </summary>
public static partial class Churning
{
    public const int ReferencesARound = 10;

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
        for (var i = 0; i < rounds; i++)
        {
            slot[0] = slice[4] = field = own = i;
            element = i;
            bytes[3] = (byte)i;
            if (i % 3 == 0)
                either = ref array[12];
            else if (i % 3 == 1)
                either = ref holder.Other;
            either += i;
            int expected = either;
            co.Await(Future.Yield());
            if (room[1] != i || slot[0] != i || slice[4] != i || array[7] != i || field != i || holder.Count != i || element != i || own != i || local != i
                || bytes[3] != (byte)i || text[6] != 'x' || text.Length != 7 || constant[0] != (byte)'c' || either != expected)
                wrong++;
            if (i % 50 == 49)
            {
                array = new int[16];
                slice = array.AsSpan(3, 5);
                holder = new Holder();
                field = ref holder.Count;
                element = ref (new long[9])[i % 9];
                either = ref other;
            }
        }

        return wrong;
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
        using var stop = new CancellationTokenSource();
        var compactions = 0;
        var compactor = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                compactions++;
            }
        });
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
        compactor.Start();
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

        stop.Cancel();
        compactor.Join();
        output.WriteLine($"{(long)Rounds * Churning.ReferencesARound} references made again, {compactions} compactions, {moves} moves of one object seen, {wrong} wrong");
        Assert.Equal(0, wrong);
        Assert.True(compactions > 0 && moves > 0, "Nothing moved.");
    }

    /// <summary>Against the rules, which are switched off here: the results may be wrong, but nothing is read or written outside.</summary>
    [Fact]
    public void A_future_that_is_copied_while_it_waits_stays_inside_its_memory()
    {
        var cx = new PollContext(Waker.None);
        var future = Churning.Churn(200);
        for (var i = 0; i < 60; i++)
            Assert.False(future.Poll(in cx, out _));
        var copies = new[] { future, future, future };
        for (var i = 0; i < copies.Length; i++)
        {
            try
            {
                while (!copies[i].Poll(in cx, out _))
                {
                    if (i == 1)
                        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                }
            }
            catch (InvalidOperationException)
            {
                // The one thing besides a result that may come of it.
            }
        }

        while (!future.Poll(in cx, out _))
        {
        }
    }
}
