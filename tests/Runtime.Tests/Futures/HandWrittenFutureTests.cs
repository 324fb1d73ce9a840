namespace PollGen.Runtime.Tests;

/// <summary>The examples in the documentation of <see cref="IFuture{T}"/>, as they stand there.</summary>
public class HandWrittenFutureTests
{
    [Fact]
    public void A_leaf_keeps_the_latest_waker()
    {
        var door = new Door();
        using var executor = new LocalExecutor();
        var handle = executor.Spawn(door.Opened());
        executor.RunUntilIdle();
        Assert.False(handle.IsCompleted);
        new Thread(door.Open).Start();
        executor.RunUntilComplete(handle);
    }

    [Fact]
    public void A_leaf_that_is_given_up_keeps_nobody()
    {
        var door = new Door();
        var waiter = new CountingWakeable();
        var cx = new PollContext(new Waker(waiter));
        var opened = door.Opened();
        Assert.False(opened.Poll(in cx, out _));
        Assert.True(opened.PollCancel(in cx));
        door.Open();
        Assert.Equal(0, waiter.Count);
    }

    [Fact]
    public void A_combinator_owns_its_child()
    {
        Assert.Equal(42, Future.BlockOn(Twice.Of(Future.Ready(21))));
        var trace = new List<string>();
        var twice = new Future<Length<Scripted>, int>(new Length<Scripted>(Scripted.Make(trace, "a", "pending throw", "pending done")));
        Assert.False(twice.Poll(default, out _));
        Assert.Throws<TestException>(() => twice.Poll(default, out _));
        Assert.False(twice.PollCancel(default));
        Assert.True(twice.PollCancel(default));
        Assert.Equal(["a:pending", "a:throw", "a~pending", "a~done"], trace);
    }

    public sealed class Door
    {
        private readonly Lock gate = new();
        private Waker waiting;
        private bool isOpen;

        public void Open()
        {
            Waker waker;
            lock (gate)
            {
                isOpen = true;
                waker = waiting;
            }

            waker.Wake();
        }

        public Future<OpenedMachine, Unit> Opened() => new(new OpenedMachine(this));

        public struct OpenedMachine(Door door) : IFuture<Unit>
        {
            public readonly bool Poll(in PollContext cx, out Unit result)
            {
                result = default;
                lock (door.gate)
                {
                    door.waiting = cx.Waker;
                    return door.isOpen;
                }
            }

            public readonly bool PollCancel(in PollContext cx)
            {
                lock (door.gate)
                    door.waiting = Waker.None;
                return true;
            }
        }
    }

    public struct Twice<TMachine>(Future<TMachine, int> inner) : IFuture<int>
        where TMachine : struct, IFuture<int>
    {
        private Future<TMachine, int> inner = inner;

        public bool Poll(in PollContext cx, out int result)
        {
            if (!inner.Poll(in cx, out result))
                return false;
            result *= 2;
            return true;
        }

        public bool PollCancel(in PollContext cx) => inner.PollCancel(in cx);
    }

    public static class Twice
    {
        public static Future<Twice<TMachine>, int> Of<TMachine>(Future<TMachine, int> inner)
            where TMachine : struct, IFuture<int> => new(new Twice<TMachine>(inner));
    }

    private struct Length<TMachine>(Future<TMachine, string> inner) : IFuture<int>
        where TMachine : struct, IFuture<string>
    {
        private Future<TMachine, string> inner = inner;

        public bool Poll(in PollContext cx, out int result)
        {
            result = 0;
            if (!inner.Poll(in cx, out string text))
                return false;
            result = text.Length;
            return true;
        }

        public bool PollCancel(in PollContext cx) => inner.PollCancel(in cx);
    }
}
