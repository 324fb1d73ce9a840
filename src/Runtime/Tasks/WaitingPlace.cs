using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>Finds out where a task waits: it is polled once more, and whoever keeps the waker is where it waits.</summary>
/// <remarks>Every pending leaf takes the waker from its context. One that is watched notes the calls that lead there: the coroutines' own methods.</remarks>
internal static class WaitingPlace
{
    /// <summary>Whether any thread is looking, so that all others pay no more than a glance.</summary>
    internal static int Watchers;

    [ThreadStatic]
    private static Search? search;

    /// <summary>Gives the task one turn.</summary>
    /// <returns>Where it waits, several places in a join; null when it does not, or has ended by this turn.</returns>
    internal static string? Of(SpawnedTask task)
    {
        var watching = search = new Search();
        Interlocked.Increment(ref Watchers);
        try
        {
            task.Step(null);
        }
        finally
        {
            Interlocked.Decrement(ref Watchers);
            search = null;
        }

        return watching.Places.Count == 0 ? null : string.Join($"{Environment.NewLine}and{Environment.NewLine}", watching.Places);
    }

    /// <summary>The waker was taken from a context.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Note()
    {
        if (search is not { } watching)
            return;
        // One leaf may take the waker more than once: what called it counts.
        var place = Coroutines(new StackTrace(fNeedFileInfo: true));
        if (watching.Places.TrueForAll(other => WithoutLeaf(other) != WithoutLeaf(place)))
            watching.Places.Add(place);

        static string WithoutLeaf(string place) => place[(place.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }

    // From the leaf outwards; what the library adds in between is left out.
    private static string Coroutines(StackTrace trace)
    {
        var lines = trace.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd());
        return string.Join(
            Environment.NewLine,
            lines.TakeWhile(line => !line.Contains($"{nameof(PollGen)}.{nameof(SpawnedTask)}.", StringComparison.Ordinal))
                .Where(line => !line.Contains($"{nameof(PollGen)}.{nameof(WaitingPlace)}.", StringComparison.Ordinal)
                    && !line.Contains($"{nameof(PollGen)}.{nameof(PollContext)}.", StringComparison.Ordinal)
                    && !line.Contains($"{nameof(PollGen)}.Future`2.", StringComparison.Ordinal)));
    }

    private sealed class Search
    {
        internal List<string> Places { get; } = [];
    }
}
