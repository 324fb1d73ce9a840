using System.Runtime.InteropServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Spans and refs into arrays, strings and memories, across suspensions.</summary>
public static partial class IntoArrays
{
    [Coroutine]
    public static string SpanOverAnArray(Co co, Trace t)
    {
        var array = new int[8];
        Span<int> span = array;
        span[0] = t.Get(co, 1);
        span[7] = t.Get(co, 2);
        return string.Join(",", array);
    }

    [Coroutine]
    public static string SpanOverAnArrayThatHasNoOtherName(Co co, Trace t)
    {
        Span<int> span = t.See(new int[4], "made");
        span[1] = t.Get(co, 1);
        span[3] = t.Get(co, span[1] + 1);
        return string.Join(",", span.ToArray());
    }

    [Coroutine]
    public static string SliceOfASlice(Co co, Trace t)
    {
        var array = Enumerable.Range(0, 32).ToArray();
        var slice = array.AsSpan(4);
        var inner = slice[2..10].Slice(1, 4);
        t.Step(co, "one");
        inner[0] = -1;
        slice[^1] = -2;
        t.Step(co, "two");
        inner = inner[1..];
        t.Step(co, "three");
        inner[0] = -3;
        return string.Join(",", array);
    }

    [Coroutine]
    public static string TheVariableIsAssignedMeanwhile(Co co, Trace t)
    {
        var array = new[] { 1, 2, 3 };
        Span<int> span = array;
        var first = array;
        array = [7, 8, 9];
        span[0] = t.Get(co, 100);
        ref int last = ref array[2];
        array = [0, 0, 0];
        last += t.Get(co, 1000);
        return $"{string.Join(",", first)} {last} {span[0]} {array[2]}";
    }

    [Coroutine]
    public static string AnotherArrayLater(Co co, Trace t)
    {
        Span<int> span = new[] { 1, 2, 3 };
        var text = "";
        for (var i = 0; i < 3; i++)
        {
            t.Step(co, $"round {i}");
            text += span[0];
            span = new[] { 10 * i, 5 };
            t.Step(co, $"and {i}");
            text += $"/{span[0]}/{span.Length} ";
        }

        return text;
    }

    [Coroutine]
    public static string AnElement(Co co, Trace t)
    {
        var array = new long[5];
        ref long element = ref array[t.Get(co, 3)];
        element = t.Get(co, 7L);
        element += t.Get(co, 1L);
        return string.Join(",", array);
    }

    [Coroutine]
    public static string AFieldOfAnElement(Co co, Trace t)
    {
        var array = new (int A, string B)[3];
        ref var b = ref array[1].B;
        ref var a = ref array[2].A;
        b = t.Get(co, "written");
        a = t.Get(co, 5);
        return $"{array[1]} {array[2]}";
    }

    [Coroutine]
    public static string AnElementOfAGrid(Co co, Trace t)
    {
        var grid = new int[3, 4];
        ref int element = ref grid[2, 3];
        element = t.Get(co, 9);
        grid[2, 3]++;
        t.Step(co, "again");
        return $"{element} {grid[2, 3]}";
    }

    [Coroutine]
    public static int ABadIndexIsFoundAtOnce(Co co, Trace t)
    {
        var array = new int[2];
        try
        {
            ref int element = ref array[t.Get(co, 2)];
            t.Log("not reached");
            element = t.Get(co, 1);
            return element;
        }
        catch (IndexOutOfRangeException)
        {
            return t.Get(co, -1);
        }
    }

    [Coroutine]
    public static string ThePathIsEvaluatedOnce(Co co, Trace t)
    {
        var array = new int[4];
        ref int element = ref t.See(array, "array")[t.See(2, "index")];
        element = t.Get(co, 1);
        element += t.Get(co, 1);
        return string.Join(",", array);
    }

    [Coroutine]
    public static string Covariance(Co co, Trace t)
    {
        object[] array = new string[] { "a", "b" };
        ReadOnlySpan<object> span = array;
        t.Step(co, "kept");
        return $"{span[0]}{span[1]}";
    }

    [Coroutine]
    public static string Text(Co co, Trace t)
    {
        string text = t.Get(co, "the quick brown fox");
        ReadOnlySpan<char> rest = text;
        var words = 0;
        var longest = "";
        while (!rest.IsEmpty)
        {
            int space = rest.IndexOf(' ');
            var word = space < 0 ? rest : rest[..space];
            t.Step(co, "word");
            words++;
            if (word.Length > longest.Length)
                longest = word.ToString();
            rest = space < 0 ? default : rest[(space + 1)..];
        }

        return $"{words} {longest}";
    }

    [Coroutine]
    public static string TextThatIsMade(Co co, Trace t)
    {
        ReadOnlySpan<char> span = $"{t.See(1)}{t.See(2)}".AsSpan(1).Trim();
        ReadOnlySpan<char> literal = "constant";
        t.Step(co, "kept");
        return span.ToString() + literal[1..].ToString();
    }

    [Coroutine]
    public static string Memories(Co co, Trace t)
    {
        Memory<byte> memory = new byte[6];
        var span = memory.Span;
        ReadOnlyMemory<char> text = "hello".AsMemory();
        var tail = text[1..].Span;
        span[5] = t.Get(co, (byte)1);
        memory = default;
        span[4] = t.Get(co, (byte)2);
        return $"{string.Join(",", span.ToArray())} {tail}";
    }

    [Coroutine]
    public static string ASegment(Co co, Trace t)
    {
        var array = new int[5];
        Span<int> span = new ArraySegment<int>(array, 1, 3);
        span[0] = t.Get(co, 4);
        return string.Join(",", array) + span.Length;
    }

    [Coroutine]
    public static string Constants(Co co, Trace t)
    {
        ReadOnlySpan<byte> utf8 = "abcdef"u8;
        ReadOnlySpan<int> numbers = [1, 2, 3, 4];
        var part = utf8[2..4];
        t.Step(co, "kept");
        var sum = 0;
        foreach (int number in numbers[1..])
            sum += number;
        return $"{utf8.Length} {part[0]} {part[1]} {sum}";
    }

    [Coroutine]
    public static string Default(Co co, Trace t)
    {
        Span<int> none = default;
        ReadOnlySpan<char> empty = [];
        var nothing = Span<int>.Empty;
        t.Step(co, "kept");
        return $"{none.Length}{empty.Length}{nothing.Length}";
    }

    [Coroutine]
    public static string OtherViews(Co co, Trace t)
    {
        var numbers = new int[4];
        var bytes = MemoryMarshal.AsBytes(numbers.AsSpan(1));
        var shorts = MemoryMarshal.Cast<byte, short>(bytes);
        ref int first = ref MemoryMarshal.GetArrayDataReference(numbers);
        bytes[0] = t.Get(co, (byte)7);
        shorts[^1] = t.Get(co, (short)1);
        first = t.Get(co, 3);
        return string.Join(",", numbers);
    }

    [Coroutine]
    public static int AReferenceSetToAnElementChosenByASuspension(Co co, Trace t)
    {
        int[] array = [1, 2, 3];
        ref int r = ref array[0];
        r += 10;
        r = ref array[t.Get(co, 2)];
        r += 100;
        t.Step(co, "x");
        r++;
        return array[0] * 1000 + array[2];
    }
}
