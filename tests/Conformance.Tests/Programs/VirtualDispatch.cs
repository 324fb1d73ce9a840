using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Virtual, abstract and overriding coroutines of classes.</summary>
public static partial class VirtualDispatch
{
    [Coroutine]
    public static string VirtualAndOverride(Co co, Trace t)
    {
        Shape[] shapes = [new Shape(t), new Circle(t), new Ring(t), new Dot(t)];
        string all = "";
        foreach (Shape shape in shapes)
            all += shape.Name(co, t.Get(co, 1)) + ";";
        return all;
    }

    [Coroutine]
    public static string BaseCalls(Co co, Trace t) => new Ring(t).Name(co, 2) + new Ring(t).NameOfBase(co, 3);

    [Coroutine]
    public static string Abstract(Co co, Trace t)
    {
        Store<string> store = new Memory(t);
        store.Write(co, t.Get(co, "a"), "b");
        return store.Read(co, "a") + store.Twice(co, "a") + store.Convert(co, 5) + store.Convert<string>(co, "c");
    }

    [Coroutine]
    public static string ReadAheadOfTheReceiver(Co co, Trace t)
    {
        Shape shape = new Circle(t);
        string name = shape.Name(co, Replace(ref shape, t));
        return name + shape.Name(co, t.Get(co, 8));
    }

    [Coroutine]
    public static string EvaluationOrder(Co co, Trace t) =>
        Make(t, "x").Join(co, t.See(1), t.Get(co, 2), t.See(3)) + Make(t, "y").Join(co, c: t.See(4), b: t.See(5), a: t.Get(co, 6)) + Make(t, "z").Join(co, 7);

    [Coroutine]
    public static string NullReceiver(Co co, Trace t)
    {
        Shape? shape = t.Get(co, false) ? new Shape(t) : null;
        try
        {
            return shape!.Name(co, t.Get(co, 1));
        }
        catch (NullReferenceException)
        {
            return t.Get(co, "null");
        }
    }

    [Coroutine]
    public static string NullConditional(Co co, Trace t)
    {
        Shape? none = null;
        Shape some = new Circle(t);
        return (none?.Name(co, t.Get(co, 1)) ?? "none") + some?.Name(co, t.Get(co, 2));
    }

    [Coroutine]
    public static string FutureAsAValue(Co co, Trace t)
    {
        Shape shape = new Circle(t);
        BoxedFuture<string> future = shape.Name(4);
        t.Log("made");
        return co.Await(future);
    }

    [Coroutine]
    public static string ExceptionOfAnOverride(Co co, Trace t)
    {
        Shape shape = new Failing(t);
        try
        {
            return shape.Name(co, 1);
        }
        catch (InvalidOperationException e) when (t.Filter(true, "filter"))
        {
            return e.Message + t.Get(co, "handled");
        }
        finally
        {
            t.Log("finally");
        }
    }

    [Coroutine]
    public static string VoidOverride(Co co, Trace t)
    {
        Shape shape = new Circle(t);
        shape.Draw(co);
        shape.Draw(co);
        return "drawn";
    }

    [Coroutine]
    public static string VirtualRecursion(Co co, Trace t) => new Tree(t, new Tree(t, null, null), new Leafy(t, new Tree(t, null, null), null)).Walk(co, 0);

    [Coroutine]
    public static string OtherMembersOfTheOverloadsName(Co co, Trace t)
    {
        Crowded crowded = new Fuller(t);
        return crowded.Pick(co, "s") + crowded.Pick(co, t.Get(co, "u")) + crowded.Pick(co, null!) + crowded.Pick("direct");
    }

    [Coroutine]
    public static string DefaultsOfTheStaticType(Co co, Trace t)
    {
        Defaults low = new HigherDefaults(t);
        var high = new HigherDefaults(t);
        return low.Add(co) + "," + high.Add(co) + "," + low.Add(co, b: 5);
    }

    [Coroutine]
    public static string NamedOverloads(Co co, Trace t)
    {
        Renamed renamed = new Rerenamed(t);
        return renamed.Run(co, 1) + co.Await(renamed.Begin(2)) + renamed.Run(3);
    }

    [Coroutine]
    public static string NewVirtualHidesTheOld(Co co, Trace t)
    {
        var hiding = new Hiding(t);
        Shape shape = hiding;
        return shape.Name(co, 1) + hiding.Name(co, 2) + ((Hiding)new HidingMore(t)).Name(co, 3);
    }

    private static int Replace(ref Shape shape, Trace t)
    {
        shape = new Shape(t);
        return t.See(7);
    }

    private static Shape Make(Trace t, string name) => t.See(new Circle(t), name);

    private partial class Shape(Trace t)
    {
        protected Trace T => t;

        [Coroutine]
        public virtual string Name(Co co, int n) => "shape" + t.Get(co, n);

        [Coroutine]
        public virtual string Join(Co co, int a, int b = 20, int c = 30) => $"{a}{t.Get(co, b)}{c}";

        [Coroutine]
        protected internal virtual void Draw(Co co) => t.Get(co, "draw");
    }

    private partial class Circle(Trace t) : Shape(t)
    {
        private readonly Trace own = t;

        [Coroutine]
        public override string Name(Co co, int n)
        {
            string before = own.Get(co, "circle");
            return before + n;
        }

        [Coroutine]
        public override string Join(Co co, int a, int b = 20, int c = 30) => $"c{a}{T.Get(co, c)}{b}";

        [Coroutine]
        protected internal override void Draw(Co co)
        {
            try
            {
                base.Draw(co);
            }
            finally
            {
                T.Log("circle drawn");
            }
        }
    }

    private sealed partial class Ring(Trace t) : Circle(t)
    {
        [Coroutine]
        public sealed override string Name(Co co, int n) => "ring(" + base.Name(co, T.Get(co, n)) + ")";

        [Coroutine]
        public string NameOfBase(Co co, int n) => base.Name(co, n) + base.Join(co, c: 1, a: T.Get(co, 2));
    }

    // Inherits an override, so that base.Name(co, …) below leads to Circle's.
    private partial class Round(Trace t) : Circle(t);

    private sealed partial class Dot(Trace t) : Round(t)
    {
        [Coroutine]
        public override string Name(Co co, int n) => "dot " + base.Name(co, n);
    }

    private sealed partial class Failing(Trace t) : Shape(t)
    {
        [Coroutine]
        public override string Name(Co co, int n)
        {
            try
            {
                return T.Get(co, "x") + T.Throw<string>("fails");
            }
            finally
            {
                T.Log("failing");
            }
        }
    }

    private abstract partial class Store<T>
    {
        [Coroutine]
        public abstract void Write(Co co, string key, T value);

        [Coroutine]
        public abstract T Read(Co co, string key);

        [Coroutine]
        protected internal abstract string Convert<TOther>(Co co, TOther? other)
            where TOther : notnull, IComparable<TOther>;

        [Coroutine]
        public T Twice(Co co, string key)
        {
            Read(co, key);
            return this.Read(co, key);
        }
    }

    private abstract partial class Half : Store<string>
    {
        [Coroutine]
        public abstract override string Read(Co co, string key);
    }

    private sealed partial class Memory(Trace t) : Half
    {
        private readonly Dictionary<string, string> values = [];

        [Coroutine]
        public override void Write(Co co, string key, string value) => values[t.Get(co, key)] = value;

        [Coroutine]
        public override string Read(Co co, string key) => t.Get(co, values[key]);

        [Coroutine]
        protected internal override string Convert<TKind>(Co co, TKind? other)
            where TKind : default
            => $"{typeof(TKind).Name}{t.Get(co, other)?.CompareTo(other)}";
    }

    private partial class Tree(Trace t, Tree? left, Tree? right)
    {
        [Coroutine]
        public virtual string Walk(Co co, int depth) =>
            $"({left?.Walk(co, depth + 1)}{t.Get(co, depth)}{right?.Walk(co, depth + 1)})";
    }

    private sealed partial class Leafy(Trace t, Tree? left, Tree? right) : Tree(t, left, right)
    {
        [Coroutine]
        public override string Walk(Co co, int depth) => depth > 5 ? "deep" : "leafy" + base.Walk(co, depth + 1);
    }

    private partial class Crowded(Trace t)
    {
        protected Trace T => t;

        [Coroutine]
        public virtual string Pick(Co co, object? value) => "object" + t.Get(co, value);

        public string Pick(string value) => "plain" + t.See(value);

        public string Pick(int value) => "int" + t.See(value);
    }

    private sealed partial class Fuller(Trace t) : Crowded(t)
    {
        [Coroutine]
        public override string Pick(Co co, object? value) => "fuller" + T.Get(co, value);
    }

    private partial class Defaults(Trace t)
    {
        protected Trace T => t;

        [Coroutine]
        public virtual int Add(Co co, int a = 1, int b = 2) => T.Get(co, a) + b;
    }

    private sealed partial class HigherDefaults(Trace t) : Defaults(t)
    {
        [Coroutine]
        public override int Add(Co co, int a = 10, int b = 20) => T.Get(co, a) * b;
    }

    private partial class Renamed(Trace t)
    {
        protected Trace T => t;

        [Coroutine(Overload = "Begin")]
        public virtual string Run(Co co, int n) => "run" + t.Get(co, n);

        public string Run(int n) => "plain" + t.See(n);
    }

    private sealed partial class Rerenamed(Trace t) : Renamed(t)
    {
        [Coroutine]
        public override string Run(Co co, int n) => "rerun" + base.Run(co, n) + T.Get(co, n);
    }

    private partial class Hiding(Trace t) : Shape(t)
    {
        [Coroutine]
        public new virtual string Name(Co co, int n) => "hiding" + T.Get(co, n);
    }

    private sealed partial class HidingMore(Trace t) : Hiding(t)
    {
        [Coroutine]
        public override string Name(Co co, int n) => "more" + base.Name(co, n);
    }
}
