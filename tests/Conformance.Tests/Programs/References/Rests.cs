using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Spans that reach an end of their memory, of which a frame keeps the length alone, and spans that only seem to.</summary>
public static partial class Rests
{
    [Coroutine]
    public static string OfAnArrayInALoop(Co co, Trace t)
    {
        int[] items = [1, 2, 3, 4, 5, 6, 7];
        Span<int> rest = items;
        while (rest.Length > 0)
        {
            rest[0] += t.Get(co, 10);
            rest = rest[t.Get(co, 2)..];
            if (rest.Length == 1)
                rest = rest.Slice(1);
            t.Step(co, $"{rest.Length} left");
        }

        return Show.Of(items);
    }

    [Coroutine]
    public static string OfATextFromBothEnds(Co co, Trace t)
    {
        var line = "  key = value ";
        var start = line.AsSpan().TrimStart();
        t.Step(co, start.ToString());
        var end = line.AsSpan().TrimEnd();
        t.Step(co, end.ToString());
        var inside = line.AsSpan().Trim();
        t.Step(co, inside.ToString());
        var key = inside[..3];
        var value = inside[^5..];
        var first = line.AsSpan(0, 5);
        var after = line.AsSpan(8);
        var some = line.AsSpan(2..5);
        t.Step(co, "kept");
        return $"{start}|{end}|{inside}|{key}|{value}|{first}|{after}|{some}";
    }

    [Coroutine]
    public static string OfAStackalloc(Co co, Trace t)
    {
        Span<byte> header = stackalloc byte[8];
        var body = header[3..];
        ReadOnlySpan<byte> head = header[..3];
        var tail = body[2..];
        var middle = body[..2];
        body.Fill(7);
        t.Step(co, "filled");
        tail[0] = 9;
        header[1] = (byte)t.Get(co, 5);
        middle[1]++;
        t.Step(co, "changed");
        return $"{Show.Of(header.ToArray())} {Show.Of(head.ToArray())} {Show.Of(body.ToArray())} {Show.Of(tail.ToArray())} {Show.Of(middle.ToArray())}";
    }

    [Coroutine]
    public static string OfSeveralArrays(Co co, Trace t)
    {
        int[] first = [1, 2, 3], second = [4, 5, 6, 7];
        var rest = first.AsSpan(1);
        t.Step(co, "first");
        rest[0] += 10;
        rest = second.AsSpan(t.Get(co, 2));
        second = [];
        t.Step(co, "second");
        rest[1] += 10;
        rest = t.Get(co, true) ? rest[1..] : first;
        t.Step(co, "a rest of the rest");
        rest[0]++;
        return $"{Show.Of(first)} {Show.Of(rest.ToArray())}";
    }

    [Coroutine]
    public static string NothingAtTimes(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        Span<int> rest = default;
        t.Step(co, $"{rest.Length} {rest.IsEmpty}");
        rest = items.AsSpan(3);
        t.Step(co, $"{rest.Length}");
        rest = items.AsSpan(1);
        rest = rest[..t.Get(co, 1)];
        t.Step(co, $"{rest.Length}");
        int[]? none = null;
        var empty = none.AsSpan();
        t.Step(co, $"{empty.Length}");
        return $"{rest[0]} {empty.Length}";
    }

    [Coroutine]
    public static string OfObjects(Co co, Trace t)
    {
        string[] words = ["one", "two", "three"];
        ReadOnlySpan<string> rest = words.AsSpan(1);
        ReadOnlySpan<object> things = rest;
        ReadOnlySpan<object> all = words;
        t.Step(co, "kept");
        var fewer = things[1..];
        words[2] = "3";
        t.Step(co, "fewer");
        return $"{rest[0]} {things[0]} {fewer[0]} {all.Length} {fewer.Length}";
    }

    [Coroutine]
    public static string OfConstants(Co co, Trace t)
    {
        var text = "header: value"u8;
        var value = text[8..];
        ReadOnlySpan<int> primes = [2, 3, 5, 7, 11];
        var large = primes[3..];
        t.Step(co, "kept");
        return $"{Show.Of(text[..3].ToArray())} {Show.Of(value.ToArray())} {primes.Length} {large[0]}";
    }

    [Coroutine]
    public static string HandedOn(Co co, Trace t)
    {
        Span<int> buffer = stackalloc int[7];
        int filled = Fill(co, t, buffer[1..]);
        filled += Fill(co, t, buffer[..^4]);
        int[] items = new int[5];
        filled += Fill(co, t, items);
        return $"{filled} {Show.Of(buffer.ToArray())} {Show.Of(items)}";
    }

    [Coroutine]
    public static int Fill(Co co, Trace t, Span<int> buffer)
    {
        int got = 0;
        while (got < buffer.Length)
            got += FillSome(co, t, buffer[got..]);
        return got;
    }

    [Coroutine]
    public static int FillSome(Co co, Trace t, Span<int> buffer)
    {
        var whole = buffer;
        buffer = buffer[..Math.Min(2, buffer.Length)];
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] += t.Get(co, i + 1);
        buffer = whole[(buffer.Length - 1)..];
        t.Step(co, $"{buffer.Length} with the last");
        buffer[0] *= 10;
        return whole.Length - buffer.Length + 1;
    }

    [Coroutine]
    public static string FromAVariableThatIsSet(Co co, Trace t)
    {
        int[] items = [1, 2, 3, 4, 5, 6];
        int at = 1;
        var rest = items.AsSpan(at);
        at++;
        t.Step(co, $"{at}");
        rest[0] += 10;
        for (at = 0; at < 4; at++)
        {
            var tail = items.AsSpan()[at..];
            tail[0] += FillSome(co, t, tail);
            at += t.Get(co, 1);
            tail[1] += 100;
            int sum = FillSome(co, t, items.AsSpan(at++)) + at;
            t.Log(sum + Show.Of(items));
            at += FillSome(co, t, items.AsSpan()[at..]) - FillSome(co, t, items.AsSpan().Slice(at));
        }

        return $"{Show.Of(items)} {rest.Length} {at}";
    }

    [Coroutine]
    public static string FromAVariableThatMovesOnBefore(Co co, Trace t)
    {
        int[] items = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        int from = 1;
        while (from < 4)
        {
            var part = items.AsSpan(from);
            from++;
            int sum = FillSome(co, t, part) + from;
            part[0] += sum;
            var next = items.AsSpan(from);
            from += FillSome(co, t, next[..(from -= 1)]) - 1;
            next[0] += from;
        }

        return Show.Of(items) + from;
    }

    [Coroutine]
    public static string AFilterMovesTheStart(Co co, Trace t)
    {
        int[] items = [1, 2, 3, 4, 5];
        int got = 1;
        string log = "";
        try
        {
            CleansUp(co, t, items.AsSpan(got), fails: true);
            log += got;
        }
        catch (LeafException) when (t.Filter((got += 2) > 0, "moved"))
        {
            log += "handled" + got;
        }

        try
        {
            return OutOfRangeByAFilter(co, t, items);
        }
        catch (LeafException e)
        {
            return log + e.Message + Show.Of(items) + got;
        }
    }

    [Coroutine]
    public static string OutOfRangeByAFilter(Co co, Trace t, int[] items)
    {
        int got = 1;
        string log = "";
        try
        {
            CleansUp(co, t, items.AsSpan(got), fails: true);
            log += got;
        }
        catch (LeafException) when ((got += 100) < 0)
        {
            log += "never";
        }
        finally
        {
            t.Add($"finally {got}");
        }

        return log + got;
    }

    [Coroutine]
    public static int CleansUp(Co co, Trace t, Span<int> span, bool fails)
    {
        try
        {
            int n = t.Get(co, span.Length);
            if (fails)
                FailMovably(co, t, "failed");
            return n;
        }
        finally
        {
            t.Add($"clean-up of {span.Length}");
            span[0] += 100;
        }
    }

    [Coroutine]
    public static int FailMovably(Co co, Trace t, string message) => co.Await(t.MovableFail<int>(message));

    [Coroutine]
    public static string ARoomThatIsNotKept(Co co, Trace t)
    {
        int sum = t.Get(co, 1);
        Span<int> room = stackalloc int[3];
        try
        {
            room[sum] += 5;
            sum += room[0] + room[1];
            t.Step(co, $"{sum}");
        }
        finally
        {
            t.Add($"{sum}");
        }

        return $"{sum}";
    }

    [Coroutine]
    public static string RestsOfRests(Co co, Trace t)
    {
        Span<int> room = stackalloc int[9];
        var fixedPart = room[1..^1][1..];
        int got = 0;
        while (got < fixedPart.Length - 1)
        {
            got += FillSome(co, t, fixedPart[got..]);
            var from = fixedPart.Slice(got - 1);
            t.Step(co, $"{from.Length}");
            from[0]--;
        }

        return Show.Of(room.ToArray());
    }

    [Coroutine]
    public static string UsedByAFinally(Co co, Trace t)
    {
        int[] items = [1, 2, 3, 4];
        var rest = items.AsSpan(1);
        try
        {
            rest[0] += t.Get(co, 10);
            rest = rest[1..];
            t.Step(co, "inside");
            rest = rest[1..];
            t.Get(co, rest[0]);
        }
        finally
        {
            rest[0] = -1;
            t.Add(Show.Of(items));
        }

        return Show.Of(items);
    }
}
