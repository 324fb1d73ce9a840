namespace PollGen.Conformance.Tests.Examples;

/// <summary>The examples in the docs of tasks, groups and tokens, as they stand there. A test compares them.</summary>
public static partial class TaskExamples
{
    [Coroutine]
    static int Total(Co co, Uri[] pages) => co.Await(TaskGroup.Run(pages, static (group, pages) => Total(group, pages)));

    [Coroutine]
    static int Total(Co co, TaskGroup group, Uri[] pages)
    {
        var lengths = pages.Select(page => group.Spawn(Length(page))).ToArray();    // all at once
        int total = 0;
        foreach (var length in lengths)
            total += co.Await(length);
        return total;
    }

    public static async Task Host(ThreadPoolExecutor executor, string listener, CancellationToken stoppingToken)
    {
        // In an async method of a host that gives us a token:
        await executor.Spawn(Serve(listener).CancelledBy(stoppingToken));
    }

    [Coroutine]
    public static string Fetch(Co co, Browser http, Uri url)
    {
        string page = co.Await(Future.FromTask(token => http.GetStringAsync(url, token)));
        return page;
    }

    [Coroutine]
    public static void WatchFolder(Co co, List<string> folder)
    {
        co.Await(Future.WithToken(token => Watch(folder, token)));
    }

    [Coroutine]
    public static void StopTask(Co co, JoinHandle<Unit> handle, Log log)
    {
        var end = co.Await(handle.Stop());
        if (end.Exception is { } failure)
            log.Write(failure);
    }

    public static void Shutdown(LocalExecutor executor)
    {
        if (!executor.Shutdown(TimeSpan.FromSeconds(5), out var unfinished))
            Console.Error.WriteLine(string.Join(Environment.NewLine, unfinished));
    }

    [Coroutine]
    public static int TotalOf(Co co, Uri[] pages) => Total(co, pages);

    [Coroutine]
    private static int Length(Co co, Uri page)
    {
        co.Await(Future.Yield());
        return page.OriginalString.Length;
    }

    [Coroutine]
    private static void Serve(Co co, string listener)
    {
        co.Await(Future.Never());
        throw new InvalidOperationException(listener);
    }

    [Coroutine]
    private static void Watch(Co co, List<string> folder, CancellationToken token)
    {
        using var registration = token.Register(() => folder.Add("signalled"));
        try
        {
            co.Await(Future.Never());
        }
        finally
        {
            folder.Add($"over, {token.IsCancellationRequested}");
        }
    }

    public sealed class Browser
    {
        public bool IsStopped { get; private set; }

        public async Task<string> GetStringAsync(Uri url, CancellationToken token)
        {
            try
            {
                await Task.Delay(url.OriginalString.Length > 20 ? System.Threading.Timeout.Infinite : 1, token);
                return url.OriginalString;
            }
            catch (OperationCanceledException)
            {
                IsStopped = true;
                throw;
            }
        }
    }

    public sealed class Log
    {
        public List<Exception> Entries { get; } = [];

        public void Write(Exception exception) => Entries.Add(exception);
    }
}
