using PollGen;

namespace LineProtocol;

/// <summary>One connection of the store, as a coroutine: the buffer is part of its future, and the words of a request are spans into that.</summary>
public static partial class PolledSession
{
    [Coroutine]
    public static int Serve(Co co, Feed feed, Ledger ledger)
    {
        Span<byte> buffer = stackalloc byte[Request.MaxSize];
        int length = 0;
        for (int served = 0; ; served++)
        {
            int end;
            while ((end = buffer[..length].IndexOf("\r\n"u8)) < 0)
            {
                length += feed.Read(co, Request.Rest(buffer, length));
            }

            var verb = Request.Word(buffer[..end], 0);
            var key = Request.Word(buffer[..end], 1);
            int used = end + 2;
            if (verb.SequenceEqual("quit"u8))
            {
                return served;
            }

            if (verb.SequenceEqual("set"u8))
            {
                var value = buffer.Slice(used, Request.Number(buffer[..end], 2));
                used += value.Length + 2;
                while (length < used)
                {
                    length += feed.Read(co, Request.Rest(buffer, length));
                }

                ledger.Set(key, value);
            }
            else
            {
                ledger.Get(key);
            }

            buffer[used..length].CopyTo(buffer);
            length -= used;
        }
    }
}
