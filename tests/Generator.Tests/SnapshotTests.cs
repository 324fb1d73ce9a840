using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests;

/// <summary>What generated code looks like, for people to read.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void OneAwait() => Verify("OneAwait", "Greeter.GreetMachine.g.cs", """
        using PollGen;

        public static partial class Greeter
        {
            [Coroutine]
            public static string Greet(Co co, string name)
            {
                co.Await(Future.Delay(TimeSpan.FromSeconds(1)));
                return $"Hello, {name}.";
            }
        }
        """);

    /// <summary>The one in the README.</summary>
    [Fact]
    public void LoopWithACall() => Verify("LoopWithACall", "Counting.SumMachine.g.cs", """
        using PollGen;

        public static partial class Counting
        {
            [Coroutine]
            public static int Sum(Co co, int count)
            {
                var total = 0;
                for (var i = 1; i <= count; i++)
                    total += Later(co, i);
                return total;
            }

            [Coroutine]
            public static int Later(Co co, int value)
            {
                co.Await(Future.Yield());
                return value;
            }
        }
        """);

    [Fact]
    public void CleanUp() => Verify("CleanUp", "Lines.CountMachine.g.cs", """
        using PollGen;

        public static partial class Lines
        {
            [Coroutine]
            public static int Count(Co co, string path, Log log)
            {
                using var reader = new StreamReader(path);
                var count = 0;
                try
                {
                    while (co.Await(reader.ReadLineAsync()) is not null)
                        count++;
                }
                finally
                {
                    log.Add(count);
                }

                return count;
            }
        }

        public sealed class Log
        {
            public void Add(int lines) { }
        }
        """);

    private static void Verify(string name, string file, string source)
    {
        var run = new GeneratorRun(source, "global using System; global using System.IO;");
        Assert.Empty(run.Errors);
        Snapshot.Verify(run.Files[file].ReplaceLineEndings("\n"), name);
    }
}
