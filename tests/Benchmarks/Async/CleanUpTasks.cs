using PollGen.Benchmarks.Cancelling;

namespace PollGen.Benchmarks.Async;

/// <summary>The three calls with clean-up, as one writes them with <c>async</c>: one token handed down, no catch on the way.</summary>
public static class CleanUpTasks
{
    public static async Task<int> Outer(Account account, CancellationToken token)
    {
        account.Open++;
        try
        {
            return await Middle(account, token);
        }
        finally
        {
            account.Open--;
        }
    }

    private static async Task<int> Middle(Account account, CancellationToken token)
    {
        account.Open++;
        try
        {
            return await Inner(account, token);
        }
        finally
        {
            account.Open--;
        }
    }

    private static async Task<int> Inner(Account account, CancellationToken token)
    {
        account.Open++;
        try
        {
            return await Never(token);
        }
        finally
        {
            account.Open--;
        }
    }

    // Not Task.Delay, which completes on the thread pool: this one is cancelled on the spot, which is faster and can be timed.
    private static Task<int> Never(CancellationToken token)
    {
        var source = new TaskCompletionSource<int>();
        token.UnsafeRegister(static (state, token) => ((TaskCompletionSource<int>)state!).TrySetCanceled(token), source);
        return source.Task;
    }
}
