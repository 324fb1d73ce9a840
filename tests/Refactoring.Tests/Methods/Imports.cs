using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

/// <summary>Brings lines of a file into a store, with a mark of how far it is.</summary>
public sealed class Importer(Store store, Log log)
{
    private int position;

    public int Position => position;

    /// <summary>Goes on behind the mark. A line that is wrong is counted and left out; one that cannot be stored ends it.</summary>
    public async Task<(int Imported, int Wrong)> ImportAsync(TextReader lines, int every = 2)
    {
        int imported = 0, wrong = 0, row = 0;
        var transaction = await store.BeginAsync();
        try
        {
            while (await lines.ReadLineAsync() is { } line)
            {
                if (row++ < position)
                    continue;
                if (!TryParse(line, out var value))
                {
                    wrong++;
                    continue;
                }

                await transaction.InsertAsync(value);
                imported++;
                if (imported % every != 0)
                    continue;
                await transaction.CommitAsync();
                await transaction.DisposeAsync();
                position = row;
                log.Add($"mark {position}");
                transaction = await store.BeginAsync();
            }

            await transaction.CommitAsync();
            position = row;
        }
        finally
        {
            await transaction.DisposeAsync();
        }

        return (imported, wrong);
    }

    /// <summary>Again from the mark, as long as it gets further.</summary>
    public async Task<bool> ImportStubbornlyAsync(Func<int, TextReader> open, int attempts)
    {
        for (int attempt = 1; attempt <= attempts; attempt++)
        {
            int before = position;
            using var reader = open(attempt);
            try
            {
                var (imported, _) = await ImportAsync(reader);
                log.Add($"attempt {attempt}: {imported}");
                return true;
            }
            catch (ArgumentException) when (position > before)
            {
                await Pause.For();
                log.Add($"attempt {attempt} came to {position}");
            }
        }

        return false;
    }

    /// <summary>The longest of the lines of several files, which are read by turns.</summary>
    public static async Task<string> LongestAsync(IReadOnlyList<TextReader> files)
    {
        string longest = "";
        var open = new List<TextReader>(files);
        try
        {
            while (open.Count > 0)
            {
                for (int i = open.Count - 1; i >= 0; i--)
                {
                    string? line = await open[i].ReadLineAsync();
                    if (line is null)
                        open.RemoveAt(i);
                    else if (line.Length > longest.Length)
                        longest = line;
                }

                await Task.Yield();
            }
        }
        finally
        {
            foreach (var file in files)
                file.Dispose();
        }

        return longest;
    }

    private static bool TryParse(string line, out string value)
    {
        value = line.Trim('"');
        return line.StartsWith('"');
    }
}

public static class ImportPrograms
{
    public static async Task<string> Imports(Log log)
    {
        var store = new Store(log);
        var result = await new Importer(store, log).ImportAsync(new StringReader("\"a\"\nb\n\"c\"\n\"d\"\n"));
        return $"{result} {string.Join(",", store.Rows)}";
    }

    public static async Task<string> ImportsInTwoGoes(Log log)
    {
        var store = new Store(log);
        var importer = new Importer(store, log);
        bool isDone = await importer.ImportStubbornlyAsync(attempt => new StringReader(attempt == 1 ? "\"a\"\n\"b\"\n\"\"" : "\"a\"\n\"b\"\n\"c\""), 3);
        return $"{isDone} {importer.Position} {string.Join(",", store.Rows)}";
    }

    public static async Task<string> GivesUp(Log log)
    {
        var importer = new Importer(new Store(log), log);
        return $"{await importer.ImportStubbornlyAsync(_ => new StringReader("\"a\"\n\"\""), 3)}";
    }

    public static async Task<string> Longest(Log log)
    {
        string longest = await Importer.LongestAsync([new StringReader("a\nbbb\ncc"), new StringReader("dd"), new StringReader("e\nff\nggg\nhhhh")]);
        log.Add(longest);
        return longest;
    }
}
