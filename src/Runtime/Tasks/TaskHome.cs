using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>
/// What a task seldom has of its own, behind one reference: its executor, its ambient state, and the exception that it
/// ends with while clean-up is pending. Immutable; shared by all tasks with the same content.
/// </summary>
internal sealed class TaskHome(IExecutor executor, ExecutionContext context, ExceptionDispatchInfo? failure = null)
{
    internal IExecutor Executor => executor;

    /// <summary>The <c>AsyncLocal</c> values that the task sees.</summary>
    internal ExecutionContext Context => context;

    internal ExceptionDispatchInfo? Failure => failure;
}
