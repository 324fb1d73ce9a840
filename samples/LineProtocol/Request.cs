using System.Buffers.Text;

namespace LineProtocol;

/// <summary>
/// The protocol, as memcached would have it: <c>set key size</c>, a line with that many bytes of data, <c>get key</c>, <c>quit</c>; lines end with CR LF.
/// What these methods give is a part of what they are given: their source shows it, so a coroutine may keep it.
/// </summary>
public static class Request
{
    /// <summary>The longest request, with its data.</summary>
    public const int MaxSize = 256;

    public static Span<byte> Word(Span<byte> line, int number)
    {
        var (start, length) = Find(line, number);
        return line.Slice(start, length);
    }

    public static Memory<byte> Word(Memory<byte> line, int number)
    {
        var (start, length) = Find(line.Span, number);
        return line.Slice(start, length);
    }

    /// <exception cref="InvalidDataException">It is no number, or too large.</exception>
    public static int Number(ReadOnlySpan<byte> line, int number)
    {
        var (start, length) = Find(line, number);
        return Utf8Parser.TryParse(line.Slice(start, length), out int value, out _) && value is >= 0 and <= MaxSize / 2
            ? value
            : throw new InvalidDataException("The size is no number, or too large.");
    }

    /// <summary>The room that is left in a buffer.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static Span<byte> Rest(Span<byte> buffer, int length) => length < buffer.Length ? buffer[length..] : throw new InvalidDataException("The request is too long.");

    public static Memory<byte> Rest(Memory<byte> buffer, int length) => length < buffer.Length ? buffer[length..] : throw new InvalidDataException("The request is too long.");

    private static (int Start, int Length) Find(ReadOnlySpan<byte> line, int number)
    {
        int start = 0;
        for (; number > 0; number--)
        {
            int space = line[start..].IndexOf((byte)' ');
            if (space < 0)
            {
                return (line.Length, 0);
            }

            start += space + 1;
        }

        int length = line[start..].IndexOf((byte)' ');
        return (start, length < 0 ? line.Length - start : length);
    }
}
