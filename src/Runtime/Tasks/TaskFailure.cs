using System.Runtime.ExceptionServices;

namespace PollGen;

/// <summary>
/// The exception of a task with a handle. Made only on failure. When it is collected and nobody has taken the exception, every handle was dropped:
/// then it goes to the executor, as that of a detached task.
/// </summary>
internal sealed class TaskFailure(ExceptionDispatchInfo info, IExecutor executor)
{
    private bool isTaken;

    ~TaskFailure()
    {
        if (!isTaken)
            Abandoned.Report(executor, info.SourceException);
    }

    /// <summary>The exception, for somebody who will see to it.</summary>
    internal ExceptionDispatchInfo Take()
    {
        if (!isTaken)
        {
            isTaken = true;
            GC.SuppressFinalize(this);
        }

        return info;
    }
}
