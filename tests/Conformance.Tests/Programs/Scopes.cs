using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>How long a captured variable lives: one for each time that its block is entered, however control moves in it.</summary>
public static partial class Scopes
{
    [Coroutine]
    public static string GotoBackwardInTheSameBlock(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        int i = 0;
    again:
        int own = i;
        list.Add(() => own++);
        t.Step(co, $"{own}");
        own += 10;
        if (++i < 3)
            goto again;
        return string.Join(",", list.Select(f => f())) + string.Join(",", list.Select(f => f()));
    }

    [Coroutine]
    public static string GotoBackwardInABlockOfALoop(Co co, Trace t)
    {
        var list = new List<Func<string>>();
        for (int round = 0; round < 2; round++)
        {
            int pass = 0;
        again:
            int own = pass + t.Get(co, round * 10);
            int late;
            late = own + 1;
            list.Add(() => $"{round}{own++}{late}");
            t.Step(co, "x");
            if (++pass < 2)
                goto again;
        }

        return string.Join(",", list.Select(f => f())) + string.Join(",", list.Select(f => f()));
    }

    [Coroutine]
    public static string GotoForwardPastADeclaration(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        int i = 0;
    start:
        if (t.Get(co, i) == 1)
            goto middle;
        int own = 5;
    middle:
        own = i;
        list.Add(() => own += 100);
        if (++i < 3)
            goto start;
        return string.Join(",", list.Select(f => f()));
    }

    [Coroutine]
    public static string GotoCaseBackward(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        int i = 0;
        switch (t.Get(co, 1))
        {
            case 1:
                int own = i;
                list.Add(() => own++);
                t.Step(co, "one");
                goto case 2;
            case 2:
                if (++i < 3)
                    goto case 1;
                own = 50;
                break;
        }

        return string.Join(",", list.Select(f => f()));
    }

    [Coroutine]
    public static string PatternVariablesAfterALabel(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        object[] items = [1, 2, 3];
        int i = 0;
    again:
        if (items[i] is not int n)
            return "never";
        list.Add(() => n++);
        t.Step(co, $"{n}");
        int.TryParse($"{n}0", out int parsed);
        list.Add(() => parsed++);
        if (++i < 3)
            goto again;
        return string.Join(",", list.Select(f => f())) + string.Join(",", list.Select(f => f()));
    }

    [Coroutine]
    public static string UsingAfterALabel(Co co, Trace t)
    {
        var list = new List<Func<string>>();
        int i = 0;
        while (i < 2)
        {
            goto start;
        start:
            using var resource = new Resource(t, i);
            list.Add(() => resource.Name);
            t.Step(co, "inside");
            if (++i == 1)
                goto end;
            t.Step(co, "more");
        end:
            list.Add(() => resource.Name + "!");
        }

        return string.Join(",", list.Select(f => f()));
    }

    [Coroutine]
    public static string WhileConditionsDeclareForEachPass(Co co, Trace t)
    {
        var list = new List<Func<int>>();
        var queue = new Queue<int>([1, 2, 3]);
        while (queue.TryDequeue(out int item) && t.Get(co, true))
            list.Add(() => item++);
        for (int i = 0; new object[] { i }[0] is int n && t.Get(co, n) < 2; i++)
            list.Add(() => n += 10);
        return string.Join(",", list.Select(f => f())) + string.Join(",", list.Select(f => f()));
    }

    private sealed class Resource(Trace t, int number) : IDisposable
    {
        public string Name => $"resource {number}";

        public void Dispose() => t.Log($"disposed {number}");
    }
}
