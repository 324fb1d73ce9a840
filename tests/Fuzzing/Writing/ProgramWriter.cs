using System.Text;

namespace PollGen.Fuzzing.Writing;

/// <summary>A program made by chance: a class with a coroutine Main and others that it calls.</summary>
/// <param name="Name">The class.</param>
/// <param name="Seed">Makes the same program again.</param>
/// <param name="Source">A whole file.</param>
/// <param name="Counts">The constructs in it.</param>
internal sealed record FuzzProgram(string Name, int Seed, string Source, Counts Counts)
{
    public const string Namespace = "Fuzz.Programs";

    /// <summary>Whether the C# compiler optimizes: told by the seed, so that the program alone is what it was among others.</summary>
    public bool IsOptimized => IsOptimizedAt(Seed);

    public static bool IsOptimizedAt(int seed) => seed / 100 % 2 == 1;
}

internal static class ProgramWriter
{
    /// <summary>What is counted beyond expressions and statements.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "exception filter", "catch everything", "generic coroutine", "instance coroutine", "void coroutine", "expression-bodied coroutine",
        "coroutine with reference parameters", "interface coroutine", "overriding coroutine", "coroutine of a struct that changes",
        "coroutine in an extension block", "inline array", "either of two spans",
    ];

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Threading.Tasks;
        using PollGen;
        using PollGen.Conformance.Tests.Testing;

        """;

    private const string Window = """

            private ref struct Window(Span<int> left, Span<int> right)
            {
                private int count;

                public Span<int> Left = left;

                public Span<int> Right { get; set; } = right;

                public readonly int Total => Kit.TotalSpan(Left) + Kit.TotalSpan(Right) + count;

                public int Next(int more) => count < Left.Length ? Left[count++] += more : ++count;

                public readonly Span<int> Shorter() => Left.Length < Right.Length ? Left : Right;

                public void Swap()
                {
                    var old = Left;
                    Left = Right;
                    Right = old;
                }
            }

        """;

    // In the source, so that it is seen that the result is a part of one argument or of the other.
    private const string Either = """

            private static Span<int> Briefer(Span<int> a, Span<int> b) => a.Length < b.Length ? a : b;

            private static Span<int> Later(Span<int> a, Span<int> b)
            {
                if (b.Length > 0)
                    return b;
                return a;
            }

            private static ref int Smaller(ref int a, ref int b) => ref a < b ? ref a : ref b;

        """;

    public static FuzzProgram Write(int seed)
    {
        var random = new Random(seed);
        bool isTame = random.Next(16) != 0;
        var counts = new Counts();
        var file = new StringBuilder(Usings);
        string name = $"P{seed}";
        file.Append($"\nnamespace {FuzzProgram.Namespace};\n\npublic static partial class {name}\n{{\n");
        var callees = new List<Callee>();
        for (int i = random.Next(0, 4); i > 0; i--)
            WriteCallee(file, name, $"Part{i}", random, isTame, counts, callees);
        var writer = new BodyWriter(random, counts, isTame);
        writer.Callees.AddRange(callees);
        var result = random.Next(8) == 0 ? null : Ty.All[random.Next(Ty.All.Count)];
        if (result == Ty.Func)
            result = Ty.Int;
        string body = writer.Body([], result, random.Next(3, 9), Depth(random));
        bool Says(string word) => body.Contains(word, StringComparison.Ordinal) || file.ToString().Contains(word, StringComparison.Ordinal);
        bool isAlone = Says("Kit.Shared");
        file.Append($"    [Coroutine{(isAlone ? ", Alone" : "")}]\n    public static {result?.Text ?? "void"} Main(Co co, Trace t)\n    {{\n{(isAlone ? "        Kit.Shared = 0;\n" : "")}{body}    }}\n{(Says("Window") ? Window : "")}{(Says("Briefer(") || Says("Later(") || Says("Smaller(") ? Either : "")}}}\n");
        // Stack traces are compared, and the JIT would inline other methods in one run than in the other.
        file.Replace("[Coroutine]", "[Coroutine, MethodImpl(MethodImplOptions.NoInlining)]");
        return new FuzzProgram(name, seed, file.ToString(), counts);
    }

    private static void WriteCallee(StringBuilder file, string program, string name, Random random, bool isTame, Counts counts, List<Callee> callees)
    {
        var result = random.Next(5) == 0 ? null : Ty.All[random.Next(Ty.All.Count - 1)];
        var parameters = Enumerable.Range(0, random.Next(0, 3)).Select(_ => Ty.All[random.Next(Ty.All.Count)]).ToList();
        int shape = random.Next(8);
        if (shape == 0)
        {
            counts.Add("coroutine with reference parameters");
            parameters.Add(Ty.Span);
            parameters.Add(Ty.RefInt);
        }

        var locals = parameters.Select((type, position) => new Local($"{type.Names.Split(' ')[0]}{position + 20}", type == Ty.RefInt ? Ty.Int : type, CanAssign: true, Function: 0, type.IsRefLike)).ToList();
        string list = string.Concat(locals.Zip(parameters, (local, type) => $", {type} {local.Name}"));
        var writer = new BodyWriter(random, counts, isTame);
        writer.Callees.AddRange(callees);
        if (result is null)
            counts.Add("void coroutine");
        if (shape is 1 or 2)
        {
            WriteVirtual(file, name, random, counts, writer, locals, list, result, isInterface: shape == 1);
            callees.Add(new Callee($"((Base{name})new Holder{name}()).{name}", parameters, result));
            return;
        }

        string generic = "";
        string arguments = "";
        if (random.Next(5) == 0)
        {
            counts.Add("generic coroutine");
            generic = "<TItem>";
            list += ", TItem extra = default!";
            arguments = "<string>";
        }

        if (result is not null && random.Next(4) == 0)
        {
            counts.Add("expression-bodied coroutine");
            file.Append($"    [Coroutine]\n    private static {result} {name}{generic}(Co co, Trace t{list}) => {writer.ExpressionBody(locals, result)};\n\n");
        }
        else if (random.Next(5) == 0)
        {
            counts.Add("instance coroutine");
            string holder = $"Holder{name}";
            file.Append($"    private {(random.Next(2) == 0 ? "sealed partial class" : "readonly partial struct")} {holder}(int n90)\n    {{\n        private int N => n90;\n\n        [Coroutine]\n        internal {result?.Text ?? "void"} {name}{generic}(Co co, Trace t{list})\n        {{\n            t.Log(N + n90);\n            t.Log(this.N);\n{writer.Body(locals, result, random.Next(1, 4), Depth(random)).Replace("\n    ", "\n        ")}        }}\n    }}\n\n");
            callees.Add(new Callee($"new {holder}({random.Next(9)}).{name}{arguments}", parameters, result));
            return;
        }
        else if (generic.Length == 0 && random.Next(4) == 0)
        {
            callees.Add(random.Next(2) == 0 ? WriteChanging(file, name, random, counts, writer, locals, list, result, parameters) : WriteExtension(file, name + program, random, counts, writer, locals, list, result, parameters));
            return;
        }
        else
        {
            file.Append($"    [Coroutine]\n    private static {result?.Text ?? "void"} {name}{generic}(Co co, Trace t{list})\n    {{\n{writer.Body(locals, result, random.Next(1, 4), Depth(random))}    }}\n\n");
        }

        callees.Add(new Callee(name + arguments, parameters, result));
    }

    // Programs of every size: most mistakes show in small ones, which are compiled in a fraction of the time.
    private static int Depth(Random random) => random.Next(1, 4);

    // It changes the caller's own variable; on a value that was just made, a copy.
    private static Callee WriteChanging(StringBuilder file, string name, Random random, Counts counts, BodyWriter writer, List<Local> locals, string list, Ty? result, List<Ty> parameters)
    {
        counts.Add("coroutine of a struct that changes");
        string holder = $"Holder{name}";
        file.Append($"    private partial struct {holder}(int start)\n    {{\n        private int count = start;\n\n        [Coroutine]\n        internal {result?.Text ?? "void"} {name}(Co co, Trace t{list})\n        {{\n            t.Log(count++);\n            t.Step(co, \"h\");\n            t.Log(this.count++);\n{writer.Body(locals, result, random.Next(1, 4), Depth(random)).Replace("\n    ", "\n        ")}        }}\n    }}\n\n");
        return new Callee(random.Next(2) == 0 ? $"new {holder}({random.Next(9)}).{name}" : $"(new {holder}[] {{ new({random.Next(9)}) }})[0].{name}", parameters, result, IsEmbedded: true);
    }

    // The extensions of all programs of a batch are seen by each, so their names tell whose they are.
    private static Callee WriteExtension(StringBuilder file, string name, Random random, Counts counts, BodyWriter writer, List<Local> locals, string list, Ty? result, List<Ty> parameters)
    {
        counts.Add("coroutine in an extension block");
        file.Append($"    extension(Knot anchor)\n    {{\n        [Coroutine]\n        internal {result?.Text ?? "void"} {name}(Co co, Trace t{list})\n        {{\n            t.Log(anchor.Value++);\n{writer.Body([new Local("anchor", Ty.Knot, CanAssign: true, Function: 0), .. locals], result, random.Next(1, 4), Depth(random)).Replace("\n    ", "\n        ")}        }}\n    }}\n\n");
        return new Callee($"new Knot({random.Next(9)}).{name}", parameters, result);
    }

    // What is called decides who runs; an override may call what it overrides.
    private static void WriteVirtual(StringBuilder file, string name, Random random, Counts counts, BodyWriter writer, List<Local> locals, string list, Ty? result, bool isInterface)
    {
        counts.Add(isInterface ? "interface coroutine" : "overriding coroutine");
        string type = result?.Text ?? "void";
        bool hasBody = !isInterface && random.Next(2) == 0;
        string modifiers = isInterface ? "" : hasBody ? "internal virtual " : "internal abstract ";
        string body = hasBody ? $"\n        {{\n            t.Log(\"base\");\n            {(result is null ? "t.Step(co, \"b\");" : $"return t.Get(co, default({type})!);")}\n        }}" : ";";
        file.Append($"    private {(isInterface ? "partial interface" : "abstract partial class")} Base{name}\n    {{\n        [Coroutine]\n        {modifiers}{type} {name}(Co co, Trace t{list}){body}\n    }}\n\n");
        string first = hasBody ? $"            t.Log(\"over\");\n            base.{name}(co, t{string.Concat(locals.Select(local => ", " + local.Name))});\n" : "";
        file.Append($"    private sealed partial class Holder{name} : Base{name}\n    {{\n        [Coroutine]\n        {(isInterface ? "public" : "internal override")} {type} {name}(Co co, Trace t{list})\n        {{\n{first}{writer.Body(locals, result, random.Next(1, 4), Depth(random)).Replace("\n    ", "\n        ")}        }}\n    }}\n\n");
    }
}
