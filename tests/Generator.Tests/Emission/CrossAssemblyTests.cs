namespace PollGen.Generator.Tests.Emission;

/// <summary>A coroutine of another assembly is embedded by its metadata, and may change inside without a new build of its callers.</summary>
public sealed class CrossAssemblyTests
{
    private const string Consumer = """
        using PollGen;

        public static partial class Program
        {
            [Coroutine]
            private static int Twice(Co co, int a) => Store.Read(co, a) + new Store(10).Add(co, a);

            public static int Polled() => Future.BlockOn(Twice(3));

            public static int Direct() => Twice(Co.Blocking, 3);
        }
        """;

    [Theory]
    [InlineData("Polled")]
    [InlineData("Direct")]
    public void ACallPassesCo(string method)
    {
        var library = Library("return a;");
        Assert.Equal(16, CompiledProgram.Of("Consumer", Consumer, library).Run("Program", method, library));
    }

    [Theory]
    [InlineData("Polled")]
    [InlineData("Direct")]
    public void AnOldConsumerRunsWithANewLayout(string method)
    {
        var consumer = CompiledProgram.Of("Consumer", Consumer, Library("return a;"));
        var newer = Library("decimal kept = a; long more = a; co.Await(Future.Yield()); co.Await(Future.Ready(\"text\")); return (int)(kept * more);");
        Assert.Equal(22, consumer.Run("Program", method, newer));
    }

    private const string Deriver = """
        using PollGen;

        public sealed partial class File(int value) : Source, ISink
        {
            [Coroutine]
            public override int Read(Co co, int a) { int first = base.Read(co, a); co.Await(Future.Yield()); return first + value; }

            [Coroutine]
            protected override int Hidden<T>(Co co, T a) { co.Await(Future.Yield()); return base.Hidden(co, a) + 1; }

            [Coroutine]
            public int Write(Co co, int a) => Read(co, a) + ((ISink)this).Twice(co, a);
        }

        public static partial class Program
        {
            [Coroutine]
            private static int All(Co co, Source source, ISink sink) => source.Read(co, 1) + source.Show(co) + sink.Write(co, 2) + Parsed<Number>(co) + Sinks.Ask(co, sink);

            [Coroutine]
            private static int Parsed<T>(Co co) where T : IParsed<T> => T.Parse(co, "7");

            private readonly partial struct Number : IParsed<Number>
            {
                [Coroutine]
                public static int Parse(Co co, string text) { co.Await(Future.Yield()); return int.Parse(text); }
            }

            public static int Polled() => Future.BlockOn(All(new File(100), new File(200)));

            public static int Direct() => All(Co.Blocking, new File(100), new File(200));
        }
        """;

    [Theory]
    [InlineData("return a;", "Polled")]
    [InlineData("return a;", "Direct")]
    [InlineData("decimal kept = a; co.Await(Future.Ready(\"text\")); Source other = this; return (int)kept * 1;", "Polled")]
    public void VirtualOnesAreOverriddenAndImplementedAcrossAssemblies(string body, string method)
    {
        // Built against the first body, run with another one.
        var consumer = CompiledProgram.Of("Consumer", Deriver, Virtual("return a;"));
        Assert.Equal(1 + 100 + (5 + 1) + (2 + 200 + (4 + 4)) + 7 + (3 + 200 + (6 + 6)), consumer.Run("Program", method, Virtual(body)));
    }

    private static CompiledProgram Virtual(string body) => CompiledProgram.Of("Library", $$"""
        using PollGen;

        public abstract partial class Source
        {
            [Coroutine]
            public virtual int Read(Co co, int a) { co.Await(Future.Yield()); {{body}} }

            [Coroutine]
            protected virtual int Hidden<T>(Co co, T a) where T : notnull, new() { co.Await(Future.Yield()); return 5; }

            [Coroutine]
            public int Show(Co co) => Hidden(co, 3);
        }

        public partial interface ISink
        {
            [Coroutine]
            int Write(Co co, int a);

            [Coroutine]
            int Twice(Co co, int a) { co.Await(Future.Yield()); return a + a + a + a - a - a + a * 2; }
        }

        public partial interface IParsed<T> where T : IParsed<T>
        {
            [Coroutine]
            static abstract int Parse(Co co, string text);
        }

        public static partial class Sinks
        {
            [Coroutine]
            public static int Ask(Co co, ISink sink) => sink.Write(co, 3);
        }
        """);

    private static CompiledProgram Library(string body) => CompiledProgram.Of("Library", $$"""
        using PollGen;

        public sealed partial class Store(int value)
        {
            [Coroutine]
            public static int Read(Co co, int a) { co.Await(Future.Yield()); {{body}} }

            [Coroutine]
            public int Add(Co co, int a) { co.Await(Future.Yield()); return value + a; }
        }
        """);
}
