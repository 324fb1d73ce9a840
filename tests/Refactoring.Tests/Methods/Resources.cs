using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

public static class Resources
{
    /// <summary>Asks one after the other, each with a connection of its own.</summary>
    public static async Task<string> AskEachAsync(Log log, params string[] names)
    {
        string all = "";
        foreach (string name in names)
        {
            await using var connection = await Resource.OpenAsync(log, name);
            all += await connection.AskAsync("hello") + ";";
        }

        return all;
    }

    /// <summary>Two at once, closed in reverse, and asked by turns.</summary>
    public static async Task<int> AlternateAsync(Log log, int rounds)
    {
        int answers = 0;
        await using Resource left = await Resource.OpenAsync(log, "left"), right = await Resource.OpenAsync(log, "right");
        for (int round = 0; round < rounds; round++)
        {
            await left.AskAsync($"{round}").ConfigureAwait(false);
            await right.AskAsync($"{round}").ConfigureAwait(false);
            answers += 2;
        }

        return answers;
    }

    /// <summary>Saves rows, all or none.</summary>
    public static async Task<bool> SaveAsync(Store store, IEnumerable<string> rows, Log log)
    {
        try
        {
            await using (var transaction = await store.BeginAsync())
            {
                foreach (string row in rows)
                    await transaction.InsertAsync(row);
                await transaction.CommitAsync();
            }

            return true;
        }
        catch (ArgumentException e)
        {
            log.Add(e.ParamName!);
            return false;
        }
    }

    /// <summary>Saves in transactions of a size, and goes on behind one that fails.</summary>
    public static async Task<int> SaveInBatchesAsync(Store store, string[] rows, int size, Log log)
    {
        int failed = 0;
        for (int start = 0; start < rows.Length; start += size)
        {
            if (!await SaveAsync(store, rows.Skip(start).Take(size), log))
                failed++;
        }

        return failed;
    }

    /// <summary>Uses what it is handed, and closes it in any case; null stands for nothing.</summary>
    public static async Task<string> UseAsync(Resource? resource, string[] questions)
    {
        string last = "";
        await using (resource)
        {
            if (resource is null)
                return "nothing";
            for (int i = 0; i < questions.Length; i++)
                last = await resource.AskAsync(questions[i]);
        }

        return last;
    }

    /// <summary>Closed without going back to where it was called from.</summary>
    public static async Task<string> CopyToAsync(SlowStream source, Log log)
    {
        var target = new MemoryStream();
        await using (target.ConfigureAwait(false))
        {
            await using var closing = source.ConfigureAwait(false);
            byte[] buffer = new byte[4];
            for (int count; (count = await source.ReadAsync(buffer).ConfigureAwait(false)) != 0;)
                await target.WriteAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
            log.Add($"copied {target.Length}");
        }

        return target.CanWrite ? "open" : "closed";
    }
}

public static class ResourcePrograms
{
    public static async Task<string> AsksEach(Log log) => await Resources.AskEachAsync(log, "a", "b");

    public static async Task<string> Alternates(Log log) => $"{await Resources.AlternateAsync(log, 2)}";

    public static async Task<string> Saves(Log log)
    {
        var store = new Store(log);
        int failed = await Resources.SaveInBatchesAsync(store, ["a", "b", "c", "", "d", "e", "f"], 2, log);
        return $"{failed}: {string.Join(",", store.Rows)}";
    }

    public static async Task<string> Uses(Log log)
    {
        string nothing = await Resources.UseAsync(null, ["x"]);
        string something = await Resources.UseAsync(await Resource.OpenAsync(log, "one"), ["x", "y"]);
        return $"{nothing} {something}";
    }

    public static async Task<string> Fails(Log log) => await Resources.UseAsync(await Resource.OpenAsync(log, "two"), ["good", "bad", "never"]);

    public static async Task<string> Copies(Log log) => await Resources.CopyToAsync(new SlowStream(log, new byte[9]), log);
}
