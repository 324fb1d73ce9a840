using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>foreach over arrays of several dimensions and over inline arrays.</summary>
public static partial class Grids
{
    [Coroutine]
    public static string TwoDimensions(Co co, Trace t)
    {
        int[,] grid = { { 1, 2, 3 }, { 4, 5, 6 } };
        string text = "";
        foreach (int x in grid)
        {
            if (x == 2)
                continue;
            text += t.Get(co, x);
            if (x == 1)
                grid[1, 1] = 9;
            grid = new int[0, 0];
            if (x == 6)
                break;
        }

        return text;
    }

    [Coroutine]
    public static string TheArraySuspends(Co co, Trace t)
    {
        string text = "";
        foreach (long x in t.Get(co, new[,] { { 1, 2 }, { 3, 4 } }))
        {
            t.Step(co, $"{x}");
            if (x == 3)
                break;
            text += x;
        }

        foreach (int x in t.Get(co, new[,] { { 1, 2 } }))
            text += x;
        return text;
    }

    [Coroutine]
    public static string ThreeDimensionsWithBounds(Co co, Trace t)
    {
        var cube = (string[,,])Array.CreateInstance(typeof(string), [2, 1, 2], [-1, 5, 3]);
        cube[-1, 5, 3] = "a";
        cube[-1, 5, 4] = "b";
        cube[0, 5, 3] = "c";
        cube[0, 5, 4] = "d";
        string text = "";
        var actions = new List<Func<string>>();
        foreach (var x in cube)
        {
            actions.Add(() => x);
            text += t.Get(co, x);
        }

        return text + string.Concat(actions.Select(action => action()));
    }

    [Coroutine]
    public static int EmptyAndNull(Co co, Trace t)
    {
        foreach (int x in new int[3, 0])
            t.Step(co, $"never {x}");
        t.Step(co, "between");
        int[,]? grid = null;
        foreach (int x in grid!)
            t.Step(co, $"never {x}");
        return 1;
    }

    [Coroutine]
    public static string InlineArrays(Co co, Trace t)
    {
        Row row = default;
        row[0] = 1;
        row[1] = 2;
        row[2] = 3;
        string text = "";
        foreach (int x in row)
        {
            row[2] = 7;
            text += t.Get(co, x);
            if (x == 2)
                continue;
            text += ".";
        }

        var holder = new Holder();
        holder.Row[1] = 5;
        foreach (var x in holder.Row)
        {
            holder.Row[2] = 6;
            text += t.Get(co, x);
        }

        foreach (var x in t.See(row))
        {
            row[1] = 100;
            text += t.Get(co, x);
        }

        return text;
    }

    [InlineArray(3)]
    private struct Row
    {
        private int first;

        public override readonly string ToString() => $"{this[0]}{this[1]}{this[2]}";
    }

    private sealed class Holder
    {
        public Row Row;
    }
}
