namespace PollGen;

internal static class AmbientState
{
    /// <summary>The calling thread's <c>AsyncLocal</c> values, also while their flow is suppressed.</summary>
    internal static ExecutionContext Capture()
    {
        if (ExecutionContext.Capture() is { } context)
            return context;
        context = CaptureResumed();
        ExecutionContext.SuppressFlow();
        return context;
    }

    /// <summary>The same, but ends the suppression.</summary>
    internal static ExecutionContext CaptureResumed()
    {
        if (ExecutionContext.IsFlowSuppressed())
            ExecutionContext.RestoreFlow();
        return ExecutionContext.Capture()!;
    }
}
