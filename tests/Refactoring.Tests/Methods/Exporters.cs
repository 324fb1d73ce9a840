using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

/// <summary>Takes rows somewhere.</summary>
public interface IExporter
{
    /// <summary>Takes rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>How many were taken.</returns>
    Task<int> ExportAsync(IReadOnlyList<string> rows, CancellationToken token = default);
}

/// <summary>What exporters have in common: they open, write row by row, and close, whatever happens.</summary>
public abstract class Exporter(Log log) : IExporter
{
    protected Log Log => log;

    public virtual async Task<int> ExportAsync(IReadOnlyList<string> rows, CancellationToken token = default)
    {
        int written = 0;
        await OpenAsync();
        try
        {
            foreach (string row in rows)
            {
                token.ThrowIfCancellationRequested();
                written += await WriteAsync(row);
            }
        }
        finally
        {
            await CloseAsync();
        }

        return written;
    }

    protected virtual Task<int> OpenAsync() => Pause.Then(1);

    protected abstract Task<int> WriteAsync(string row);

    protected virtual async Task CloseAsync()
    {
        for (int i = 0; i < 2; i++)
        {
            try
            {
                await Pause.For();
            }
            finally
            {
                log.Add($"closed {i}");
            }
        }
    }
}

public class LineExporter(Log log) : Exporter(log)
{
    protected override async Task<int> WriteAsync(string row)
    {
        foreach (char letter in row)
        {
            await using var resource = await Resource.OpenAsync(Log, $"letter {letter}");
            await resource.AskAsync("write");
        }

        return row.Length > 0 ? 1 : throw new InvalidDataException("an empty row");
    }
}

public sealed class QuietExporter(Log log) : LineExporter(log)
{
    protected override Task<int> OpenAsync() => Task.FromResult(0);

    protected sealed override async Task CloseAsync()
    {
        await base.CloseAsync();
        Log.Add("quiet");
    }
}

/// <summary>Tries again what another exporter does not take.</summary>
public sealed class StubbornExporter(IExporter inner, Log log) : IExporter
{
    public async Task<int> ExportAsync(IReadOnlyList<string> rows, CancellationToken token = default)
    {
        int all = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            try
            {
                all += await inner.ExportAsync([rows[i]], token);
            }
            catch (InvalidDataException e)
            {
                log.Add($"again: {e.Message}");
                all += await inner.ExportAsync(["instead"], token);
            }
        }

        return all;
    }
}

public static class ExporterPrograms
{
    public static async Task<string> Lines(Log log) => $"{await new LineExporter(log).ExportAsync(["ab", "c"])}";

    public static async Task<string> Quietly(Log log)
    {
        IExporter exporter = new QuietExporter(log);
        return $"{await exporter.ExportAsync(["a"])} {await exporter.ExportAsync([])}";
    }

    public static async Task<string> Fails(Log log)
    {
        Exporter exporter = new LineExporter(log);
        return $"{await exporter.ExportAsync(["a", "", "b"])}";
    }

    public static async Task<string> Stubbornly(Log log) => $"{await new StubbornExporter(new QuietExporter(log), log).ExportAsync(["a", "", "b"])}";

    public static async Task<string> IsStopped(Log log)
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        try
        {
            return $"{await new LineExporter(log).ExportAsync(["a"], stop.Token)}";
        }
        catch (OperationCanceledException)
        {
            return "stopped";
        }
    }
}
