using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Coroutines of interfaces, and what implements them.</summary>
public static partial class Interfaces
{
    [Coroutine]
    public static string ImplementedByName(Co co, Trace t)
    {
        var file = new File(t);
        ISource source = file;
        return file.Read(co, 1) + source.Read(co, 2) + source.Read(co, t.Get(co, 3)) + co.Await(source.Read(4)) + co.Await(file.Read(5));
    }

    [Coroutine]
    public static string ImplementedExplicitly(Co co, Trace t)
    {
        ISource source = new Hidden(t);
        return source.Read(co, 1) + ((ICounter)source).Read(co, 2);
    }

    [Coroutine]
    public static string ImplementedByAVirtualMethod(Co co, Trace t)
    {
        ISource first = new Open(t), second = new Opener(t);
        return first.Read(co, 1) + second.Read(co, 2) + ((Open)second).Read(co, 3);
    }

    [Coroutine]
    public static string ImplementedAgain(Co co, Trace t)
    {
        var again = new Again(t);
        return ((ISource)again).Read(co, 1) + ((File)again).Read(co, 2) + again.Read(co, 3) + ((ISource)new NotAgain(t)).Read(co, 4);
    }

    [Coroutine]
    public static string DefaultMethods(Co co, Trace t)
    {
        IDefault plain = new Plain(t), special = new Special(t);
        return plain.Twice(co, 2) + special.Twice(co, 3) + plain.Fixed(co) + ((IDerived)new Derived(t)).Twice(co, 4) + plain.Once(co, 1);
    }

    [Coroutine]
    public static string GenericInterfaces(Co co, Trace t)
    {
        var both = new Both(t);
        return ((IMap<int>)both).Map(co, 1) + ((IMap<string>)both).Map(co, "a") + ((IMap<int>)both).Many<string>(co, "x", "y").Length + ((IMap<string>)both).Many(co, 1, 2)[1];
    }

    [Coroutine]
    public static string VariantInterfaces(Co co, Trace t)
    {
        IEater<string> eater = new Eater(t);
        IMaker<object> maker = new Maker(t);
        return eater.Eat(co, "s") + maker.Count(co, 2) + maker.Make();
    }

    [Coroutine]
    public static string ThroughATypeParameter(Co co, Trace t) =>
        Read(co, new File(t), t, 1) + Read(co, new Point(3, t), t, 2) + Read<ISource>(co, new Hidden(t), t, 3) + ReadOf<File>(co, new File(t), 4) + Kept(co, new Point(5, t), t);

    [Coroutine]
    public static string StaticMembers(Co co, Trace t) =>
        Parse<Number>(co, t, "1") + Parse<Text>(co, t, "2") + Number.Parse(co, t, "3") + Twice<Number>(co, t, "4") + Twice<Text>(co, t, "5");

    [Coroutine]
    public static string ByAnotherName(Co co, Trace t)
    {
        IRenamed renamed = new Renaming(t);
        return renamed.Go(co, 1) + co.Await(renamed.StartGoing(2)) + co.Await(new Renaming(t).Go(3)) + ((IRenamed)new VirtuallyRenaming(t)).Go(co, 4);
    }

    [Coroutine]
    public static string InheritedInterfaces(Co co, Trace t)
    {
        ILayered layered = new Layered(t);
        return layered.Read(co, 1) + layered.Write(co, 2) + ((ISource)layered).Read(co, 3);
    }

    [Coroutine]
    public static string RecordsAndStructs(Co co, Trace t)
    {
        ISource record = new Line("r", t), point = new Point(1, t);
        return record.Read(co, 1) + point.Read(co, 2) + new Line("s", t).Read(co, 3);
    }

    [Coroutine]
    private static string Read<T>(Co co, T source, Trace t, int n)
        where T : ISource
        => source.Read(co, n) + source.Read(co, t.Get(co, n));

    [Coroutine]
    private static string ReadOf<T>(Co co, ISource source, int n)
        where T : class, ISource
        => ((T)source).Read(co, n);

    [Coroutine]
    private static string Kept<T>(Co co, T source, Trace t)
        where T : struct, ISource
    {
        T copy = source;
        string first = copy.Read(co, 1);
        t.Get(co, 0);
        return first + copy.Read(co, 2);
    }

    [Coroutine]
    private static string Parse<T>(Co co, Trace t, string text)
        where T : IParser<T>
        => T.Parse(co, t, t.Get(co, text)) + co.Await(T.Parse(t, text));

    [Coroutine]
    private static string Twice<T>(Co co, Trace t, string text)
        where T : IParser<T>
        => T.Twice(co, t, text);

    private partial interface ISource
    {
        [Coroutine]
        string Read(Co co, int n);
    }

    private partial interface ICounter
    {
        [Coroutine]
        int Read(Co co, int n);
    }

    private partial interface ILayered : ISource
    {
        [Coroutine]
        string Write(Co co, int n);
    }

    private partial class File(Trace t) : ISource
    {
        protected Trace T => t;

        [Coroutine]
        public string Read(Co co, int n) => "file" + t.Get(co, n);
    }

    private partial class Hidden(Trace t) : ISource, ICounter
    {
        private const int Read = 100;

        [Coroutine]
        string ISource.Read(Co co, int n)
        {
            string before = t.Get(co, "hidden");
            return before + (n + Read);
        }

        [Coroutine]
        int ICounter.Read(Co co, int n) => t.Get(co, n) + Read;
    }

    private partial class Open(Trace t) : ISource
    {
        protected Trace T => t;

        [Coroutine]
        public virtual string Read(Co co, int n) => "open" + t.Get(co, n);
    }

    private sealed partial class Opener(Trace t) : Open(t)
    {
        [Coroutine]
        public override string Read(Co co, int n) => "opener" + base.Read(co, n) + T.Get(co, n);
    }

    private sealed partial class Again(Trace t) : File(t), ISource
    {
        [Coroutine]
        public new string Read(Co co, int n) => "again" + base.Read(co, n);
    }

    private sealed partial class NotAgain(Trace t) : File(t)
    {
        [Coroutine]
        public new string Read(Co co, int n) => "not again" + T.Get(co, n);
    }

    private partial interface IDefault
    {
        [Coroutine]
        string Once(Co co, int n);

        [Coroutine]
        string Twice(Co co, int n)
        {
            string first = Once(co, n);
            return first + this.Once(co, n + 1) + Helper(co, n);
        }

        [Coroutine]
        sealed string Fixed(Co co) => "fixed" + Once(co, 0);

        [Coroutine]
        private string Helper(Co co, int n) => "h" + Once(co, n);
    }

    private partial interface IDerived : IDefault
    {
        [Coroutine]
        string IDefault.Twice(Co co, int n) => "derived" + Once(co, n);
    }

    private sealed partial class Plain(Trace t) : IDefault
    {
        [Coroutine]
        public string Once(Co co, int n) => "plain" + t.Get(co, n);
    }

    private sealed partial class Special(Trace t) : IDefault
    {
        [Coroutine]
        public string Once(Co co, int n) => "special" + t.Get(co, n);

        [Coroutine]
        public string Twice(Co co, int n) => Once(co, n) + "twice";
    }

    private sealed partial class Derived(Trace t) : IDerived
    {
        [Coroutine]
        string IDefault.Once(Co co, int n) => "once" + t.Get(co, n);
    }

    private partial interface IMap<T>
    {
        [Coroutine]
        string Map(Co co, T value);

        [Coroutine]
        TOther[] Many<TOther>(Co co, params TOther[] others);
    }

    private sealed partial class Both(Trace t) : IMap<int>, IMap<string>
    {
        [Coroutine]
        public string Map(Co co, int value) => "int" + t.Get(co, value);

        [Coroutine]
        string IMap<string>.Map(Co co, string value) => "string" + t.Get(co, value);

        [Coroutine]
        public TOther[] Many<TOther>(Co co, params TOther[] others)
        {
            for (int i = 0; i < others.Length; i++)
                t.Get(co, others[i]);
            return others;
        }
    }

    private partial interface IEater<in T>
    {
        [Coroutine]
        string Eat(Co co, T value);
    }

    private partial interface IMaker<out T>
    {
        [Coroutine]
        int Count(Co co, int n);

        T Make();
    }

    private sealed partial class Eater(Trace t) : IEater<object>
    {
        [Coroutine]
        public string Eat(Co co, object value) => "eat" + t.Get(co, value);
    }

    private sealed partial class Maker(Trace t) : IMaker<string>
    {
        [Coroutine]
        public int Count(Co co, int n) => t.Get(co, n);

        public string Make() => t.See("made");
    }

    private readonly partial struct Point(int x, Trace t) : ISource
    {
        [Coroutine]
        public string Read(Co co, int n) => $"point{x}{t.Get(co, n)}";
    }

    private sealed partial record Line(string Name, Trace T) : ISource
    {
        [Coroutine]
        public string Read(Co co, int n) => Name + T.Get(co, n);
    }

    private partial interface IParser<TSelf>
        where TSelf : IParser<TSelf>
    {
        [Coroutine]
        static abstract string Parse(Co co, Trace t, string text);

        [Coroutine]
        static virtual string Twice(Co co, Trace t, string text)
        {
            string first = TSelf.Parse(co, t, text);
            return first + TSelf.Parse(co, t, t.Get(co, text));
        }
    }

    private sealed partial class Number : IParser<Number>
    {
        [Coroutine]
        public static string Parse(Co co, Trace t, string text) => "number" + t.Get(co, text);
    }

    private readonly partial struct Text : IParser<Text>
    {
        [Coroutine]
        static string IParser<Text>.Parse(Co co, Trace t, string text) => "text" + t.Get(co, text);

        [Coroutine]
        public static string Twice(Co co, Trace t, string text) => "twice" + t.Get(co, text);
    }

    private partial interface IRenamed
    {
        [Coroutine(Overload = "StartGoing")]
        string Go(Co co, int n);
    }

    private sealed partial class Renaming(Trace t) : IRenamed
    {
        [Coroutine]
        public string Go(Co co, int n) => "go" + t.Get(co, n);
    }

    private partial class VirtuallyRenaming(Trace t) : IRenamed
    {
        [Coroutine(Overload = "Leave")]
        public virtual string Go(Co co, int n) => "virtually" + t.Get(co, n);
    }

    private sealed partial class Layered(Trace t) : ILayered
    {
        [Coroutine]
        public string Read(Co co, int n) => "read" + t.Get(co, n);

        [Coroutine]
        public string Write(Co co, int n) => "write" + t.Get(co, n) + Read(co, n);
    }
}
