namespace PollGen.Refactoring.Tests.Kit;

/// <summary>A resource that is opened and closed asynchronously, and says so.</summary>
public sealed class Resource : IAsyncDisposable
{
    private readonly Log log;

    private Resource(Log log, string name)
    {
        this.log = log;
        Name = name;
    }

    public string Name { get; }

    public static async Task<Resource> OpenAsync(Log log, string name, CancellationToken cancellation = default)
    {
        await Pause.For().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        log.Add($"open {name}");
        return new Resource(log, name);
    }

    public async Task<string> AskAsync(string question)
    {
        await Pause.For().ConfigureAwait(false);
        log.Add($"{Name}: {question}");
        return question.Contains("bad", StringComparison.Ordinal) ? throw new InvalidOperationException($"{Name} refuses {question}") : $"{Name}({question})";
    }

    public async ValueTask DisposeAsync()
    {
        await Pause.For().ConfigureAwait(false);
        log.Add($"close {Name}");
    }
}
