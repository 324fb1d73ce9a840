using System.Diagnostics;

namespace PollGen.Fuzzing.Running;

/// <summary>Runs the programs of an assembly in a process that is replaced when it dies or hangs.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>What the result of a program begins with that does not even run directly: .NET's own compiler failed on it, say.</summary>
    public const string DirectlyLost = "directly, ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private Process? process;
    private BinaryReader? reader;
    private BinaryWriter? writer;

    /// <summary>What was wrong with each program; nothing where all was right.</summary>
    /// <param name="image">The assembly.</param>
    /// <param name="skipped">Programs in it that are not to be run.</param>
    public IReadOnlyDictionary<string, string> Run(byte[] image, IEnumerable<string> skipped)
    {
        var results = new Dictionary<string, string>();
        while (!TryRun(image, [.. skipped], results))
        {
        }

        return results;
    }

    public void Dispose() => Stop();

    private bool TryRun(byte[] image, IReadOnlyList<string> skipped, Dictionary<string, string> results)
    {
        if (process is null)
            Start();
        string running = "";
        bool hasRunDirectly = false;
        try
        {
            writer!.Write(image.Length);
            writer.Write(image);
            writer.Write(string.Join(' ', results.Keys.Concat(skipped)));
            writer.Flush();
            while (true)
            {
                running = "";
                running = Read();
                if (running.Length == 0)
                    return true;
                hasRunDirectly = false;
                Read();
                hasRunDirectly = true;
                results[running] = Read();
            }
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            Stop();
            if (running.Length == 0)
                throw new InvalidOperationException("The worker ended outside of a program.", e);
            results[running] = (hasRunDirectly ? "polled, " : DirectlyLost) + (e is TimeoutException ? "it does not end" : "the process died");
            return false;
        }
    }

    private string Read()
    {
        var read = Task.Run(reader!.ReadString);
        try
        {
            return read.Wait(Patience) ? read.Result : throw new TimeoutException();
        }
        catch (AggregateException e) when (e.InnerException is IOException)
        {
            throw e.InnerException;
        }
    }

    private void Start()
    {
        process = Process.Start(new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, Worker.Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        reader = new BinaryReader(process.StandardOutput.BaseStream);
        writer = new BinaryWriter(process.StandardInput.BaseStream);
    }

    private void Stop()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
        process = null;
    }
}
