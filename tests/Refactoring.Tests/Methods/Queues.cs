using System.Threading.Channels;
using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

/// <summary>A queue that makes its writers wait while it is full.</summary>
public sealed class BoundedQueue<T>(int capacity)
{
    private readonly SemaphoreSlim free = new(capacity, capacity);
    private readonly SemaphoreSlim taken = new(0);
    private readonly Queue<T> items = new();

    public async Task EnqueueAsync(T item, CancellationToken cancellation = default)
    {
        await free.WaitAsync(cancellation).ConfigureAwait(false);
        lock (items)
            items.Enqueue(item);
        taken.Release();
    }

    public async ValueTask<T> DequeueAsync(CancellationToken cancellation = default)
    {
        await taken.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            lock (items)
                return items.Dequeue();
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Takes what is there, up to a limit.</summary>
    public async Task<List<T>> DrainAsync(int limit)
    {
        var drained = new List<T>();
        while (drained.Count < limit && await taken.WaitAsync(0))
        {
            try
            {
                lock (items)
                    drained.Add(items.Dequeue());
            }
            finally
            {
                free.Release();
            }
        }

        return drained;
    }
}

public static class Channels
{
    /// <summary>Groups what comes into batches; the last one may be smaller.</summary>
    public static async Task<int> BatchAsync(ChannelReader<int> reader, int size, Func<List<int>, Task> handle)
    {
        var batch = new List<int>(size);
        int batches = 0;
        try
        {
            while (await reader.WaitToReadAsync())
            {
                while (reader.TryRead(out int item))
                {
                    batch.Add(item);
                    if (batch.Count < size)
                        continue;
                    await handle(batch);
                    batches++;
                    batch.Clear();
                }
            }
        }
        finally
        {
            if (batch.Count > 0)
            {
                await handle(batch);
                batches++;
            }
        }

        return batches;
    }

    /// <summary>Writes the numbers, and completes the channel however that ends.</summary>
    public static async Task WriteAllAsync(ChannelWriter<int> writer, IEnumerable<int> numbers)
    {
        Exception? failure = null;
        try
        {
            foreach (int number in numbers)
                await writer.WriteAsync(number).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }
        finally
        {
            writer.TryComplete(failure);
        }
    }

    /// <summary>The sum of all that comes, with what is above the limit left out.</summary>
    public static async Task<long> SumAsync(ChannelReader<int> reader, int limit, Log log, CancellationToken cancellation = default)
    {
        long sum = 0;
        await foreach (int number in reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            if (number > limit)
                continue;
            await Pause.For();
            sum += number;
            log.Add($"sum {sum}");
        }

        return sum;
    }

    /// <summary>Both sides at once.</summary>
    public static async Task<long> ThroughAsync(IEnumerable<int> numbers, int limit, Log log)
    {
        var channel = Channel.CreateBounded<int>(2);
        Task writing = WriteAllAsync(channel.Writer, numbers);
        long sum = await SumAsync(channel.Reader, limit, log);
        await writing;
        return sum;
    }
}

public static class QueuePrograms
{
    public static async Task<string> Bounded(Log log)
    {
        var queue = new BoundedQueue<int>(2);
        var writing = Task.Run(async () =>
        {
            for (int i = 1; i <= 5; i++)
                await queue.EnqueueAsync(i);
        });
        int sum = 0;
        for (int i = 0; i < 3; i++)
        {
            int item = await queue.DequeueAsync();
            log.Add($"took {item}");
            sum += item;
        }

        await writing;
        return $"{sum} {string.Join(",", await queue.DrainAsync(9))}";
    }

    public static async Task<string> CancelledWhileFull(Log log)
    {
        var queue = new BoundedQueue<string>(1);
        await queue.EnqueueAsync("a");
        using var source = new CancellationTokenSource(5);
        try
        {
            await queue.EnqueueAsync("b", source.Token);
        }
        catch (OperationCanceledException e)
        {
            log.Add($"{e.GetType().Name} {e.CancellationToken == source.Token}");
        }

        return await queue.DequeueAsync();
    }

    public static async Task<string> Batches(Log log)
    {
        var channel = Channel.CreateUnbounded<int>();
        for (int i = 0; i < 7; i++)
            channel.Writer.TryWrite(i);
        channel.Writer.Complete();
        int count = await Channels.BatchAsync(channel.Reader, 3, async batch =>
        {
            string text = string.Join(",", batch);
            await Pause.For();
            log.Add(text);
        });
        return $"{count}";
    }

    public static async Task<string> ABatchThatFails(Log log)
    {
        var channel = Channel.CreateUnbounded<int>();
        channel.Writer.TryWrite(1);
        channel.Writer.Complete(new IOException("source broken"));
        return $"{await Channels.BatchAsync(channel.Reader, 3, async batch => { await Pause.For(); log.Add($"last: {batch.Count}"); })}";
    }

    public static async Task<string> Through(Log log) => $"{await Channels.ThroughAsync([1, 50, 2, 3, 60, 4], 10, log)}";

    public static async Task<string> ThroughFails(Log log) => $"{await Channels.ThroughAsync(Enumerable.Range(0, 4).Select(i => 6 / (2 - i)), 10, log)}";
}
