using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

/// <summary>
/// The signature of the method that runs a coroutine. The one place that writes its head and the calls of it, so that both
/// always agree.
/// </summary>
/// <remarks>
/// <para>The method is told where to enter: at the start, with the arguments; after a suspension whose future the machine's Poll has
/// found ready, with its result; at a suspension whose future it is to poll itself; or, with the complement of the number, at a
/// suspension that is being given up. Arguments and result are parameters, so that they stay in registers while nothing suspends.</para>
/// <para>Beside the frame it takes what is <em>handed in</em>: values that no frame may keep, and that whoever polls passes again at every
/// poll. <c>Start</c>, <c>Poll</c> and <c>PollCancel</c> of the machine take them too and pass them on.</para>
/// </remarks>
internal sealed class BodySignature
{
    // References into the frame are as good as those to anything else: the frame outlives each poll.
    private const string Unscoped = "[global::System.Diagnostics.CodeAnalysis.UnscopedRef] ";

    /// <summary>Beyond this many, the machine's Poll would be too large to be part of all its callers.</summary>
    private const int MostPolled = 4;

    private static readonly string[] NamesOfMachine = ["frame", "cx", "result"];

    private readonly CoroutineDeclaration declaration;
    private readonly BodyNames names;
    private readonly bool isUnsafe;
    private readonly FlowGraph graph;
    private readonly FrameLayout layout;
    private readonly Dictionary<Variable, string> namesInMachine = [];

    public BodySignature(CoroutineDeclaration declaration, BoundBody body, FlowGraph graph, FrameLayout layout, bool isLentTo)
    {
        this.declaration = declaration;
        this.graph = graph;
        this.layout = layout;
        TakesLent = isLentTo && layout.HandedBack.Length > 0;
        names = body.Names;
        isUnsafe = body.IsUnsafe;
        var shared = layout.Slots.Where(one => !layout.HandedBack.Contains(one.Key) && (one.Key.HoldsReferences || one.Key.IsCaptured)).Select(one => one.Value).ToList();
        ClearedByOwner = !TakesLent ? [] : [.. layout.HandedBack.Where(argument => argument.HoldsReferences).Select(argument => layout.Slots[argument])
            .Where(slot => layout.ClearedAtEnd.Contains(slot) && !shared.Any(other => layout.Overlap(slot, other)))];
        ClearedOnceKept = layout.StartsUnmarked && !WritesOnTheWay(body) ? [.. layout.ClearedAtEnd.Where(slot => slot != layout.Instance).Except(ClearedByOwner)] : [];
        var pollable = graph.Suspensions.Where(new PollableByMachine(declaration, names, layout).Includes).ToList();
        var type = pollable.Select(node => node.Suspension.Result).FirstOrDefault(result => result is not null)?.Type;
        var polled = pollable.Where(node => node.Suspension.Result is null || node.Suspension.Result.Type == type).ToImmutableArray();
        Polled = polled.Length <= MostPolled ? polled : [];
        var results = Polled.Select(node => node.Suspension.Result).OfType<Variable>().Distinct().ToList();
        Awaited = results.Count == 0 ? null : results.Count == 1 ? results[0]
            : new Variable(names.Allocator.Fresh("awaited"), "awaited", type!, VariableKind.Temporary) { HoldsReferences = results[0].HoldsReferences };
        // Whoever declares a partial method may give its parameters other names than its body does.
        var free = new NameAllocator(NamesOfMachine.Concat(declaration.OuterFrames.Select(outer => outer.Name)).Concat(InMachine(declaration).Select(handed => handed.Name.TrimStart('@')))
            .Concat(Polled.SelectMany(node => layout.References.OnFailure[node].Append(node.Suspension.Result)).OfType<Variable>().Select(variable => variable.Name.TrimStart('@'))));
        foreach (var argument in layout.HandedBack)
            namesInMachine[argument] = free.Fresh(argument.Name);
        EntryInMachine = free.Fresh(Entry);
    }

    /// <summary>The only suspension, where there is one place only in which it can wait, so that nobody need look for that; null for most.</summary>
    public SuspendNode? Only => graph.Suspensions is [var single] && !single.Tries.Any(attempt => attempt.Handlers.Any(handler => handler.CleanUps.Count > 0)) ? single : null;

    /// <summary>Whether the first poll of a machine that was made before is like any other.</summary>
    public bool EntersAnywhere => !TakesLent && Only is null && !layout.StartsUnmarked && layout.Arguments.All(IsHandedBack);

    /// <summary>
    /// The suspensions at which the machine's Poll polls the future, a coroutine's, without entering the body while that is pending. Not
    /// those inside a try with handlers, which have to see its exceptions, nor clean-up, nor what is handed what only the body can name; and no leaf, so that the
    /// stack trace of its exception shows who has awaited it.
    /// </summary>
    public ImmutableArray<SuspendNode> Polled { get; }

    /// <summary>The parameter for the result of such a future; null where there is none.</summary>
    public Variable? Awaited { get; }

    /// <summary>The parameter that says where to enter.</summary>
    public string Entry => names.Resume;

    /// <summary>What that is called in the machine's Poll.</summary>
    public string EntryInMachine { get; }

    public string NotStarted => declaration.FrameType + ".NotStarted";

    public string Running => declaration.FrameType + ".Running";

    /// <summary>Whether this is the first poll, as long as nobody has forgotten where it came in.</summary>
    public string IsFirst => $"{Entry} == {NotStarted}";

    /// <summary>The head of the method.</summary>
    public string Head
    {
        get
        {
            var modifiers = (declaration.IsStatic ? " static" : "") + (declaration.This is { Modifier: "in" } ? " readonly" : "") + (declaration.IsUnsafe || isUnsafe ? " unsafe" : "");
            // References that are made again point into the frames for as long as the method runs.
            var unscoped = layout.References.IsEmpty && !declaration.IsScoped ? "" : Unscoped;
            var parameters = new List<string>
            {
                unscoped + $"ref {declaration.FrameType} {names.Frame}",
                $"in global::PollGen.PollContext {names.Context}",
                $"out {declaration.ResultType} {names.Result}",
            };
            parameters.AddRange(declaration.OuterFrames.Select(outer => $"{unscoped}ref {outer.Type} {outer.Name}"));
            parameters.AddRange(declaration.HandedInParameters.Zip(names.HandedIn, (handed, name) => (handed.Modifier is "" or "scoped ref" || handed.IsRefLike ? "" : Unscoped) + (handed with { Name = name }).Declaration));
            parameters.Add($"int {Entry}");
            parameters.AddRange(layout.Arguments.Select(Optional));
            if (Awaited is not null)
                parameters.Add(Optional(Awaited));
            return $"private{modifiers} bool {declaration.Name}{declaration.TypeParameters}({string.Join(", ", parameters)}){SignatureEmitter.Space(declaration.Constraints)}";
        }
    }

    /// <summary>What the machine's Poll and PollCancel take beside what every future takes, after a comma; empty for most.</summary>
    public static string HandedInParameters(CoroutineDeclaration declaration) => OuterFrameParameters(declaration) + string.Concat(InMachine(declaration).Select(handed => ", " + handed.Declaration));

    /// <summary>The frames around that of a local coroutine, as parameters, after a comma.</summary>
    public static string OuterFrameParameters(CoroutineDeclaration declaration) =>
        string.Concat(declaration.OuterFrames.Select(outer => $", ref {outer.Type} {outer.Name}"));

    /// <summary>What a caller of the machine's Poll and PollCancel passes for that.</summary>
    public static string HandedInArguments(CoroutineDeclaration declaration) =>
        string.Concat(declaration.OuterFrames.Select(outer => $", ref {outer.Name}")) + string.Concat(InMachine(declaration).Select(handed => ", " + handed.Argument));

    // The machine's own methods have names already for its frame and their parameters.
    private static IReadOnlyList<HandedInParameter> InMachine(CoroutineDeclaration declaration)
    {
        var names = new NameAllocator(NamesOfMachine.Concat(declaration.OuterFrames.Select(outer => outer.Name)));
        return [.. declaration.HandedIn.Select(handed => handed with { Name = names.Fresh(handed.Name) })];
    }

    // "this" is what the body is called on.
    private static string BodyArguments(CoroutineDeclaration declaration, IEnumerable<HandedInParameter> handedIn) =>
        string.Concat(declaration.OuterFrames.Select(outer => $", ref {outer.Name}")) + string.Concat(handedIn.Skip(declaration.This is null ? 0 : 1).Select(handed => ", " + (TakesRefStructByReference(declaration) && handed is { IsRefLike: false } ? $"{handed.ArgumentPrefix}global::System.Runtime.CompilerServices.Unsafe.AsRef(in {handed.Name})" : handed.Argument)));

    // A reference to a ref struct could be made to point into the frame or what else is passed by reference, as far as C# can see.
    private static bool TakesRefStructByReference(CoroutineDeclaration declaration) => declaration.HandedIn.Any(one => one is { IsRefLike: true, Modifier: not "" });

    public bool IsPassed(Variable variable) => layout.Arguments.Contains(variable) || variable == Awaited;

    /// <summary>The first call, where the arguments are at hand.</summary>
    /// <param name="machine">The frame of the machine.</param>
    /// <param name="start">How Start calls its own parameters.</param>
    /// <param name="parameters">All parameters of the user: callers of a partial method see other names than its body.</param>
    public string Start(string machine, StartNames start, ImmutableArray<Variable> parameters) =>
        Call(declaration.HandedIn, machine + ".frame", start.Context, start.Result, NotStarted, layout.Arguments.Select(argument => ", " + declaration.Stored.ElementAt(parameters.IndexOf(argument)).Name));

    /// <summary>The first call of a machine that was made before.</summary>
    /// <param name="arrivals">Where the arguments are.</param>
    /// <param name="parameters">All parameters of the user.</param>
    /// <param name="taken">Those that have been taken out and are locals of their own name.</param>
    public string StartLater(IReadOnlyList<Slot> arrivals, IReadOnlyList<Variable> parameters, IReadOnlyCollection<Variable> taken) =>
        Call(InMachine(declaration), "frame", "cx", "result", NotStarted, parameters.Select((parameter, position) => (parameter, position))
            .Where(one => layout.Arguments.Contains(one.parameter))
            .Select(one => taken.Contains(one.parameter) ? ", " + one.parameter.Name : ", frame." + arrivals[one.position].Name));

    /// <summary>Whether it is a parameter that has its value at every entry.</summary>
    public bool IsHandedBack(Variable variable) => layout.HandedBack.Contains(variable);

    /// <summary>Whether there is an owner that keeps the arguments anyway and passes them at every poll, so that the frame need not have them.</summary>
    public bool TakesLent { get; }

    /// <summary>What the machine's methods take of that, after a comma.</summary>
    public string LentParameters => string.Concat(layout.HandedBack.Select(argument => $", {argument.Type} {namesInMachine[argument]}"));

    /// <summary>What they are given if the frame has them.</summary>
    public string LentFromFrame => string.Concat(layout.HandedBack.Select(argument => $", frame.{layout.Slots[argument].Name}"));

    /// <summary>What a suspension's future is lent at every poll, in the machine's methods.</summary>
    public string LentInMachine(SuspendNode node, ArgumentSource arguments) => Lent(node, variable => IsHandedBack(variable) ? InMachine(variable, arguments) : $"frame.{layout.Slots[variable].Name}");

    /// <summary>The same in the body.</summary>
    public string LentInBody(SuspendNode node) => Lent(node, variable => IsHandedBack(variable) ? variable.Name : $"{names.Frame}.{layout.Slots[variable].Name}");

    private string Lent(SuspendNode node, Func<Variable, string> place) =>
        layout.Lent.TryGetValue(node, out var lent) ? string.Concat(lent.Variables.Select(variable => ", " + place(variable))) : "";

    private string InMachine(Variable argument, ArgumentSource source) => source == ArgumentSource.Owner ? namesInMachine[argument] : $"frame.{layout.Slots[argument].Name}";

    /// <summary>
    /// The fields, of those that are cleared at the end, that only arguments are ever in which an owner may lend. Where none does, the machine's own Poll clears
    /// them, so that the body need not.
    /// </summary>
    public IReadOnlyList<Slot> ClearedByOwner { get; }

    /// <summary>
    /// Fields, of those that are cleared at the end, that only hold something once the coroutine has waited: then there is nothing to clear in one that is
    /// ready at once.
    /// </summary>
    public IReadOnlyList<Slot> ClearedOnceKept { get; }

    /// <summary>A call that enters at a suspension in order to give it up. What clean-up uses is in the frame.</summary>
    public string GiveUp(string entry) => Call(InMachine(declaration), "frame", "cx", "_", entry, []);

    /// <summary>A call that enters at a suspension.</summary>
    /// <param name="entry">The number of the suspension, or its complement.</param>
    /// <param name="result">Where the result goes: a name, or "_".</param>
    /// <param name="arguments">Where what is handed back is.</param>
    /// <param name="awaited">The result of the awaited future; null where there is none.</param>
    /// <param name="mayBeOver">Whether it is not known that it waits at that suspension.</param>
    public string Resume(string entry, string result, ArgumentSource arguments, string? awaited = null, bool mayBeOver = false) =>
        Call(InMachine(declaration), "frame", "cx", result, entry, [.. layout.HandedBack.Select(argument => $", {argument.Name}: {InMachine(argument, arguments)}"), .. awaited is null ? Array.Empty<string>() : [$", {Awaited!.Name}: {awaited}"]], mayBeOver);

    // Whether objects get into the frame without a suspension that is pending: in variables that are there all the time, and by Start.
    private bool WritesOnTheWay(BoundBody body) => layout.Lasting is not null
        || layout.Slots.Keys.Any(variable => (variable.HoldsReferences || variable.IsCaptured) && layout.PlacementOf(variable) == Placement.Frame)
        || body.Parameters.Any(parameter => parameter.HoldsReferences && !IsPassed(parameter));

    private string Call(IEnumerable<HandedInParameter> handedIn, string frame, string context, string result, string entry, IEnumerable<string> more, bool mayBeOver = false)
    {
        // At the end "this" is cleared: then a poll is an error.
        var isLost = mayBeOver && layout.Instance is { Shape: { HoldsReferences: true, IsStruct: false } };
        var target = declaration.This is not null ? handedIn.First().Name
            : layout.Instance is not { } instance ? declaration.ContainingType
            : isLost ? $"({frame}.{instance.Name} ?? throw {StructEmitter.NotSuspended(declaration)})"
            : $"{frame}.{instance.Name}";
        var reference = TakesRefStructByReference(declaration) ? $"ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in {frame})" : $"ref {frame}";
        return $"{target}.{declaration.Name}{declaration.TypeParameters}({reference}, in {context}, out {result}{BodyArguments(declaration, handedIn)}, {entry}{string.Concat(more)})";
    }

    private static string Optional(Variable variable) => $"{variable.Type} {variable.Name} = default{(variable.HoldsReferences ? "!" : "")}";
}

/// <summary>Where the machine's methods have those arguments from that are passed at every entry.</summary>
internal enum ArgumentSource
{
    /// <summary>The frame, which has kept them.</summary>
    Frame,

    /// <summary>Their parameters: an owner keeps them.</summary>
    Owner,
}
