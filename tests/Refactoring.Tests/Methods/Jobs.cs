using System.Runtime.CompilerServices;
using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

/// <summary>Something to do, with a name.</summary>
public readonly record struct Job(string Name, int Cost)
{
    /// <summary>Does it in steps.</summary>
    public async Task<int> RunAsync(Log log)
    {
        for (int step = 0; step < Cost; step++)
            await Pause.For();
        log.Add($"{Name} took {Cost}");
        return Cost;
    }
}

/// <summary>Does jobs until it is told to stop.</summary>
public class Worker(Log log)
{
    private readonly Queue<Job> jobs = new();

    protected int Done { get; private set; }

    public void Add(Job job) => jobs.Enqueue(job);

    /// <summary>Runs until the token is signalled, and finishes the job at hand.</summary>
    public async Task<int> RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                stoppingToken.ThrowIfCancellationRequested();
                if (!jobs.TryDequeue(out var job))
                {
                    await IdleAsync(stoppingToken);
                    continue;
                }

                await job.RunAsync(log);
                Done++;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.Add("stopping");
        }
        finally
        {
            await LeaveAsync();
        }

        return Done;
    }

    /// <summary>Runs what is there, in the order of cost, as long as the budget lasts.</summary>
    public async Task<List<string>> RunCheapestAsync(int budget, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        foreach (var (name, cost) in jobs.OrderBy(job => job.Cost).Select(job => (job.Name, job.Cost)))
        {
            if (cost > budget)
            {
                await SkipAsync(name, cancellationToken);
                break;
            }

            budget -= await new Job(name, cost).RunAsync(log);
            names.Add(name);
        }

        return names;
    }

    private async Task IdleAsync(CancellationToken stoppingToken) => await Task.Delay(TimeSpan.FromMinutes(1), stoppingToken);

    // Nobody looks at the token here.
    private async Task SkipAsync(string name, CancellationToken cancellationToken)
    {
        await Pause.For();
        await NoteAsync($"skipped {name}", cancellationToken);
    }

    private async Task NoteAsync(string text, CancellationToken cancellationToken)
    {
        await Task.Delay(1);
        Say(text);
    }

    private async Task LeaveAsync()
    {
        await Pause.For();
        Say($"{jobs.Count} left");
    }

    private void Say(string text, [CallerMemberName] string who = "") => log.Add($"{who}: {text}");
}

public static class Jobs
{
    /// <summary>Runs so many at once; the results come in the order of the jobs.</summary>
    public static async Task<int[]> RunThrottledAsync(IReadOnlyList<Job> jobs, int limit, Log log)
    {
        using var slots = new SemaphoreSlim(limit);
        var running = new List<Task<int>>();
        foreach (var job in jobs)
        {
            await slots.WaitAsync();
            running.Add(Task.Run(async () =>
            {
                try
                {
                    return await job.RunAsync(new Log());
                }
                finally
                {
                    slots.Release();
                }
            }));
        }

        int[] results = await Task.WhenAll(running);
        log.Add($"{results.Length} jobs");
        return results;
    }

    /// <summary>Undoes, in reverse, what was done before a step fails.</summary>
    public static async Task<bool> AllOrNothingAsync(IEnumerable<(Func<Task> Do, Func<Task> Undo)> steps, Log log)
    {
        var done = new Stack<Func<Task>>();
        try
        {
            foreach (var (act, undo) in steps)
            {
                await act();
                done.Push(undo);
            }

            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.Add($"undo because of {e.Message}");
            while (done.TryPop(out var undo))
            {
                try
                {
                    await undo().ConfigureAwait(false);
                }
                catch (Exception again)
                {
                    log.Add($"cannot undo: {again.Message}");
                }
            }

            return false;
        }
    }
}

public static class JobPrograms
{
    public static async Task<string> Works(Log log)
    {
        using var source = new CancellationTokenSource();
        var worker = new Worker(log);
        worker.Add(new Job("a", 2));
        worker.Add(new Job("b", 1));
        source.CancelAfter(200);
        return $"{await worker.RunAsync(source.Token)}";
    }

    public static async Task<string> IsStoppedAtOnce(Log log)
    {
        var worker = new Worker(log);
        worker.Add(new Job("a", 2));
        return $"{await worker.RunAsync(new CancellationToken(canceled: true))}";
    }

    public static async Task<string> Cheapest(Log log)
    {
        var worker = new Worker(log);
        worker.Add(new Job("dear", 5));
        worker.Add(new Job("cheap", 1));
        worker.Add(new Job("fair", 2));
        return string.Join(",", await worker.RunCheapestAsync(6, default));
    }

    public static async Task<string> Throttled(Log log) =>
        string.Join(",", await Jobs.RunThrottledAsync([new Job("a", 3), new Job("b", 1), new Job("c", 2)], 2, log));

    public static async Task<string> Undoes(Log log)
    {
        (Func<Task>, Func<Task>) Step(string name, bool fails = false) => (
            async () =>
            {
                await Pause.For();
                log.Add($"do {name}");
                if (fails)
                    throw new InvalidOperationException(name);
            },
            async () =>
            {
                await Pause.For();
                log.Add($"undo {name}");
                if (name == "b")
                    throw new IOException("stuck");
            });
        bool first = await Jobs.AllOrNothingAsync([Step("x")], log);
        bool second = await Jobs.AllOrNothingAsync([Step("a"), Step("b"), Step("c", fails: true), Step("d")], log);
        return $"{first} {second}";
    }
}
