using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

/// <summary>One at a time for each key.</summary>
public sealed class KeyedLock
{
    private readonly Dictionary<string, SemaphoreSlim> gates = [];

    public async Task<T> RunAsync<T>(string key, Func<Task<T>> action)
    {
        SemaphoreSlim? gate;
        lock (gates)
        {
            if (!gates.TryGetValue(key, out gate))
                gates.Add(key, gate = new SemaphoreSlim(1, 1));
        }

        await gate.WaitAsync();
        try
        {
            return await action();
        }
        finally
        {
            gate.Release();
        }
    }
}

/// <summary>Opens when it is told to; who comes before waits.</summary>
public class Gate
{
    private TaskCompletionSource<string> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open(string reason) => opened.TrySetResult(reason);

    public void Break(Exception failure) => opened.TrySetException(failure);

    public async Task<string> PassAsync() => await opened.Task.ConfigureAwait(false);

    /// <summary>Passes several times, closing the gate in between.</summary>
    public async Task<string> PassAgainAsync(int times, Func<int, Task> between, Log log)
    {
        string reasons = "";
        try
        {
            for (int i = 0; i < times; i++)
            {
                reasons += await PassAsync() + " ";
                opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
                await between(i);
            }
        }
        finally
        {
            log.Add($"passed: {reasons}");
        }

        return reasons.TrimEnd();
    }
}

/// <summary>Readers together, a writer alone.</summary>
public sealed class SharedFile(Log log)
{
    private const int Readers = 3;
    private readonly SemaphoreSlim slots = new(Readers, Readers);
    private string content = "";

    public async Task<string> ReadAsync()
    {
        await slots.WaitAsync();
        try
        {
            return await Pause.Then(content);
        }
        finally
        {
            slots.Release();
        }
    }

    public async Task WriteAsync(string text)
    {
        int held = 0;
        try
        {
            for (; held < Readers; held++)
                await slots.WaitAsync();
            await Pause.For();
            content += text;
            log.Add($"content {content}");
        }
        finally
        {
            if (held > 0)
                slots.Release(held);
        }
    }

    /// <summary>The text without waiting, where that is known already.</summary>
    public string Read() => content;

    /// <summary>Appends lines as long as the text stays short.</summary>
    public async Task<int> AppendAsync(IEnumerable<string> lines, int limit)
    {
        int written = 0;
        using var line = lines.GetEnumerator();
        while (line.MoveNext())
        {
            if ((await ReadAsync()).Length + line.Current.Length > limit)
                break;
            await WriteAsync(line.Current);
            written++;
        }

        return written;
    }
}

public static class LockPrograms
{
    public static async Task<string> Keyed(Log log)
    {
        var locks = new KeyedLock();
        int first = await locks.RunAsync("a", async () =>
        {
            await Pause.For();
            log.Add("in a");
            return await locks.RunAsync("b", () => Pause.Then(1));
        });
        try
        {
            await locks.RunAsync<int>("a", () => throw new InvalidOperationException("inside"));
        }
        catch (InvalidOperationException e)
        {
            log.Add(e.Message);
        }

        return $"{first + await locks.RunAsync("a", () => Task.FromResult(2))}";
    }

    public static async Task<string> Passes(Log log)
    {
        var gate = new Gate();
        gate.Open("at first");
        return await gate.PassAgainAsync(3, async i =>
        {
            await Pause.For();
            log.Add($"between {i}");
            gate.Open($"then {i}");
        }, log);
    }

    public static async Task<string> IsBroken(Log log)
    {
        var gate = new Gate();
        gate.Open("once");
        return await gate.PassAgainAsync(3, i =>
        {
            gate.Break(new IOException($"broken {i}"));
            return Task.CompletedTask;
        }, log);
    }

    public static async Task<string> SharesAFile(Log log)
    {
        var file = new SharedFile(log);
        int written = await file.AppendAsync(["ab", "cd", "efgh", "ij"], 7);
        return $"{written} {file.Read()} {await file.ReadAsync()}";
    }
}
