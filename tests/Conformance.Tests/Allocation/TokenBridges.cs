namespace PollGen.Conformance.Tests.Allocation;

/// <summary>Coroutines without tokens and with each bridge to them.</summary>
public static partial class TokenBridges
{
    public static int Cleaned { get; private set; }

    [Coroutine]
    public static int Plain(Co co)
    {
        try
        {
            co.Await(Future.Yield());
            return 1;
        }
        finally
        {
            Cleaned++;
        }
    }

    [Coroutine]
    public static int Caller(Co co)
    {
        int sum = 0;
        for (int i = 0; i < 2; i++)
            sum += Plain(co);
        return sum;
    }

    [Coroutine]
    public static int CancelledBy(Co co, CancellationToken token) => co.Await(Plain().CancelledBy(token));

    [Coroutine]
    public static int WithToken(Co co) => co.Await(Future.WithToken(static token => Plain()));

    [Coroutine]
    public static void FromTask(Co co)
    {
        co.Await(Future.FromTask(static token => Task.CompletedTask));
    }
}
