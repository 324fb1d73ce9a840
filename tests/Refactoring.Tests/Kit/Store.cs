namespace PollGen.Refactoring.Tests.Kit;

/// <summary>Rows in memory, changed by transactions.</summary>
public sealed class Store(Log log)
{
    private readonly List<string> rows = [];

    public IReadOnlyList<string> Rows => rows;

    public async Task<Transaction> BeginAsync()
    {
        await Pause.For().ConfigureAwait(false);
        log.Add("begin");
        return new Transaction(this);
    }

    public sealed class Transaction(Store store) : IAsyncDisposable
    {
        private readonly List<string> pending = [];
        private bool isOver;

        public async Task InsertAsync(string row)
        {
            await Pause.For().ConfigureAwait(false);
            if (row.Length == 0)
                throw new ArgumentException("An empty row.", nameof(row));
            pending.Add(row);
        }

        public async Task CommitAsync()
        {
            await Pause.For().ConfigureAwait(false);
            store.rows.AddRange(pending);
            isOver = true;
            store.Log($"commit {pending.Count}");
        }

        public async ValueTask DisposeAsync()
        {
            await Pause.For().ConfigureAwait(false);
            if (!isOver)
                store.Log($"roll back {pending.Count}");
        }
    }

    private void Log(string line) => log.Add(line);
}
