using System.Collections.Immutable;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Pointers across suspensions: their value is kept; what they point to stays where it is for as long as it is pinned.</summary>
public static unsafe partial class Pointers
{
    [Coroutine]
    public static string AnArray(Co co, Trace t)
    {
        var bytes = new byte[8];
        bool hasMoved = false;
        fixed (byte* p = bytes)
        {
            byte* q = p + 2;
            *q = t.Get(co, (byte)5);
            q[1] = t.Get(co, (byte)6);
            fixed (byte* again = &bytes[0])
                hasMoved = again != p;
            *p = t.Get(co, (byte)7);
            *(p + 4) += t.Get(co, (byte)8);
            Duo* duo = (Duo*)(p + 6);
            duo->Left = t.Get(co, (byte)9);
            *q++ = t.Get(co, (byte)4);
        }

        return $"{Convert.ToHexString(bytes)} {hasMoved}";
    }

    [Coroutine]
    public static string SeveralAtOnce(Co co, Trace t)
    {
        int[] first = [1, 2, 3];
        var grid = new int[2, 2];
        int[]? none = null;
        fixed (int* p = &first[t.See(1)], q = grid, r = none, s = Array.Empty<int>())
        {
            *p += t.Get(co, 10);
            q[3] = t.Get(co, *p);
            if (r != null || s != null)
                q[3] = 0;
        }

        return $"{Show.Of(first)} {grid[1, 1]}";
    }

    [Coroutine]
    public static string FoundWhileAwaiting(Co co, Trace t)
    {
        int[] first = [1, 2, 3], second = [5];
        var text = "";
        fixed (int* p = &first[t.Get(co, 1)])
        {
            t.Step(co, "pinned");
            *p += 5;
        }

        fixed (int* p = &Smaller(ref first[t.Get(co, 2)], ref t.Get(co, second)[0]))
        {
            t.Step(co, "pinned");
            *p += 50;
        }

        fixed (int* p = &Smaller(ref first[t.Get(co, 0)], ref second[t.See(0)]))
            *p += 100;
        fixed (int* p = first, q = &t.Get(co, first)[2], r = second)
        {
            *p += 1000;
            *q += *r;
        }

        fixed (int* p = first, q = &first[t.See(1)], r = t.Get(co, second))
        {
            var hasMoved = false;
            fixed (int* again = first)
                hasMoved = again != p;
            *q += *r;
            text = $"{hasMoved} ";
        }

        try
        {
            fixed (int* p = &t.Get(co, first)[t.Get(co, 3)])
                t.Step(co, "never");
        }
        catch (IndexOutOfRangeException)
        {
            text += "too far ";
        }

        return text + $"{Show.Of(first)} {Show.Of(second)}";
    }

    private static ref int Smaller(ref int a, ref int b) => ref a < b ? ref a : ref b;

    [Coroutine]
    public static string Spans(Co co, Trace t)
    {
        int[] items = [1, 2, 3, 4];
        Span<int> part = items.AsSpan(1);
        ReadOnlySpan<char> text = string.Concat("ab", "cd").AsSpan(1);
        var hasMoved = false;
        fixed (int* p = part, q = part[1..])
        fixed (char* c = text)
        {
            part = default;
            *p += t.Get(co, 10);
            *q += t.Get(co, c[0]);
            fixed (int* again = &items[1])
                hasMoved = again != p || q != p + 1;
            items = [9];
            t.Step(co, "set anew");
            p[2] = c[1];
            hasMoved |= text[1] != c[1] || (nint)c % 2 != 0;
            items = [p[0], p[1], p[2]];
        }

        return $"{Show.Of(items)} {hasMoved}";
    }

    [Coroutine]
    public static string OneOfSeveral(Co co, Trace t)
    {
        var result = "";
        for (var i = 0; i < 4; i++)
        {
            byte[] array = [1, 2, 3];
            ReadOnlySpan<byte> one = i == 0 ? array : i == 1 ? new byte[] { 4, 5 }.AsSpan(1) : i == 2 ? "xyz"u8 : default;
            fixed (byte* p = one)
            {
                t.Step(co, $"round {i}");
                result += p is null ? "none" : $"{*p} {one.Length == 0 || p[one.Length - 1] == one[^1]} ";
            }
        }

        return result;
    }

    [Coroutine]
    public static string WhatStandsForAnArray(Co co, Trace t)
    {
        var segment = new ArraySegment<int>([1, 2, 3], 1, 2);
        ImmutableArray<int> fixedItems = [4, 5];
        Span<int> span = segment;
        var items = fixedItems.AsSpan();
        int sum = 0;
        fixed (int* p = span, q = items)
        {
            *p = t.Get(co, 20);
            segment = default;
            fixedItems = [];
            sum = *p + q[1] + t.Get(co, 100);
            p[1]++;
        }

        return $"{sum} {string.Join(",", span.ToArray())}";
    }

    [Coroutine]
    public static string ByReference(Co co, Trace t)
    {
        int[] items = [1, 2];
        var cell = new Cell();
        ref int item = ref items[1];
        ref int count = ref cell.Count;
        Span<int> span = items;
        fixed (int* p = &item, q = &count, r = &span[t.See(0)])
        {
            *p = t.Get(co, 5);
            *q = t.Get(co, 6);
            *r = t.Get(co, 7);
        }

        return $"{Show.Of(items)} {cell.Count} {item} {count}";
    }

    [Coroutine]
    public static string TextAndFields(Co co, Trace t)
    {
        var text = string.Concat("ab", "cd");
        var cell = new Cell();
        fixed (char* p = text)
        {
            fixed (int* count = &cell.Count, y = &cell.Point.Y)
            {
                *count = t.Get(co, p[1]);
                *y = t.Get(co, 7);
                cell.Grow(co, t);
            }
        }

        return $"{cell.Count} {cell.Point.Y} {text}";
    }

    [Coroutine]
    public static string LeftByAJump(Co co, Trace t)
    {
        var numbers = new[] { 1, 2, 3 };
        for (var i = 0; i < 3; i++)
        {
            fixed (int* p = numbers)
            {
                if (t.Get(co, i) == 1)
                    continue;
                p[i] *= t.Get(co, 10);
                if (i == 2)
                    return Show.Of(numbers);
            }
        }

        return "";
    }

    [Coroutine]
    public static string LeftByAnException(Co co, Trace t)
    {
        var numbers = new[] { 1, 2, 3 };
        try
        {
            fixed (int* p = numbers)
            {
                *p = t.Get(co, 4);
                p[1] = t.Lose<int>(co, "lost");
            }
        }
        catch (LeafException)
        {
            numbers[2] = 9;
        }

        return Show.Of(numbers);
    }

    [Coroutine]
    public static string ItsHeadSuspends(Co co, Trace t)
    {
        fixed (int* p = t.Get(co, new[] { 1, 2 }))
        {
            p[1] = t.Get(co, 5);
            return $"{p[0]} {p[1]}";
        }
    }

    [Coroutine]
    public static string InAnUnsafeBlock(Co co, Trace t) => Safe.Block(co, t);

    [Coroutine]
    public static string FunctionPointersAndMemory(Co co, Trace t)
    {
        delegate*<int, int> twice = &Twice;
        int* memory = (int*)System.Runtime.InteropServices.NativeMemory.Alloc(8);
        try
        {
            memory[0] = t.Get(co, 3);
            memory[1] = twice(t.Get(co, memory[0]));
            return $"{memory[0]} {memory[1]}";
        }
        finally
        {
            System.Runtime.InteropServices.NativeMemory.Free(memory);
        }
    }

    private struct Duo
    {
        public byte Left;
        public byte Right;
    }

    private static int Twice(int number) => 2 * number;

    private sealed partial class Cell
    {
        public int Count;
        public (int X, int Y) Point;

        [Coroutine]
        public void Grow(Co co, Trace t)
        {
            fixed (int* count = &Count, x = &this.Point.X)
            {
                *count += t.Get(co, 1);
                *x = t.Get(co, 2);
            }
        }
    }

    private static partial class Safe
    {
        [Coroutine]
        public static string Block(Co co, Trace t)
        {
            var bytes = new byte[2];
            unsafe
            {
                byte* last = null;
                fixed (byte* p = bytes)
                {
                    last = p + 1;
                    *last = t.Get(co, (byte)3);
                    *p = t.Get(co, *last);
                }
            }

            return Convert.ToHexString(bytes);
        }
    }
}
