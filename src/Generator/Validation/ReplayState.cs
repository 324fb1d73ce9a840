using PollGen.Generator.Dataflow;

namespace PollGen.Generator.Validation;

/// <summary>What may be the case at some point of a coroutine's run, by the numbers of the items.</summary>
internal sealed class ReplayState(int capacity)
{
    /// <summary>Variables whose local does not have their value.</summary>
    public VariableSet Lost { get; } = new(capacity);

    /// <summary>Items of the frame that have not been written, or overwritten by something else.</summary>
    public VariableSet Damaged { get; } = new(capacity);

    /// <summary>Variables that have been set, on some path.</summary>
    public VariableSet Given { get; } = new(capacity);

    public ReplayState Copy()
    {
        var copy = new ReplayState(capacity);
        copy.UnionWith(this);
        return copy;
    }

    /// <returns>Whether anything has come to it.</returns>
    public bool UnionWith(ReplayState other) => Lost.UnionWith(other.Lost) | Damaged.UnionWith(other.Damaged) | Given.UnionWith(other.Given);
}
