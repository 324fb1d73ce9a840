namespace PollGen;

/// <summary>
/// What other threads ask of an executor besides waking: to cancel a task, or to take an exception. Rare, so one small
/// object each.
/// </summary>
internal sealed class ExecutorRequest(SpawnedTask? cancel, Exception? report)
{
    internal SpawnedTask? Cancel => cancel;

    internal Exception? Report => report;

    internal ExecutorRequest? Next { get; set; }

    /// <summary>Turns a stack of requests into the order of their coming.</summary>
    internal static ExecutorRequest? Reversed(ExecutorRequest? stack)
    {
        ExecutorRequest? reversed = null;
        while (stack is not null)
        {
            ExecutorRequest? next = stack.Next;
            stack.Next = reversed;
            reversed = stack;
            stack = next;
        }

        return reversed;
    }
}
