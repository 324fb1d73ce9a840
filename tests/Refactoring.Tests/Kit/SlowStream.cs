namespace PollGen.Refactoring.Tests.Kit;

/// <summary>A stream over bytes that come a few at a time, each time after a moment. Says when it is read, written and closed.</summary>
public sealed class SlowStream(Log log, byte[] content, int portion = 3) : Stream
{
    private readonly MemoryStream written = new();
    private int position;

    /// <summary>Reading beyond this many bytes fails.</summary>
    public int FailsAt { get; init; } = int.MaxValue;

    public byte[] Written => written.ToArray();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Pause.For().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (position >= FailsAt)
            throw new IOException($"broken at {position}");
        int count = Math.Min(Math.Min(portion, buffer.Length), content.Length - position);
        content.AsMemory(position, count).CopyTo(buffer);
        position += count;
        log.Add($"read {count}");
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Pause.For().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        written.Write(buffer.Span);
        log.Add($"write {buffer.Length}");
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await Pause.For().ConfigureAwait(false);
        log.Add("flush");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await Pause.For().ConfigureAwait(false);
        log.Add("close, awaited");
    }

    protected override void Dispose(bool disposing) => log.Add("close");
}
