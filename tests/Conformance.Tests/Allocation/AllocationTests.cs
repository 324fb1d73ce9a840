using System.Runtime.CompilerServices;

namespace PollGen.Conformance.Tests.Allocation;

/// <summary>Waiting costs no memory: counted for the whole process, so these tests run alone.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Rounds = 1_000_000;

    [Fact]
    public void AMillionAwaitsThatAreWokenFromAnotherThreadAllocateNothing()
    {
        using var bell = new Bell();
        using var executor = new LocalExecutor();
        executor.Run(Waiting.Measured(bell, 1_000));

        // The test host has threads of its own, which report results now and then: a quiet run counts, and must be found.
        var allocated = long.MaxValue;
        for (var attempt = 0; attempt < 5 && allocated > 0; attempt++)
        {
            var (sum, bytes) = executor.Run(Waiting.Measured(bell, Rounds));
            Assert.Equal(2L * Rounds, sum);
            allocated = Math.Min(allocated, bytes);
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void ASpawnedTaskIsOneObject()
    {
        const int count = 10_000;
        using var bell = new Bell();
        using var executor = new LocalExecutor();
        for (var i = 0; i < count; i++)
            executor.SpawnDetached(Waiting.Once());
        executor.RunUntilIdle();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
            executor.SpawnDetached(Waiting.Once());
        executor.RunUntilIdle();
        var perTask = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count;

        Assert.InRange(perTask, Unsafe.SizeOf<Waiting.OnceMachine>(), 48 + Unsafe.SizeOf<Waiting.OnceMachine>() + 8);
    }
}

/// <summary>Tests in this collection run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Another thread that wakes whoever waits, again and again.</summary>
public sealed class Bell : IDisposable
{
    private readonly Thread ringer;
    private Waker waiting;
    private int state;

    private const int Idle = 0;
    private const int Armed = 1;
    private const int Closed = 2;

    public Bell()
    {
        ringer = new Thread(Ring) { IsBackground = true };
        ringer.Start();
    }

    public void Arm(Waker waker)
    {
        waiting = waker;
        Volatile.Write(ref state, Armed);
    }

    public void Dispose()
    {
        Volatile.Write(ref state, Closed);
        ringer.Join();
    }

    private void Ring()
    {
        var spinner = default(SpinWait);
        while (Volatile.Read(ref state) is var now && now != Closed)
        {
            if (now != Armed)
            {
                spinner.SpinOnce(sleep1Threshold: -1);
                continue;
            }

            var waker = waiting;
            Volatile.Write(ref state, Idle);
            waker.Wake();
        }
    }
}

/// <summary>Pending once, until the bell has rung.</summary>
public struct Rung(Bell bell) : IFuture<int>
{
    private bool isArmed;

    public bool Poll(in PollContext cx, out int result)
    {
        result = 1;
        if (isArmed)
            return true;
        isArmed = true;
        bell.Arm(cx.Waker);
        return false;
    }

    public readonly bool PollCancel(in PollContext cx) => true;
}

public static partial class Waiting
{
    /// <summary>Counts what the whole process allocates while the task runs.</summary>
    [Coroutine]
    public static (long Sum, long Allocated) Measured(Co co, Bell bell, int rounds)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var sum = Outer(co, bell, rounds);
        return (sum, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    [Coroutine]
    public static long Outer(Co co, Bell bell, int rounds)
    {
        long sum = 0;
        for (var i = 0; i < rounds; i++)
        {
            try
            {
                sum += Inner(co, bell, 1);
            }
            finally
            {
                sum++;
            }
        }

        return sum;
    }

    [Coroutine]
    public static int Inner(Co co, Bell bell, int factor) => factor * co.Await(new Rung(bell));

    [Coroutine]
    public static void Once(Co co) => co.Await(Future.Yield());
}
