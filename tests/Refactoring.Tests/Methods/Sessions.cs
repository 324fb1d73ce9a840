using System.Text;
using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

/// <summary>A server that takes messages line by line.</summary>
public sealed class MailSession : IAsyncDisposable
{
    private readonly Stream stream;
    private readonly Log log;
    private readonly byte[] one = new byte[1];

    public MailSession(Stream stream, Log log) => (this.stream, this.log) = (stream, log);

    private enum Stage
    {
        Greeting,
        Ready,
        Message,
    }

    /// <summary>Talks until the other side says so or goes.</summary>
    public async Task<List<string>> ServeAsync(CancellationToken ct = default)
    {
        var messages = new List<string>();
        var stage = Stage.Greeting;
        StringBuilder? text = null;
        await SayAsync("220 ready", ct);
        while (await ReadLineAsync(ct) is { } line)
        {
            try
            {
                switch (stage, line.Split(' ')[0])
                {
                    case (Stage.Greeting, "HELO"):
                        stage = Stage.Ready;
                        await SayAsync("250 hello", ct);
                        break;
                    case (Stage.Ready, "DATA"):
                        text = new StringBuilder();
                        stage = Stage.Message;
                        await SayAsync("354 go on", ct);
                        break;
                    case (Stage.Message, "."):
                        messages.Add(text!.ToString());
                        stage = Stage.Ready;
                        await SayAsync("250 taken", ct);
                        break;
                    case (Stage.Message, _):
                        text!.Append(line).Append('/');
                        break;
                    case (Stage.Ready, "NOOP"):
                        await SayAsync("250 ok", ct);
                        break;
                    case (_, "QUIT"):
                        return messages;
                    default:
                        throw new InvalidDataException(line);
                }
            }
            catch (InvalidDataException e)
            {
                await SayAsync($"500 what is '{e.Message}'?", ct);
            }
        }

        log.Add("the other side has gone");
        return messages;
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        log.Add("session over");
    }

    private async Task SayAsync(string line, CancellationToken ct)
    {
        log.Add(line);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\n"), ct).ConfigureAwait(false);
    }

    private async Task<string?> ReadLineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            int count = await stream.ReadAsync(one, ct).ConfigureAwait(false);
            if (count == 0)
                return line.Length == 0 ? null : line.ToString();
            if (one[0] == '\n')
                return line.ToString();
            line.Append((char)one[0]);
        }
    }
}

/// <summary>Text in chunks: the length in a line, then so many characters; a length of zero ends it.</summary>
public static class Chunks
{
    public static async Task<string> DecodeAsync(TextReader reader, Log log)
    {
        var text = new StringBuilder();
        char[] buffer = new char[8];
        using (reader)
        {
            while (int.TryParse(await reader.ReadLineAsync(), out int length) && length > 0)
            {
                while (length > 0)
                {
                    int count = await reader.ReadAsync(buffer.AsMemory(0, Math.Min(length, buffer.Length)));
                    text.Append(buffer, 0, count > 0 ? count : throw new EndOfStreamException($"{length} missing"));
                    length -= count;
                }

                log.Add($"so far {text}");
                await reader.ReadLineAsync();
            }
        }

        return text.ToString();
    }

    public static async Task EncodeAsync(TextWriter writer, string text, int size)
    {
        try
        {
            for (int start = 0; start < text.Length; start += size)
            {
                string part = text.Substring(start, Math.Min(size, text.Length - start));
                await writer.WriteLineAsync(part.Length.ToString());
                await writer.WriteLineAsync(part);
            }
        }
        finally
        {
            await writer.WriteLineAsync("0");
            await writer.FlushAsync();
        }
    }

    /// <summary>There and back.</summary>
    public static Task<string> RoundTripAsync(string text, Log log) => RoundTripAsync(text, 3, log);

    public static async Task<string> RoundTripAsync(string text, int size, Log log)
    {
        await using var writer = new StringWriter { NewLine = "\n" };
        await EncodeAsync(writer, text, size);
        return await DecodeAsync(new StringReader(writer.ToString()), log);
    }
}

public static class SessionPrograms
{
    public static async Task<string> Mails(Log log)
    {
        string said = "NOOP\nHELO me\nDATA\nfirst\nsecond\n.\nDATA\n.\nNOOP\nQUIT\nnever\n";
        await using var session = new MailSession(new SlowStream(new Log(), Encoding.ASCII.GetBytes(said)), log);
        var messages = await session.ServeAsync();
        return string.Join(" ", messages);
    }

    public static async Task<string> MailsBreakOff(Log log)
    {
        await using var session = new MailSession(new SlowStream(log, "HELO\nDATA\nx"u8.ToArray()), log);
        return $"{(await session.ServeAsync(CancellationToken.None)).Count}";
    }

    public static async Task<string> MailsFail(Log log)
    {
        await using (var session = new MailSession(new SlowStream(log, "HELO\nNOOP\n"u8.ToArray()) { FailsAt = 6 }, log))
            return $"{(await session.ServeAsync()).Count}";
    }

    public static async Task<string> RoundTrips(Log log) => await Chunks.RoundTripAsync("hello world", log) + await Chunks.RoundTripAsync("more than the buffer holds", 20, log);

    public static async Task<string> CutOff(Log log) => await Chunks.DecodeAsync(new StringReader("3\nabc\n5\nde"), log);
}
