// The path of one coroutine, from source to struct: one line per stage. Each stage has a folder, a product and one entry point; a
// later stage never changes what an earlier one made.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Emission;
using PollGen.Generator.Equality;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;

namespace PollGen.Generator;

internal static class CoroutineCompiler
{
    /// <summary>Compiles every coroutine of a compilation that does not contain their signatures yet.</summary>
    public static CompiledCoroutines CompileAll(
        Compilation compilation, IReadOnlyList<CoroutineDeclaration> declarations, CancellationToken cancellation)
    {
        // Sources that are being typed can declare a method twice; the C# compiler says so.
        var sound = declarations.Where(declaration => declaration.Problems.Count == 0)
            .GroupBy(declaration => declaration.MachineId).Select(group => group.First()).ToList();
        if (sound.Count == 0)
            return new CompiledCoroutines([], []);
        var files = sound.ToDictionary(declaration => declaration, SignatureEmitter.EmitShell);
        var options = (CSharpParseOptions)compilation.SyntaxTrees.First().Options;
        var enlarged = compilation.AddSyntaxTrees(sound.Select(
            declaration => CSharpSyntaxTree.ParseText(files[declaration], options, declaration.HintName, cancellationToken: cancellation)));
        var bridges = AwaitableBridges.For(enlarged, sound, cancellation);
        if (bridges.Length > 0)
            enlarged = enlarged.AddSyntaxTrees(CSharpSyntaxTree.ParseText(bridges, options, AwaitableBridges.HintName, cancellationToken: cancellation));

        var bodies = new Dictionary<CoroutineDeclaration, BoundBody>();
        foreach (var declaration in sound)
        {
            if (Find(enlarged, declaration) is var (method, syntax))
                bodies[declaration] = BodyBinder.Bind(method, syntax, enlarged.GetSemanticModel(syntax.SyntaxTree), cancellation);
        }

        var recursion = Recursion.Break(bodies);
        var lowered = bodies.Where(pair => !pair.Value.HasErrorsOfItsOwn && pair.Value.Problems.IsEmpty)
            .Select(pair => Lower(pair.Key, recursion.Apply(pair.Value, pair.Key), cancellation)).OfType<LoweredCoroutine>().ToList();
        var shapes = new FrameShapes(lowered.ToDictionary(coroutine => coroutine.Declaration.MachineId, coroutine => coroutine.Layout));
        foreach (var (declaration, body, graph, layout) in lowered)
            files[declaration] = MachineEmitter.Emit(declaration, body, graph, layout, SizeDoc.Of(declaration, layout, shapes), recursion.IsBoxed(declaration));

        // The compiler tells files apart by their names without regard to case.
        var hints = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var generated = sound.Select(declaration => new GeneratedFile(Unique(declaration.HintName, hints), files[declaration]));
        if (bridges.Length > 0)
            generated = generated.Append(new GeneratedFile(AwaitableBridges.HintName, bridges));
        var notices = lowered.SelectMany(coroutine => recursion.Notices(bodies[coroutine.Declaration], coroutine.Declaration));
        return new CompiledCoroutines(generated.ToEquatable(), notices.ToEquatable());
    }

    /// <summary>What is wrong with a coroutine in a compilation that has the signatures: the front half of the script.</summary>
    public static IEnumerable<Problem> Check(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel model, CancellationToken cancellation)
    {
        var declaration = DeclarationReader.Read(method, syntax, model);
        if (declaration.Problems.Count > 0)
            return declaration.Problems;
        var body = BodyBinder.Bind(method, syntax, model, cancellation);
        if (body.HasErrorsOfItsOwn || !body.Problems.IsEmpty)
            return body.HasErrorsOfItsOwn ? [] : body.Problems;
        var graph = FlowBuilder.Build(body);
        return FramePlanner.Problems(graph, Liveness.Analyze(graph));
    }

    private static string Unique(string hint, HashSet<string> taken)
    {
        var name = hint;
        for (var number = 2; !taken.Add(name); number++)
            name = $"{hint.Substring(0, hint.Length - "g.cs".Length)}{number}.g.cs";
        return name;
    }

    private static LoweredCoroutine? Lower(CoroutineDeclaration declaration, BoundBody body, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var graph = FlowBuilder.Build(body);
        var liveness = Liveness.Analyze(graph);
        if (FramePlanner.Problems(graph, liveness).Any())
            return null;
        return new LoweredCoroutine(declaration, body, graph, FramePlanner.Plan(declaration, body, graph, liveness));
    }

    private static (IMethodSymbol, MethodDeclarationSyntax)? Find(Compilation compilation, CoroutineDeclaration declaration) =>
        DocumentationCommentId.GetFirstSymbolForDeclarationId(declaration.DocumentationId, compilation) is IMethodSymbol method
        && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax syntax
            ? (method, syntax)
            : null;
}

/// <summary>A coroutine on its way, when all but its text is decided.</summary>
internal sealed record LoweredCoroutine(CoroutineDeclaration Declaration, BoundBody Body, FlowGraph Graph, FrameLayout Layout);

/// <summary>What leaves the compiling step: text, and what the user should know about coroutines that are compiled.</summary>
internal sealed record CompiledCoroutines(EquatableArray<GeneratedFile> Files, EquatableArray<Problem> Notices);

/// <summary>One file for the compiler.</summary>
internal sealed record GeneratedFile(string HintName, string Text);
