namespace PollGen;

/// <summary>A task whose clean-up had not ended when its executor let it go.</summary>
/// <param name="Name">The coroutine, as type and method; for another future the name of its machine.</param>
/// <param name="Place">
/// Where it waits: the coroutines from the innermost on, one a line, with files and lines where there are symbols. Null when it did not wait: it was
/// running on another thread, or would not say.
/// </param>
public sealed record UnfinishedTask(string Name, string? Place)
{
    /// <inheritdoc/>
    public override string ToString() => Place is null ? $"{Name}, which was not waiting" : $"{Name}, which waits{Environment.NewLine}{Place}";

    internal static string NameOf(Type machine)
    {
        // SumMachine in Counting is the coroutine Counting.Sum.
        const string suffix = "Machine";
        string name = machine.Name.Split('`')[0];
        if (machine.DeclaringType is { } type && name.EndsWith(suffix, StringComparison.Ordinal))
            return $"{type.Name.Split('`')[0]}.{name[..^suffix.Length]}";
        return name;
    }

    internal static TimeoutException LetGo(UnfinishedTask task) =>
        new($"The executor was shut down, and let this task go because its clean-up did not end in time: {task}");
}
