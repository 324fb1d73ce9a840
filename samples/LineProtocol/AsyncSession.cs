using System.Buffers;

namespace LineProtocol;

/// <summary>The same connection with async: the buffer is rented, and the words of a request are memories, since no span may live across an await.</summary>
public static class AsyncSession
{
    public static async Task<int> Serve(Feed feed, Ledger ledger)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Request.MaxSize);
        try
        {
            Memory<byte> buffer = rented.AsMemory(0, Request.MaxSize);
            int length = 0;
            for (int served = 0; ; served++)
            {
                int end;
                while ((end = buffer.Span[..length].IndexOf("\r\n"u8)) < 0)
                {
                    length += await feed.ReadAsync(Request.Rest(buffer, length)).ConfigureAwait(false);
                }

                Memory<byte> verb = Request.Word(buffer[..end], 0);
                Memory<byte> key = Request.Word(buffer[..end], 1);
                int used = end + 2;
                if (verb.Span.SequenceEqual("quit"u8))
                {
                    return served;
                }

                if (verb.Span.SequenceEqual("set"u8))
                {
                    Memory<byte> value = buffer.Slice(used, Request.Number(buffer.Span[..end], 2));
                    used += value.Length + 2;
                    while (length < used)
                    {
                        length += await feed.ReadAsync(Request.Rest(buffer, length)).ConfigureAwait(false);
                    }

                    ledger.Set(key.Span, value.Span);
                }
                else
                {
                    ledger.Get(key.Span);
                }

                buffer[used..length].CopyTo(buffer);
                length -= used;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
