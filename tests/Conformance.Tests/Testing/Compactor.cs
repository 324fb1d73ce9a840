namespace PollGen.Conformance.Tests.Testing;

/// <summary>A thread that compacts the heap again and again, beside whatever else runs, until it is disposed.</summary>
public sealed class Compactor : IDisposable
{
    private readonly Thread thread;
    private volatile bool isStopping;
    private volatile int compactions;

    public Compactor()
    {
        thread = new Thread(Run);
        thread.Start();
    }

    /// <summary>How often so far.</summary>
    public int Compactions => compactions;

    public void Dispose()
    {
        isStopping = true;
        thread.Join();
    }

    private void Run()
    {
        while (!isStopping)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            compactions++;
            // A thread that is stopped for a collection needs a moment to go on; without it the next one would stop it there.
            Thread.Sleep(1);
        }
    }
}
