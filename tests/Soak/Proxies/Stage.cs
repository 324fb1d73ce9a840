using System.Collections.Concurrent;

namespace PollGen.Soak.Proxies;

/// <summary>A thread on which one proxy after the other runs. With a new thread for each the buffers that .NET's pool keeps for a thread would get lost from the count.</summary>
internal sealed class Stage : IDisposable
{
    private readonly BlockingCollection<Action> acts = [];
    private readonly Thread thread;

    public Stage()
    {
        thread = new Thread(() =>
        {
            foreach (var act in acts.GetConsumingEnumerable())
                act();
        });
        thread.Start();
    }

    /// <summary>Has it run something.</summary>
    /// <returns>Completes when that has ended.</returns>
    public Task Run(Action action)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        acts.Add(() =>
        {
            try
            {
                action();
                end.SetResult();
            }
            catch (Exception e)
            {
                end.SetException(e);
            }
        });
        return end.Task;
    }

    public void Dispose()
    {
        acts.CompleteAdding();
        thread.Join();
        acts.Dispose();
    }
}
