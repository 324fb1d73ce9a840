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
}

internal static class ProgramWriter
{
    /// <summary>What is counted beyond expressions and statements.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "exception filter", "catch everything", "generic coroutine", "instance coroutine", "void coroutine", "expression-bodied coroutine",
    ];

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using PollGen;
        using PollGen.Conformance.Tests.Testing;

        """;

    public static FuzzProgram Write(int seed)
    {
        var random = new Random(seed);
        bool isTame = random.Next(4) != 0;
        var counts = new Counts();
        var file = new StringBuilder(Usings);
        string name = $"P{seed}";
        file.Append($"\nnamespace {FuzzProgram.Namespace};\n\npublic static partial class {name}\n{{\n");
        var callees = new List<Callee>();
        bool suspendingFinally = false;
        for (int i = random.Next(0, 4); i > 0; i--)
            WriteCallee(file, $"Part{i}", random, isTame, counts, callees, ref suspendingFinally);
        var writer = new BodyWriter(random, counts, isTame);
        writer.Callees.AddRange(callees);
        var result = random.Next(8) == 0 ? null : Ty.All[random.Next(Ty.All.Count)];
        if (result == Ty.Func)
            result = Ty.Int;
        string body = writer.Body([], result, random.Next(3, 9));
        bool isAlone = body.Contains("Kit.Shared", StringComparison.Ordinal) || file.ToString().Contains("Kit.Shared", StringComparison.Ordinal);
        file.Append($"    [Coroutine{(isAlone ? ", Alone" : "")}]\n    public static {result?.Text ?? "void"} Main(Co co, Trace t)\n    {{\n{(isAlone ? "        Kit.Shared = 0;\n" : "")}{body}    }}\n}}\n");
        return new FuzzProgram(name, seed, file.ToString(), counts);
    }

    private static void WriteCallee(StringBuilder file, string name, Random random, bool isTame, Counts counts, List<Callee> callees, ref bool suspendingFinally)
    {
        var result = random.Next(5) == 0 ? null : Ty.All[random.Next(Ty.All.Count - 1)];
        var parameters = Enumerable.Range(0, random.Next(0, 3)).Select(_ => Ty.All[random.Next(Ty.All.Count)]).ToList();
        var locals = parameters.Select((type, position) => new Local($"{type.Names.Split(' ')[0]}{position + 20}", type, CanAssign: true, Function: 0)).ToList();
        string list = string.Concat(locals.Select(local => $", {local.Type} {local.Name}"));
        var writer = new BodyWriter(random, counts, isTame);
        writer.Callees.AddRange(callees);
        if (result is null)
            counts.Add("void coroutine");
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
            file.Append($"    private {(random.Next(2) == 0 ? "sealed partial class" : "readonly partial struct")} {holder}(int n90)\n    {{\n        private int N => n90;\n\n        [Coroutine]\n        internal {result?.Text ?? "void"} {name}{generic}(Co co, Trace t{list})\n        {{\n            t.Log(N + n90);\n            t.Log(this.N);\n{writer.Body(locals, result, random.Next(1, 4)).Replace("\n    ", "\n        ")}        }}\n    }}\n\n");
            callees.Add(new Callee($"new {holder}({random.Next(9)}).{name}{arguments}", parameters, result));
            return;
        }
        else
        {
            file.Append($"    [Coroutine]\n    private static {result?.Text ?? "void"} {name}{generic}(Co co, Trace t{list})\n    {{\n{writer.Body(locals, result, random.Next(1, 4))}    }}\n\n");
        }

        suspendingFinally |= writer.HasSuspendingFinally;
        callees.Add(new Callee(name + arguments, parameters, result));
    }
}
