using System.Collections.Immutable;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Text;

/// <summary>A call of <c>Future.Join</c> that is awaited where it stands, so that nothing but its coroutine ever sees the join. Stands for itself.</summary>
internal sealed class JoinCall(ImmutableArray<JoinedFuture> futures)
{
    /// <summary>In the order of the parameters.</summary>
    public ImmutableArray<JoinedFuture> Futures { get; } = futures;
}

/// <summary>A future that is joined with others.</summary>
/// <param name="Type">The future, as it is written.</param>
/// <param name="ResultType">Its result, as it is written.</param>
/// <param name="OwnMachine">The machine of this compilation that the future is, if it is nothing else.</param>
/// <param name="Shape">What the future takes, where that can be known.</param>
/// <param name="ResultShape">What the result takes, where that can be known.</param>
internal sealed record JoinedFuture(string Type, string ResultType, string? OwnMachine, ShapeTree? Shape, ShapeTree? ResultShape);
