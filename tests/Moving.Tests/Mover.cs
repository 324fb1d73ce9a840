using System.Reflection;
using System.Runtime.CompilerServices;
using PollGen.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Moving.Tests;

/// <summary>
/// Breaks the rules on purpose: copies, moves, swaps and overwrites the future of a program at one of its suspensions, and polls what comes of
/// it to its end. The program may give wrong results or throw; that all bytes it touches are its own is asserted at every reference it makes.
/// </summary>
internal abstract class Mover
{
    /// <summary>How many polls one future gets at most: a copy may wait for what will not come again.</summary>
    protected const int Patience = 200;

    public static Mover Of(CoroutineProgram program)
    {
        var factory = program.Factory;
        return (Mover)Activator.CreateInstance(typeof(Mover<,>).MakeGenericType(factory.ReturnType.GetGenericArguments()), factory)!;
    }

    /// <summary>How many references have been checked.</summary>
    public int References { get; protected set; }

    /// <summary>Runs the program until it has been pending so often, and then breaks the rules in this way.</summary>
    /// <returns>Whether it was pending so often.</returns>
    public abstract bool Run(Crime crime, int suspension);
}

internal sealed class Mover<TMachine, T>(MethodInfo factory) : Mover
    where TMachine : struct, IFuture<T>
{
    private const int Places = 4;

    private readonly Func<Trace, Future<TMachine, T>> make = factory.CreateDelegate<Func<Trace, Future<TMachine, T>>>();
    private readonly Trace[] traces = new Trace[Places];
    private Guarded<TMachine, T>[] line = [];

    public override bool Run(Crime crime, int suspension)
    {
        line = new Guarded<TMachine, T>[Places];
        foreach (ref var place in line.AsSpan())
            place.Guard();
        CheckedBounds.Watch = Watch;
        try
        {
            bool isThere = crime == Crime.CopyWhileItRuns ? RunWithCopy(suspension) : Start(0, suspension);
            if (isThere)
                Commit(crime, suspension);
            foreach (ref var place in line.AsSpan())
                Assert.True(place.IsIntact, "Something was written beside a future.");
            return isThere;
        }
        finally
        {
            CheckedBounds.Watch = null;
        }
    }

    private void Commit(Crime crime, int suspension)
    {
        switch (crime)
        {
            case Crime.Copy:
                Copy(0, 1);
                Finish(0);
                Finish(1);
                break;
            case Crime.Move:
                Copy(0, 2);
                Wipe(0);
                Compact();
                Finish(2);
                Finish(0);
                break;
            case Crime.TakeTurns:
                Copy(0, 3);
                Alternate(0, 3);
                break;
            case Crime.Swap:
                if (!Start(1, suspension + 1))
                    break;
                Copy(0, 2);
                Copy(1, 0);
                Copy(2, 1);
                (traces[0], traces[1]) = (traces[1], traces[0]);
                Alternate(0, 1);
                break;
            case Crime.Overwrite:
                if (!Start(1, suspension + 1))
                    break;
                Copy(1, 0);
                Finish(0);
                Finish(1);
                break;
            case Crime.CopyAndCancel:
                Copy(0, 1);
                Cancel(0);
                Finish(1);
                Cancel(0);
                break;
            case Crime.CopyWhileItRuns:
                Finish(0);
                Finish(1);
                Cancel(1);
                break;
        }
    }

    private bool Start(int place, int suspension)
    {
        var trace = new Trace(new Script(1, WakesItself: false));
        Put(make(trace), place, trace);
        return PollUntil(place, trace, suspension);
    }

    /// <summary>Copies the future while it is in the middle of a poll: when its leaf is polled for the first time.</summary>
    private bool RunWithCopy(int leaf)
    {
        bool isThere = false;
        var trace = new Trace(new Script(1, WakesItself: false, CancelAt: leaf, Cancels: _ =>
        {
            isThere = true;
            Copy(0, 1);
            return false;
        }));
        Put(make(trace), 0, trace);
        while (!isThere && PollUntil(0, trace, 1))
        {
        }

        return isThere;
    }

    private bool PollUntil(int place, Trace trace, int suspension)
    {
        for (int pending = 0; pending < suspension; pending++)
        {
            trace.Release(null);
            if (Poll(place) != Outcome.Pending)
                return false;
        }

        return true;
    }

    private void Finish(int place)
    {
        var outcome = Outcome.Pending;
        for (int polls = 0; polls < Patience && outcome == Outcome.Pending; polls++)
        {
            Release(place);
            outcome = Poll(place);
        }

        if (outcome != Outcome.Complete)
            Cancel(place);
    }

    private void Alternate(int one, int other)
    {
        var outcomes = new[] { Outcome.Pending, Outcome.Pending };
        for (int polls = 0; polls < Patience && outcomes.Contains(Outcome.Pending); polls++)
        {
            int turn = polls % 2;
            Release(turn == 0 ? one : other);
            if (outcomes[turn] == Outcome.Pending)
                outcomes[turn] = Poll(turn == 0 ? one : other);
        }

        Cancel(one);
        Cancel(other);
    }

    private void Cancel(int place)
    {
        for (int polls = 0; polls < Patience; polls++)
        {
            try
            {
                Release(place);
                if (line[place].Future.PollCancel(new PollContext(Waker.None)))
                    return;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                return;
            }
        }
    }

    private Outcome Poll(int place)
    {
        try
        {
            return line[place].Future.Poll(new PollContext(Waker.None), out _) ? Outcome.Complete : Outcome.Pending;
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            return Outcome.Failed;
        }
    }

    private void Release(int place) => traces[place]?.Release(null);

    private void Put(Future<TMachine, T> future, int place, Trace trace)
    {
        line[place].Future = future;
        traces[place] = trace;
    }

    private void Copy(int from, int to)
    {
        Bytes.Copy(ref line[from].Future, ref line[to].Future);
        traces[to] = traces[from];
    }

    private void Wipe(int place) => Bytes.Wipe(ref line[place].Future);

    private static void Compact() => GC.Collect(0, GCCollectionMode.Forced, blocking: true);

    private void Watch(ref byte start, nint size, ref byte target, nint bytes)
    {
        References++;
        Assert.True(bytes >= 0 && !Unsafe.IsAddressLessThan(ref target, ref start), "A reference points before its memory.");
        Assert.False(Unsafe.IsAddressGreaterThan(ref Unsafe.AddByteOffset(ref target, bytes), ref Unsafe.AddByteOffset(ref start, size)), "A reference points behind its memory.");
        foreach (ref var place in line.AsSpan())
        {
            Assert.False(bytes > 0 && place.IsTouchedBy(ref target, bytes), "A reference points beside a future.");
            Assert.False(size > 0 && place.IsTouchedBy(ref start, size), "The memory of a reference lies beside a future.");
        }
    }

    private enum Outcome
    {
        Pending,
        Complete,
        Failed,
    }

    // What the rules cannot see: for them T is no future.
    private static class Bytes
    {
        public static void Copy<TAny>(ref TAny from, ref TAny to) => to = from;

        public static void Wipe<TAny>(ref TAny place) => place = default!;
    }
}
