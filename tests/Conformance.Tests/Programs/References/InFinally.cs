using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>References that only clean-up needs after a suspension which is the last thing in its try: control goes from there to the finally at once.</summary>
public static partial class InFinally
{
    [Coroutine]
    public static string ASpan(Co co, Trace t)
    {
        int[] items = [1, 2];
        Span<int> span = items.AsSpan(1);
        try
        {
            t.Step(co, "last");
        }
        finally
        {
            span[0]++;
        }

        return Show.Of(items);
    }

    [Coroutine, NoCancellationOracle("a finally that waits is waited for")]
    public static string AReference(Co co, Trace t)
    {
        int[] items = [1, 2];
        ref int item = ref items[1];
        try
        {
            try
            {
                t.Step(co, "last");
            }
            finally
            {
                item += t.Get(co, 10);
            }
        }
        finally
        {
            item++;
        }

        return Show.Of(items);
    }

    [Coroutine]
    public static string ARefStructThatIsDisposed(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        using (new Mark(items))
            t.Step(co, "in a block");
        return ToTheEnd(co, t, items);
    }

    [Coroutine]
    private static string ToTheEnd(Co co, Trace t, int[] items)
    {
        using var mark = new Mark(items.AsSpan(1));
        t.Step(co, "to the end");
        return Show.Of(items);
    }

    [Coroutine]
    public static unsafe string APinnedSpan(Co co, Trace t)
    {
        int[] items = [1, 2];
        Span<int> span = items.AsSpan(1);
        try
        {
            fixed (int* first = span)
                t.Step(co, "last");
        }
        finally
        {
            span[0]++;
        }

        return Show.Of(items);
    }

    [Coroutine]
    public static string LeftByAJump(Co co, Trace t)
    {
        Span<int> counts = stackalloc int[2];
        for (int i = 0; i < 3; i++)
        {
            try
            {
                if (t.Get(co, i) == 1)
                    continue;
                t.Step(co, "last");
            }
            finally
            {
                counts[i % 2]++;
            }
        }

        return $"{counts[0]} {counts[1]}";
    }

    private readonly ref struct Mark(Span<int> items)
    {
        private readonly Span<int> items = items;

        public void Dispose() => items[0] = -items[0];
    }
}
