using PollGen.Benchmarks.Cancelling;

namespace PollGen.Benchmarks.Polled;

/// <summary>Three calls, each with clean-up of its own around the one below.</summary>
public static partial class CleanUp
{
    [Coroutine]
    public static int Outer(Co co, Account account)
    {
        account.Open++;
        try
        {
            return Middle(co, account);
        }
        finally
        {
            account.Open--;
        }
    }

    [Coroutine]
    public static int Middle(Co co, Account account)
    {
        account.Open++;
        try
        {
            return Inner(co, account);
        }
        finally
        {
            account.Open--;
        }
    }

    [Coroutine]
    public static int Inner(Co co, Account account)
    {
        account.Open++;
        try
        {
            co.Await(Future.Delay(Timeout.InfiniteTimeSpan));
            return 1;
        }
        finally
        {
            account.Open--;
        }
    }
}
