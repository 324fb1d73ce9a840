using System.Diagnostics.CodeAnalysis;

namespace PollGen.Conformance.Tests.References;

/// <summary>Coroutines of ref structs: whoever holds the struct hands it in at every poll.</summary>
public partial class RefStructTests
{
    [Fact]
    public void An_instance_of_a_ref_struct_is_the_callers()
    {
        int[] items = [1, 2, 3, 4];
        var future = Summed(new View(items, 1), 10);
        int polls = 1;
        int sum;
        while (!future.Poll(default, out sum))
        {
            polls++;
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        }

        Assert.Equal(new View([1, 2, 3, 4], 1).Twice(Co.Blocking, 10), sum);
        Assert.Equal([1, 22, 23, 24], items);
        Assert.True(polls > 6);
    }

    [Fact]
    public void A_ref_struct_is_changed_directly()
    {
        Span<byte> bytes = stackalloc byte[6];
        var writer = new Writer(bytes);
        writer.Write(Co.Blocking, 1);
        writer.WriteAll(Co.Blocking);
        Assert.Equal("010709000000", Convert.ToHexString(bytes));
        Assert.Equal(3, writer.Written);
    }

    [Fact]
    public void A_struct_is_changed_through_its_future()
    {
        var counter = new Counter();
        var future = counter.Add(5);
        while (!future.Poll(default, out _))
            counter.Count++;
        Assert.Equal(5 + 1 + 100, counter.Count);
        var copy = counter;
        Future.BlockOn(copy.Add(1));
        Assert.Equal(106, counter.Count);
        Assert.True(copy.Count > counter.Count);
    }

    [Fact]
    public void A_cancelled_struct_is_left_as_it_is()
    {
        var counter = new Counter();
        var future = counter.Add(5);
        Assert.False(future.Poll(default, out _));
        while (!future.PollCancel(default))
        {
        }

        Assert.Equal(5 + 1000, counter.Count);
    }

    [Coroutine]
    private static int Summed(Co co, View view, int by) => view.Twice(co, by);

    private readonly ref partial struct View(int[] items, int start)
    {
        private readonly Span<int> items = items.AsSpan(start);

        [Coroutine]
        public int Sum(Co co, int by)
        {
            int sum = 0;
            foreach (ref int item in items)
            {
                item += by;
                co.Await(Future.Yield());
                sum += item;
            }

            return sum;
        }

        [Coroutine]
        public int Twice(Co co, int by) => Sum(co, by) + this.Sum(co, by);
    }

    private ref partial struct Writer(Span<byte> bytes)
    {
        private readonly Span<byte> bytes = bytes;

        public int Written;

        [Coroutine]
        public void Write(Co co, byte item)
        {
            co.Await(Future.Yield());
            bytes[Written++] = item;
        }

        [Coroutine]
        public void WriteAll(Co co)
        {
            var rest = bytes[Written..];
            Write(co, 7);
            ref byte next = ref bytes[Written];
            co.Await(Future.Yield());
            next = 9;
            Written += rest[1] == 9 ? 1 : 100;
        }
    }

    private partial struct Counter
    {
        public int Count;

        [Coroutine]
        public int Add(Co co, int by)
        {
            try
            {
                Count += by;
                co.Await(Future.Yield());
                return Count += 100 + by - 5;
            }
            finally
            {
                if (Count < 100)
                    Count += 1000;
            }
        }
    }
}
