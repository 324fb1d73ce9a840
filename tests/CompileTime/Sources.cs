using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PollGen.CompileTime;

/// <summary>A project of a given number of coroutines, ten a file, of the kinds that services hold: loops, clean-up, choices, calls of each other.</summary>
internal static class Sources
{
    private const int PerFile = 10;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private static readonly string[] Bodies =
    [
        """
            [Coroutine]
            public static int Total#(Co co, int[] values, int limit)
            {
                var total = 0;
                foreach (var value in values)
                {
                    if (value > limit)
                        break;
                    total += Step#(co, value);
                }

                return total;
            }
        """,
        """
            [Coroutine]
            public static int Step#(Co co, int value)
            {
                co.Await(Future.Yield());
                return value + 1;
            }
        """,
        """
            [Coroutine]
            public static string Describe#(Co co, object thing)
            {
                switch (thing)
                {
                    case int number when number > 0:
                        return $"number {Step#(co, number)}";
                    case string text:
                        co.Await(Future.Yield());
                        return text.Trim() + text.Length;
                    default:
                        return thing?.ToString() ?? "nothing";
                }
            }
        """,
        """
            [Coroutine]
            public static int Guarded#(Co co, List<string> log, int count)
            {
                var done = 0;
                try
                {
                    for (var i = 0; i < count; i++)
                    {
                        log.Add($"before {i}");
                        done += Step#(co, i);
                    }
                }
                catch (InvalidOperationException e) when (e.Message.Length > 3)
                {
                    log.Add(e.Message);
                    co.Await(Future.Yield());
                }
                finally
                {
                    log.Add($"done {done}");
                }

                return done;
            }
        """,
        """
            [Coroutine]
            public static (int First, int Second) Both#(Co co, int a, int b)
            {
                var (first, second) = co.Await(Future.Join(Step#(a), Step#(b)));
                return (first + a, second + b);
            }
        """,
    ];

    public static CSharpCompilation Project(int coroutines) => CSharpCompilation.Create(
        "Project",
        Enumerable.Range(0, coroutines / PerFile).Select(file => CSharpSyntaxTree.ParseText(Text(file), Options, $"File{file}.cs", Encoding.UTF8)),
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Co).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));

    /// <summary>The project after a change to the first file.</summary>
    public static CSharpCompilation Typed(CSharpCompilation project, string old, string changed)
    {
        var tree = project.SyntaxTrees[0];
        var text = tree.ToString();
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return at < 0
            ? throw new ArgumentException($"'{old}' is not in the file.", nameof(old))
            : project.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text.Remove(at, old.Length).Insert(at, changed), Options, tree.FilePath, Encoding.UTF8));
    }

    private static string Text(int file)
    {
        var text = new StringBuilder("using System;\nusing System.Collections.Generic;\nusing PollGen;\n\nnamespace Service;\n\n");
        text.Append($"public static partial class File{file}\n{{\n");
        for (var i = 0; i < PerFile; i++)
            text.Append(Bodies[i % Bodies.Length].Replace("#", $"{i / Bodies.Length}", StringComparison.Ordinal)).Append("\n\n");
        return text.Append("}\n").ToString();
    }
}
