using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Operations that are bound at run time, around a suspension.</summary>
public static partial class Dynamics
{
    [Coroutine]
    public static string Calls(Co co, Trace t)
    {
        dynamic target = new Target(t);
        int a = target.Add(t.See(1), t.Get(co, 2));
        string b = target.Add(t.Get(co, "x"), t.See("y"));
        string c = target.Add(second: t.See("s"), first: t.Get(co, "f"));
        target.Note(t.Get(co, 3));
        dynamic d = t.Get<object>(co, 5);
        string e = Static(t, d, t.Get(co, 6)) + Static(t, t.Get(co, "s"), d);
        object f = new Target(t).Add(d, t.Get(co, 7));
        return $"{a} {b} {c} {e} {f}";
    }

    private static string Static(Trace t, int a, int b) => t.See($"int {a}{b}");

    private static string Static(Trace t, string a, int b) => t.See($"string {a}{b}");

    [Coroutine]
    public static string Members(Co co, Trace t)
    {
        dynamic target = new Target(t);
        target.Property = t.Get(co, 1);
        target.Property += t.Get(co, (int)(target.Property = 2));
        target.Field = t.Get(co, (int)target.Property) + target.Property;
        target.Field *= t.Get(co, 3);
        target.Field++;
        t.Get(co, (Target)target).Property--;
        target[t.See(1)] = t.Get(co, 4);
        target[t.Get(co, 1)] += t.Get(co, 5);
        target.Self.Property = t.Get(co, 6);
        int a = target.Self[t.Get(co, 1)];
        return $"{target.Property} {target.Field} {a}";
    }

    [Coroutine]
    public static string Compound(Co co, Trace t)
    {
        dynamic d = 1;
        d += t.Get(co, 2);
        d += t.Get(co, (int)(d = 10));
        d = d + t.Get(co, "s") + d;
        dynamic? none = null;
        none ??= t.Get(co, 5);
        dynamic[] items = [1, "x"];
        items[t.See(0)] += t.Get(co, 3);
        items[t.Get(co, 1)] += t.Get(co, 4);
        return $"{d} {none} {Show.Of(items)} {(d is string ? t.Get(co, 1) : 2)}";
    }

    [Coroutine]
    public static string Events(Co co, Trace t)
    {
        var target = new Target(t);
        dynamic d = target;
        Action<int> handler = x => t.Log($"handled {x}");
        d.Changed += t.Get(co, handler);
        target.Raise(1);
        d.Changed -= t.Get(co, handler);
        target.Raise(2);
        return "end";
    }

    [Coroutine]
    public static string Creation(Co co, Trace t)
    {
        dynamic d = 3;
        var a = new Point(d, t.Get(co, 4));
        var b = new Box(t.Get(co, 5)) { Field = d, Property = t.Get(co, 6) };
        dynamic c = new Box(1);
        string? e = c?.Name(t.Get(co, 7));
        dynamic? none = null;
        string? f = none?.Name(t.Get(co, 8));
        return $"{a} {b.Field} {b.Property} {e} {f}";
    }

    [Coroutine]
    public static string AFailureComesInTurn(Co co, Trace t)
    {
        dynamic d = 1;
        try
        {
            return d.Missing(t.See(1), t.Get(co, 2));
        }
        catch (Microsoft.CSharp.RuntimeBinder.RuntimeBinderException)
        {
            return t.Get(co, "missing");
        }
    }

    [Coroutine, NoCancellationOracle("awaits tasks that the script does not know")]
    public static string AwaitedByItsType(Co co, Trace t)
    {
        dynamic d = t.TaskOf(5);
        int n = co.Await((Task<int>)d);
        d = t.TaskOf("x");
        co.Await((Task)d);
        return $"{n} {d.Result}";
    }

    public sealed class Target(Trace t)
    {
        private readonly Dictionary<int, int> map = [];

        public int Field;

        public event Action<int>? Changed;

        public int Property
        {
            get => t.See(field, $"get {field}");
            set => field = t.See(value, $"set {value}");
        }

        public Target Self => t.See(this, "self");

        public int this[int index]
        {
            get => t.See(map[index], $"get [{index}]");
            set => map[index] = t.See(value, $"set [{index}]");
        }

        public int Add(int first, int second) => t.See(first + second);

        public string Add(string first, string second) => t.See(first + second);

        public void Note(int value) => t.Log($"note {value}");

        public void Raise(int value) => Changed?.Invoke(value);
    }
}
