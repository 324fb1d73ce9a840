using PollGen.Benchmarks.Leaves;

namespace PollGen.Benchmarks.Polled;

/// <summary>Reads headers into a buffer of its own and keeps spans into it across the reads.</summary>
public static partial class Frames
{
    [Coroutine]
    public static int Sum(Co co, Conn c, int frames)
    {
        int total = 0;
        c.Locks++;
        try
        {
            Span<byte> header = stackalloc byte[16];
            var body = header[4..];
            for (int i = 0; i < frames; i++)
            {
                ReadExactly(co, c, header);
                total += header[0] + body[2];
            }
        }
        finally
        {
            c.Locks--;
        }

        return total;
    }

    [Coroutine]
    public static int ReadExactly(Co co, Conn c, Span<byte> buffer)
    {
        int got = 0;
        while (got < buffer.Length)
            got += Read(co, c, buffer[got..]);
        return got;
    }

    [Coroutine]
    public static int Read(Co co, Conn c, Span<byte> buffer)
    {
        co.Await(new Arrival(c));
        return c.Take(buffer);
    }
}
