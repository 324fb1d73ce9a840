using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests;

/// <summary>A coroutine that waits keeps alive what it still needs, and nothing else.</summary>
public static partial class ClearingTests
{
    private static readonly List<WeakReference> Seen = [];

    [Fact]
    public static void WhatIsNoLongerNeededIsCollectedWhileTheCoroutineWaits()
    {
        Seen.Clear();
        var trace = new Trace(new Script(1, WakesItself: false));
        var future = Start(trace);
        Assert.Equal([true, true, true, true], Alive());
        Go(future, trace);

        // The argument and the first local were used for the last time, the others are used once more.
        Assert.Equal([false, false, true, true], Alive());
        Go(future, trace);
        Assert.Equal([false, false, false, true], Alive());
        Go(future, trace);
        Assert.Equal([false, false, false, false], Alive());
        GC.KeepAlive(trace);
    }

    [Coroutine]
    private static int Holding(Co co, Trace t, byte[] argument)
    {
        byte[] first = Make(), second = Make(), captured = Make();
        Func<int> length = () => captured.Length;
        t.Step(co, "all are needed");
        int sum = Use(argument) + Use(first);
        t.Step(co, "two are needed");
        sum += Use(second);
        t.Step(co, "one is needed");
        sum += length();
        length = null!;
        captured = null!;
        t.Step(co, "none is needed");
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Box Start(Trace trace)
    {
        var box = new Box { Future = Holding(trace, Make()) };
        Go(box, trace);
        return box;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Go(Box box, Trace trace)
    {
        trace.Release(null);
        Assert.False(box.Future.Poll(default, out _));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Make()
    {
        byte[] made = new byte[10];
        Seen.Add(new WeakReference(made));
        return made;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Use(byte[] bytes) => bytes.Length;

    private static bool[] Alive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return [.. Seen.Select(one => one.IsAlive)];
    }

    private sealed class Box
    {
        public Future<HoldingMachine, int> Future;
    }
}
