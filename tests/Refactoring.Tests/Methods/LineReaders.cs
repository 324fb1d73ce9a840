using System.Buffers;
using System.Text;
using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

/// <summary>Reads lines, frames and files off streams.</summary>
public static class LineReaders
{
    /// <summary>Reads to the end and hands on each line.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="onLine">Takes the lines.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> ReadLinesAsync(Stream stream, Action<string> onLine, CancellationToken cancellationToken = default)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(16);
        int length = 0;
        int lines = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    // A line longer than the buffer: a larger one.
                    byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                int count = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    break;
                length += count;
                int start = 0;
                int end;
                while ((end = Array.IndexOf(buffer, (byte)'\n', start, length - start)) >= 0)
                {
                    onLine(Encoding.ASCII.GetString(buffer, start, end - start));
                    lines++;
                    start = end + 1;
                }

                buffer.AsSpan(start, length - start).CopyTo(buffer);
                length -= start;
            }

            if (length > 0)
            {
                onLine(Encoding.ASCII.GetString(buffer, 0, length));
                lines++;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return lines;
    }

    /// <summary>Fills the whole of a buffer.</summary>
    public static async ValueTask FillAsync(Stream stream, Memory<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            int count = await stream.ReadAsync(buffer).ConfigureAwait(false);
            if (count == 0)
                throw new EndOfStreamException($"{buffer.Length} bytes are missing.");
            buffer = buffer[count..];
        }
    }

    /// <summary>Frames: a byte that tells the length, then so many bytes. A length of zero ends them.</summary>
    public static async Task<List<string>> ReadFramesAsync(Stream stream, Log log)
    {
        var frames = new List<string>();
        byte[] header = new byte[1];
        try
        {
            for (; ; )
            {
                await FillAsync(stream, header);
                if (header[0] == 0)
                    return frames;
                byte[] body = ArrayPool<byte>.Shared.Rent(header[0]);
                try
                {
                    await FillAsync(stream, body.AsMemory(0, header[0]));
                    frames.Add(Encoding.ASCII.GetString(body, 0, header[0]));
                    log.Add($"frame {frames[^1]}");
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(body);
                }
            }
        }
        catch (EndOfStreamException) when (frames.Count > 0)
        {
            log.Add("cut off");
            return frames;
        }
    }

    /// <summary>Copies, and reports how far it is.</summary>
    public static async Task<long> CopyAsync(
        Stream source,
        Stream target,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using IMemoryOwner<byte> owner = MemoryPool<byte>.Shared.Rent(8);
        long total = 0;
        int count;
        while ((count = await source.ReadAsync(owner.Memory[..8], cancellationToken)) > 0)
        {
            await target.WriteAsync(owner.Memory[..count], cancellationToken);
            total += count;
            progress?.Report(total);
        }

        await target.FlushAsync(cancellationToken);
        return total;
    }

    /// <summary>Words per line, by a reader that the library has.</summary>
    public static async Task<Dictionary<string, int>> CountWordsAsync(Stream stream)
    {
        var counts = new Dictionary<string, int>();
        using (var reader = new StreamReader(stream, Encoding.ASCII, false, 16, leaveOpen: true))
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                foreach (string word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        return counts;
    }
}

public static class LineReaderPrograms
{
    public static async Task<string> Lines(Log log)
    {
        var stream = new SlowStream(log, "one\ntwo and three, a long line that has to grow\n\nlast"u8.ToArray(), 5);
        int count = await LineReaders.ReadLinesAsync(stream, line => log.Add($"<{line}>"));
        return $"{count} lines";
    }

    public static async Task<string> LinesThatBreak(Log log)
    {
        var stream = new SlowStream(log, "one\ntwo\nthree\nfour\n"u8.ToArray()) { FailsAt = 9 };
        return $"{await LineReaders.ReadLinesAsync(stream, log.Add)}";
    }

    public static async Task<string> LinesThatAreCancelled(Log log)
    {
        using var source = new CancellationTokenSource();
        var stream = new SlowStream(log, "one\ntwo\nthree\nfour\n"u8.ToArray());
        try
        {
            return $"{await LineReaders.ReadLinesAsync(stream, line => { log.Add(line); if (line == "two") source.Cancel(); }, source.Token)}";
        }
        catch (OperationCanceledException e) when (e.CancellationToken == source.Token)
        {
            return "cancelled by us";
        }
    }

    public static async Task<string> Frames(Log log)
    {
        var whole = await LineReaders.ReadFramesAsync(new SlowStream(log, [3, .. "abc"u8, 5, .. "defgh"u8, 0]), log);
        var cut = await LineReaders.ReadFramesAsync(new SlowStream(log, [2, .. "ab"u8, 9, .. "xyz"u8]), log);
        return string.Join(",", whole) + "/" + string.Join(",", cut);
    }

    public static async Task<string> NoFrames(Log log) => string.Join(",", await LineReaders.ReadFramesAsync(new SlowStream(log, [7, 1, 2]), log));

    public static async Task<string> Copy(Log log)
    {
        var target = new SlowStream(log, []);
        long total = await LineReaders.CopyAsync(new SlowStream(log, new byte[20], 6), target, new Reports(log));
        return $"{total} = {target.Written.Length}";
    }

    public static async Task<string> Words(Log log)
    {
        await using var stream = new SlowStream(log, "a b a\nc a\n\nb"u8.ToArray(), 4);
        var counts = await LineReaders.CountWordsAsync(stream);
        return string.Join(" ", counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}{pair.Value}"));
    }

    private sealed class Reports(Log log) : IProgress<long>
    {
        public void Report(long value) => log.Add($"progress {value}");
    }
}
