using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

/// <summary>Reads a site page by page.</summary>
public class Crawler
{
    private readonly Site site;
    private readonly Log log;

    public Crawler(Site site, Log log)
    {
        this.site = site;
        this.log = log;
    }

    public int Requests { get; private set; }

    /// <summary>Follows redirections.</summary>
    public async Task<string> GetAsync(string path, CancellationToken cancellationToken)
    {
        for (int hops = 0; hops < 4; hops++)
        {
            Requests++;
            var answer = await site.GetAsync(path, cancellationToken);
            switch (answer)
            {
                case { Status: 200 }:
                    return answer.Body;
                case { Status: 301 or 302, Location: { } location }:
                    log.Add($"-> {location}");
                    path = location;
                    continue;
                default:
                    throw new InvalidDataException($"{path}: {answer.Status}");
            }
        }

        throw new InvalidDataException("too many redirections");
    }

    /// <summary>Everything on the pages of a list, until one is empty.</summary>
    public async Task<List<string>> ListAsync(string path, CancellationToken cancellationToken = default)
    {
        var items = new List<string>();
        string? next = path;
        try
        {
            while (next is not null)
            {
                string body = await GetAsync(next, cancellationToken).ConfigureAwait(false);
                string[] parts = body.Split('|');
                items.AddRange(parts[0].Split(',', StringSplitOptions.RemoveEmptyEntries));
                next = parts.Length > 1 ? parts[1] : null;
            }
        }
        catch (InvalidDataException e)
        {
            await Pause.For();
            log.Add($"stopped: {e.Message}");
        }

        return items;
    }

    /// <summary>The first item that somebody wants.</summary>
    public async Task<string?> FindAsync(string path, Func<string, Task<bool>> isWanted)
    {
        await foreach (string page in site.PagesAsync(path))
        {
            foreach (string item in page.Split(','))
            {
                if (await isWanted(item))
                    return item;
            }
        }

        return null;
    }

    /// <summary>All items once, in their order.</summary>
    public async Task<string> DistinctAsync(string path, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        var result = new List<string>();
        try
        {
            await foreach (var page in site.PagesAsync(path).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (string item in page.Split(','))
                {
                    if (!seen.Add(item))
                        continue;
                    if (item == "end")
                        goto done;
                    result.Add(item);
                }
            }
        }
        finally
        {
            log.Add($"saw {seen.Count}");
        }

    done:
        await Task.Yield();
        return string.Join(" ", result);
    }
}

public static class PagePrograms
{
    private static Crawler Make(Log log) => new(
        new Site(log, new()
        {
            ["/old"] = [new(301, "", "/new")],
            ["/new"] = [new(200, "fresh")],
            ["/loop"] = [new(302, "", "/loop")],
            ["/list"] = [new(200, "a,b|/list2")],
            ["/list2"] = [new(302, "", "/list3")],
            ["/list3"] = [new(200, "c|/gone")],
            ["/items?page=1"] = [new(200, "x,y,x")],
            ["/items?page=2"] = [new(200, "z,y,end,w")],
            ["/items?page=3"] = [new(200, "never")],
        }), log);

    public static async Task<string> Redirected(Log log)
    {
        var crawler = Make(log);
        return $"{await crawler.GetAsync("/old", default)} {crawler.Requests}";
    }

    public static async Task<string> RedirectedForEver(Log log) => await Make(log).GetAsync("/loop", default);

    public static async Task<string> Lists(Log log) => string.Join(",", await Make(log).ListAsync("/list"));

    public static async Task<string> Finds(Log log)
    {
        var crawler = Make(log);
        string? found = await crawler.FindAsync("/items", async item =>
        {
            await Pause.For();
            log.Add($"{item}?");
            return item == "z";
        });
        string? missing = await crawler.FindAsync("/items", item => Task.FromResult(item == "nothing"));
        return $"{found} {missing ?? "none"}";
    }

    public static async Task<string> Distinct(Log log) => await Make(log).DistinctAsync("/items", CancellationToken.None);

    public static async Task<string> DistinctCancelled(Log log)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        try
        {
            return await Make(log).DistinctAsync("/items", source.Token);
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
    }
}
