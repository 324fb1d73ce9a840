using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

/// <summary>A client that logs in when it has to.</summary>
public sealed class ApiClient(Site site, Log log)
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(2);
    private string? session;

    /// <summary>Asks, logs in where that is wanted, and asks again.</summary>
    public async Task<string> GetAsync(string path, CancellationToken cancellationToken = default)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                session ??= await LogInAsync(cancellationToken).ConfigureAwait(false);
                var answer = await site.GetAsync($"{path}#{session}", cancellationToken).ConfigureAwait(false);
                if (answer is { Status: 200, Body: var body })
                    return body;
                throw answer.Status switch
                {
                    401 => new UnauthorizedAccessException(path),
                    503 => new IOException("busy"),
                    var other => new InvalidOperationException($"{path}: {other}"),
                };
            }
            catch (UnauthorizedAccessException) when (attempt == 0)
            {
                log.Add("log in again");
                session = null;
            }
            catch (IOException e) when (attempt < 2)
            {
                log.Add(e.Message);
                await Task.Delay(Wait * (attempt + 1), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<string> LogInAsync(CancellationToken cancellationToken) => (await site.GetAsync("/login", cancellationToken)).Body;

    /// <summary>All at once, in their order.</summary>
    public async Task<string[]> GetAllAsync(params string[] paths)
    {
        session ??= await LogInAsync(default);
        return await Task.WhenAll(paths.Select(path => GetAsync(path)));
    }

    /// <summary>Whichever comes first; the other one is told to stop.</summary>
    public async Task<string> GetFirstAsync(string path, Task<string> other)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            var asked = GetAsync(path, stop.Token);
            var first = await Task.WhenAny(asked, other);
            log.Add(first == other ? "the other" : "the site");
            return await first;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }
}

public static class Downloads
{
    /// <summary>Saves files, tells how far it is, and leaves out what is not there.</summary>
    public static async Task<Dictionary<string, int>> SaveAllAsync(Site site, IEnumerable<string> paths, Func<string, Stream> open, Action<double>? onProgress = null)
    {
        var sizes = new Dictionary<string, int>();
        string[] all = [.. paths];
        for (int i = 0; i < all.Length; i++)
        {
            await using (var file = open(all[i]))
            {
                var answer = await site.GetAsync(all[i]);
                if (answer.Status != 200)
                    continue;
                byte[] content = System.Text.Encoding.UTF8.GetBytes(answer.Body);
                foreach (byte[] part in content.Chunk(4))
                {
                    await file.WriteAsync(part);
                    sizes[all[i]] = sizes.GetValueOrDefault(all[i]) + part.Length;
                }
            }

            onProgress?.Invoke((i + 1) / (double)all.Length);
        }

        return sizes;
    }

    /// <summary>Whether a page has changed; looks again until it has.</summary>
    public static async ValueTask<(int Looks, string Body)> WatchAsync(Site site, string path, TimeSpan pause, CancellationToken cancellationToken)
    {
        string? before = null;
        int looks = 0;
        using var timer = new PeriodicTimer(pause);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            looks++;
            string now = (await site.GetAsync(path, cancellationToken)).Body;
            if (before is not null && now != before)
                return (looks, now);
            before ??= now;
        }

        throw new InvalidOperationException("The timer has ended.");
    }
}

public static class DownloadPrograms
{
    private static Site Make(Log log) => new(log, new()
    {
        ["/login"] = [new(200, "old"), new(200, "new")],
        ["/a#old"] = [new(401, "")],
        ["/a#new"] = [new(503, ""), new(200, "answer a")],
        ["/b#old"] = [new(200, "answer b")],
        ["/c#old"] = [new(200, "answer c")],
        ["/x"] = [new(200, "content of x")],
        ["/y"] = [new(200, "yy")],
        ["/page"] = [new(200, "same"), new(200, "same"), new(200, "changed")],
    });

    public static async Task<string> LogsIn(Log log) => await new ApiClient(Make(log), log).GetAsync("/a");

    public static async Task<string> NotFound(Log log) => await new ApiClient(Make(log), log).GetAsync("/none");

    public static async Task<string> AllAtOnce(Log log)
    {
        var answers = await new ApiClient(Make(new Log()), new Log()).GetAllAsync("/b", "/c");
        log.Add($"{answers.Length} answers");
        return string.Join(",", answers);
    }

    public static async Task<string> First(Log log)
    {
        var client = new ApiClient(Make(new Log()), log);
        string first = await client.GetFirstAsync("/b", new TaskCompletionSource<string>().Task);
        return first + await client.GetFirstAsync("/c", Task.FromResult("at once"));
    }

    public static async Task<string> Saves(Log log)
    {
        var sizes = await Downloads.SaveAllAsync(Make(log), ["/x", "/missing", "/y"], path => new SlowStream(log, []), progress => log.Add($"{progress:P0}"));
        return string.Join(" ", sizes.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    public static async Task<string> Watches(Log log)
    {
        var (looks, body) = await Downloads.WatchAsync(Make(log), "/page", TimeSpan.FromMilliseconds(1), default);
        return $"{looks} {body}";
    }
}
