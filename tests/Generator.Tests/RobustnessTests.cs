using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests;

/// <summary>Sources that are being typed: whatever stands there, generator and checker must not throw.</summary>
public sealed class RobustnessTests
{
    private const string Source = """
        using PollGen;

        public static partial class Shapes
        {
            private sealed record Pair(int Left, string? Right);

            [Coroutine]
            public static int Loops(Co co, int[] items, string? text)
            {
                var total = 0;
                foreach (var item in items)
                {
                    try
                    {
                        if (item is > 3 and int big) total += Inner(co, big); else continue;
                        total += text?.Length ?? Inner(co, 1);
                    }
                    catch (InvalidOperationException e) when (e.Message.Length > Inner2(1))
                    {
                        total += co.Await(Task.FromResult(total));
                        throw;
                    }
                    finally
                    {
                        co.Await(Future.Yield());
                    }
                }

                switch (Inner(co, total))
                {
                    case 1 when total > 2: goto case 2;
                    case 2: return total;
                    default: break;
                }

                Func<int> captured = () => total + items[0];
                var pair = new Pair(Inner(co, 1), $"{total,3:X} {Inner(co, 2)}");
                using var reader = new StringReader(pair.Right!);
                return pair switch { { Left: 1 } => Inner(co, 3), (var left, _) => left + captured(), };
            }

            [Coroutine(Overload = "MakeInner")]
            private static int Inner(Co co, int x = 1, params string[] more) => x < 0 ? throw new InvalidOperationException() : co.Await(Future.Ready(x));

            private static int Inner2(int x) => x;
        }

        public partial class Holder<T>(T value) where T : class
        {
            [Coroutine]
            public T? Get<TOther>(Co co, TOther other) where TOther : struct
            {
                co.Await(Future.Join(Walk(1), Walk(2)));
                return value;
            }

            [Coroutine]
            public void Walk(Co co, int steps)
            {
                for (int i = 0, j = steps; i < j; i++, co.Await(Future.Yield())) if (steps > 1) Walk(co, steps - 1);
            }
        }
        """;

    [Fact]
    public void TheSourceItselfIsRight() => Assert.Empty(new GeneratorRun(Source, "global using System; global using System.IO; global using System.Threading.Tasks;").Errors);

    [Fact]
    public void AMethodOutsideOfATypeTakesNothingFromTheOthers()
    {
        var run = new GeneratorRun("""
            using PollGen;
            [Coroutine] static int Alone(Co co) => co.Await(Future.Ready(1));
            namespace N
            {
                [Coroutine] static int Lost(Co co) => co.Await(Future.Ready(1));
                static partial class Kept { [Coroutine] static int Found(Co co) => co.Await(Future.Ready(1)); }
            }
            """);
        Assert.Null(run.Result.Exception);
        Assert.Contains(run.Result.GeneratedSources, file => file.HintName.Contains("Found", System.StringComparison.Ordinal));
    }

    [Fact]
    public void TruncatedSourcesAreSurvived()
    {
        var tokens = Tokens();
        for (var count = 0; count < tokens.Count; count += 5)
            Survive(string.Concat(tokens.Take(count)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void MutatedSourcesAreSurvived(int seed)
    {
        var random = new Random(seed);
        var tokens = Tokens();
        for (var round = 0; round < 60; round++)
        {
            var mutated = new List<string>(tokens);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(mutated.Count);
                switch (random.Next(3))
                {
                    case 0: mutated.RemoveAt(at); break;
                    case 1: mutated.Insert(at, mutated[random.Next(mutated.Count)]); break;
                    default: (mutated[at], mutated[^(at + 1)]) = (mutated[^(at + 1)], mutated[at]); break;
                }
            }

            Survive(string.Concat(mutated));
        }
    }

    private static IReadOnlyList<string> Tokens() =>
        [.. CSharpSyntaxTree.ParseText(Source).GetRoot().DescendantTokens().Select(token => token.ToFullString())];

    private static void Survive(string source)
    {
        var run = new GeneratorRun(source, "global using System; global using System.IO; global using System.Threading.Tasks;");
        Assert.True(run.Result.Exception is null, $"{run.Result.Exception}\n{source}");
        var tree = run.Output.SyntaxTrees.First();
        var model = run.Output.GetSemanticModel(tree);
        foreach (var method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            if (model.GetDeclaredSymbol(method) is { } symbol && symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CoroutineAttribute"))
                _ = CoroutineChecker.Check(symbol, new SemanticModels(run.Output), default).ToList();
        }
    }
}
