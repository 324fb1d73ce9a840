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
