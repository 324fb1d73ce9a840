namespace PollGen.Refactoring.Tests.Kit;

/// <summary>A service whose first calls fail.</summary>
public sealed class Flaky(Log log, params Exception?[] failures)
{
    private int calls;

    public int Calls => calls;

    public async Task<string> CallAsync(string request, CancellationToken cancellation = default)
    {
        int call = Interlocked.Increment(ref calls);
        log.Add($"call {call}: {request}");
        await Pause.For().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return call <= failures.Length && failures[call - 1] is { } failure ? throw failure : $"{request}!";
    }
}
