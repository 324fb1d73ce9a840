// The path of one coroutine, from source to struct: one line per stage. Each stage has a folder, a product and one entry point; a
// later stage never changes what an earlier one made. What takes the compilation comes first and for all coroutines at once; the rest
// works on text and records, coroutine by coroutine, and is not repeated for one that has not changed.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding;
using PollGen.Generator.Dataflow;
using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Emission;
using PollGen.Generator.Equality;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;

namespace PollGen.Generator;

internal static class CoroutineCompiler
{
    /// <summary>Binds every coroutine of a compilation that does not contain their signatures yet.</summary>
    /// <param name="compilation">It.</param>
    /// <param name="declarations">The coroutines in it.</param>
    /// <param name="validates">Whether what comes out is looked at.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static BoundCoroutines BindAll(Compilation compilation, IReadOnlyList<CoroutineDeclaration> declarations, bool validates, CancellationToken cancellation)
    {
        // A rule says so at each coroutine (PG0902); text that this language does not know would only add errors in files that nobody wrote.
        if (compilation.IsLanguageTooOld())
            return new BoundCoroutines([], [], "");

        // Sources that are being typed can declare a method twice; the C# compiler says so.
        var sound = declarations.Where(declaration => declaration.IsEmitted)
            .GroupBy(declaration => declaration.MachineId).Select(group => group.First()).ToList();
        if (sound.Count == 0)
            return new BoundCoroutines([], [], "");
        var options = (CSharpParseOptions)compilation.SyntaxTrees.First().Options;
        var enlarged = compilation.AddSyntaxTrees(sound.Select(
            declaration => CSharpSyntaxTree.ParseText(SignatureEmitter.EmitShell(declaration), options, declaration.HintName, cancellationToken: cancellation)));
        var models = new SemanticModels(enlarged);
        var bridges = AwaitableBridges.For(models, sound, cancellation);
        if (bridges.Length > 0)
            models = new SemanticModels(enlarged.AddSyntaxTrees(CSharpSyntaxTree.ParseText(bridges, options, AwaitableBridges.HintName, cancellationToken: cancellation)));

        var bodies = new Dictionary<CoroutineDeclaration, BoundBody>();
        foreach (var declaration in sound.Where(declaration => declaration.HasBody))
        {
            if (DeclaredMethod.Find(declaration, models.Compilation) is var (method, syntax))
                bodies[declaration] = BodyBinder.Bind(method, syntax, models, cancellation);
            if (validates && bodies.TryGetValue(declaration, out var made) && IsSound(made))
                Validation.Validation.CheckBinding(declaration, made, models);
        }

        var recursion = Recursion.Break(bodies);
        // The compiler tells files apart by their names without regard to case.
        var hints = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var bound = sound.Select(declaration => new BoundCoroutine(
            declaration, Unique(declaration.HintName, hints), bodies.TryGetValue(declaration, out var body) && IsSound(body) ? recursion.Apply(body, declaration) : null, recursion.IsBoxed(declaration)));
        var notices = bodies.Where(pair => IsSound(pair.Value)).SelectMany(pair => recursion.Notices(pair.Value, pair.Key));
        return new BoundCoroutines(bound.ToEquatable(), notices.ToEquatable(), bridges);
    }

    /// <summary>What is wrong with a coroutine in a compilation that has the signatures: the front half of the script.</summary>
    public static IEnumerable<Problem> Check(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModels models, CancellationToken cancellation)
    {
        var declaration = DeclarationReader.Read(method, syntax, models.Of(syntax));
        if (!declaration.IsEmitted || !declaration.HasBody)
            return declaration.Problems;
        var body = BodyBinder.Bind(method, syntax, models, cancellation);
        if (!IsSound(body))
            return body.HasErrorsOfItsOwn ? body.Problems.Where(problem => !models.HasErrors(StatementAround(problem, syntax), cancellation)) : body.Problems;
        return body.WithLocals("").SelectMany(part =>
        {
            var graph = FlowBuilder.Build(part.Body);
            return FramePlanner.Problems(part.Body, graph, Keep(graph, part.Body));
        });
    }

    /// <summary>For people: where each reference points that lives across a suspension.</summary>
    public static string Provenance(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModels models, CancellationToken cancellation)
    {
        var body = BodyBinder.Bind(method, syntax, models, cancellation);
        return Keep(FlowBuilder.Build(body), body).ToString();
    }

    /// <summary>Flow, liveness, and where references point.</summary>
    public static LoweredCoroutine Lower(BoundCoroutine coroutine, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new LoweredCoroutine(coroutine, coroutine.Body is null ? null : Lower(coroutine.Body.Fork()));
    }

    /// <summary>Frames and sizes, from the leaves of the tree of calls upwards. All at once: an exception in what Roslyn enumerates would end the compiler.</summary>
    public static IReadOnlyList<PlannedCoroutine> Plan(IReadOnlyCollection<LoweredCoroutine> coroutines)
    {
        var shapes = new FrameShapes(coroutines.SelectMany(coroutine => coroutine.Frames).ToDictionary(frame => frame.Declaration.MachineId));
        var lentTo = new HashSet<string>(coroutines.SelectMany(coroutine => coroutine.Frames).SelectMany(frame => frame.LendsTo(shapes)));
        return [.. coroutines.Select(coroutine => coroutine.PlanWith(shapes, lentTo.Contains(coroutine.Declaration.MachineId)))];
    }

    /// <summary>The text; the shell where there is no more.</summary>
    public static GeneratedFile Emit(PlannedCoroutine coroutine) => new(
        coroutine.Lowered.HintName,
        coroutine.Layout is null ? SignatureEmitter.EmitShell(coroutine.Lowered.Declaration) : MachineEmitter.Emit(coroutine));

    private static LoweredBody? Lower(BoundBody body)
    {
        var graph = FlowBuilder.Build(body);
        var references = Keep(graph, body);
        if (FramePlanner.Problems(body, graph, references).Any())
            return null;
        var locals = body.Locals.Select(local => (Local: local, Lowered: Lower(local.Body.Fork()))).ToList();
        return locals.Any(local => local.Lowered is null) ? null : new LoweredBody(body, graph, references)
        {
            Locals = [.. locals.Select(local => new LoweredLocal(local.Local, local.Lowered!))],
        };
    }

    private static KeptReferences Keep(FlowGraph graph, BoundBody body)
    {
        var anchors = Anchors.Resolve(graph, body.Names.Allocator);
        return KeptReferences.Analyze(graph, Liveness.Analyze(graph, anchors), anchors);
    }

    /// <summary>What Co is used for is known without the rest of the body; an error of the compiler in the same statement may be the reason, and is enough.</summary>
    private static SyntaxNode StatementAround(Problem problem, MethodDeclarationSyntax method) =>
        method.FindNode(problem.Span).FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)method;

    private static bool IsSound(BoundBody body) => !body.HasErrorsOfItsOwn && body.Problems.IsEmpty;

    private static string Unique(string hint, HashSet<string> taken)
    {
        var name = hint;
        for (var number = 2; !taken.Add(name); number++)
            name = $"{hint.Substring(0, hint.Length - "g.cs".Length)}{number}.g.cs";
        return name;
    }
}

/// <summary>What leaves the step that needs the compilation: plain records, what the user should know, and the overloads for foreign awaitables.</summary>
internal sealed record BoundCoroutines(EquatableArray<BoundCoroutine> Coroutines, EquatableArray<Problem> Notices, string Bridges);

/// <summary>One file for the compiler.</summary>
internal sealed record GeneratedFile(string HintName, string Text);
