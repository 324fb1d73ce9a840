using System.Collections.Immutable;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;
using PollGen.Generator.Equality;
using PollGen.Generator.Layout;

namespace PollGen.Generator;

/// <summary>The frame of one coroutine, and those of the local coroutines in it. Planned again only when what they await has changed in size.</summary>
internal sealed class FramePlan
{
    private readonly LoweredBody lowered;
    private readonly ImmutableArray<FramePlan> locals;
    private (TypeShape?[] Awaited, bool[] LeaveNothing, EquatableArray<int>[] Kept, FrameLayout Layout)? planned;

    /// <param name="declaration">The coroutine.</param>
    /// <param name="lowered">Its body.</param>
    /// <param name="around">The types of the frames that it is handed.</param>
    public FramePlan(CoroutineDeclaration declaration, LoweredBody lowered, ImmutableArray<string> around)
    {
        Declaration = declaration;
        this.lowered = lowered;
        locals = [.. lowered.Locals.Select(local => Of(local, declaration, around.Add(declaration.FrameType)))];
    }

    public CoroutineDeclaration Declaration { get; }

    public IEnumerable<FramePlan> All => locals.SelectMany(local => local.All).Prepend(this);

    public FrameLayout LayoutWith(FrameShapes shapes)
    {
        var awaited = lowered.Graph.Suspensions.SelectMany(node => AwaitedAt(node.Suspension, shapes)).ToArray();
        var leaveNothing = lowered.Graph.Suspensions.Select(node => shapes.LeavesNothing(node.Suspension)).ToArray();
        var kept = lowered.Graph.Suspensions.Select(node => shapes.KeptBy(node.Suspension)).ToArray();
        if (planned is not { } known || !known.Awaited.SequenceEqual(awaited) || !known.LeaveNothing.SequenceEqual(leaveNothing) || !known.Kept.SequenceEqual(kept))
            planned = known = (awaited, leaveNothing, kept, FramePlanner.Plan(Declaration, lowered.Body, lowered.Graph, lowered.References, shapes, [.. lowered.Graph.Suspensions.Where((_, i) => leaveNothing[i])]));
        return known.Layout;
    }

    /// <summary>Whether there is nothing to clean up when it throws at its first poll: then no suspension was ever pending, and none of its futures left anything.</summary>
    public bool LeavesNothing(FrameShapes shapes) => lowered.Graph.Suspensions.All(node => shapes.LeavesNothing(node.Suspension));

    /// <summary>Which of its arguments it keeps once it is pending.</summary>
    public EquatableArray<int> KeptArguments(FrameShapes shapes) => new(LayoutWith(shapes).HandedBack.Select(argument => lowered.Body.Parameters.IndexOf(argument)));

    /// <summary>The coroutines that it lends arguments to.</summary>
    public IEnumerable<string> LendsTo(FrameShapes shapes) => LayoutWith(shapes).Lent.Keys.Select(node => node.Suspension.OwnMachine!);

    /// <summary>The local coroutines, those inside of others after them.</summary>
    public IEnumerable<PlannedLocal> LocalsWith(FrameShapes shapes, ImmutableArray<FrameLayout> outer)
    {
        var around = outer.Add(LayoutWith(shapes));
        return locals.SelectMany(local => local.LocalsWith(shapes, around)
            .Prepend(new PlannedLocal(local.Declaration, local.lowered, local.LayoutWith(shapes), around)));
    }

    private static IEnumerable<TypeShape?> AwaitedAt(Suspension suspension, FrameShapes shapes) =>
        (suspension.Join?.Futures.Select(shapes.Of) ?? []).Prepend(shapes.Of(suspension));

    private static FramePlan Of(LoweredLocal part, CoroutineDeclaration owner, ImmutableArray<string> around)
    {
        var local = part.Local;
        var names = local.Body.Names.Outer;
        var declaration = owner with
        {
            MachineId = local.MachineId,
            MachineName = local.MachineName,
            Accessibility = "private",
            IsExtension = false,
            IsLocal = true,
            IsStatic = !owner.KeepsThis,
            This = null,
            HasOverload = false,
            TypeParameters = local.TypeParameters,
            Constraints = local.Constraints,
            Parameters = local.Parameters.ToEquatable(),
            ResultType = local.ResultType,
            IsVoid = local.IsVoid,
            MaxSize = local.MaxSize,
            JitOptions = local.JitOptions,
            OuterFrames = around.Select((type, level) => new OuterFrame(type, names[level])).ToEquatable(),
        };
        return new FramePlan(declaration, part.Lowered, around);
    }
}
