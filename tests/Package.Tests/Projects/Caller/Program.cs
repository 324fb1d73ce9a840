using Ledgers;
using PollGen;

using var executor = new LocalExecutor();
Console.WriteLine($"{Ledger.Read(Co.Blocking, 5)} {executor.Run(Ledger.Read(5))} {await executor.RunTo(new Ledger(1).Add(2))}");

internal static class Extensions
{
    public static async Task<int> RunTo(this LocalExecutor executor, BoxedFuture<int> future)
    {
        var handle = executor.Spawn(future.AsFuture());
        executor.RunUntilIdle();
        return await handle;
    }
}
