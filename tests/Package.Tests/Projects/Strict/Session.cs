using System.Globalization;
using PollGen;

namespace Strict;

/// <summary>Bodies of many kinds.</summary>
public static partial class Session
{
    /// <summary>Serves requests until there are none.</summary>
    /// <param name="co">The right to wait.</param>
    /// <param name="requests">They.</param>
    /// <param name="store">Where words are.</param>
    /// <returns>How many had an answer, and the last one.</returns>
    [Coroutine]
    public static (int Count, string? Last) Serve(Co co, IAsyncEnumerable<string> requests, IStore store)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(store);
        var count = 0;
        string? last = null;
        foreach (var request in co.Each(requests))
        {
            try
            {
                if (store.Find(co, request) is { Length: > 0 } answer)
                    (count, last) = (count + 1, answer);
            }
            catch (IOException exception) when (exception.HResult != 0)
            {
                co.Await(Future.Delay(TimeSpan.FromSeconds(1)));
                throw;
            }
            finally
            {
                Note(co, last);
            }
        }

        return (count, last);

        static void Note(Co co, string? text) => co.Await(Task.Delay(text?.Length ?? 0));
    }

    /// <summary>Copies digits.</summary>
    /// <param name="co">The right to wait.</param>
    /// <param name="from">The text.</param>
    /// <param name="into">Where they go.</param>
    /// <returns>How many.</returns>
    [Coroutine]
    public static int Digits(Co co, ReadOnlySpan<char> from, Span<int> into)
    {
        var count = 0;
        foreach (var letter in from)
        {
            if (count == into.Length)
                break;
            if (!char.IsAsciiDigit(letter))
                continue;
            ref var place = ref into[count++];
            co.Await(Future.Yield());
            place = letter - '0';
        }

        return count;
    }

    /// <summary>The first of two.</summary>
    /// <typeparam name="TLeft">One.</typeparam>
    /// <typeparam name="TRight">The other.</typeparam>
    /// <param name="co">The right to wait.</param>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>What came first, as text.</returns>
    [Coroutine]
    public static string First<TLeft, TRight>(Co co, Task<TLeft> left, Task<TRight> right)
        where TLeft : IFormattable
        where TRight : class?
    {
        var won = co.Await(Future.Select(left.AsFuture(), right.AsFuture()));
        return won.IsFirst(out var number) ? number.ToString(null, CultureInfo.InvariantCulture) : "other";
    }

    /// <summary>Waits with a buffer of its own.</summary>
    /// <param name="co">The right to wait.</param>
    /// <param name="stream">What is read.</param>
    /// <returns>The sum.</returns>
    [Coroutine(MaxSize = 256)]
    internal static int Checksum(Co co, TcpStream stream)
    {
        Span<byte> buffer = stackalloc byte[64];
        var sum = 0;
        while (true)
        {
            co.Await(stream.Readable());
            if (!stream.TryRead(buffer, out var count))
                continue;
            if (count == 0)
                return sum;
            foreach (var part in buffer[..count])
                sum = unchecked(sum + part);
        }
    }

    /// <summary>How deep a tree is.</summary>
    /// <param name="co">The right to wait.</param>
    /// <param name="tree">It.</param>
    /// <returns>Zero for none.</returns>
    [Coroutine]
    public static int Depth(Co co, Tree? tree)
    {
        co.Await(Future.Yield());
        return tree is null ? 0 : 1 + Math.Max(Depth(co, tree.Left), Depth(co, tree.Right));
    }
}

/// <summary>A tree.</summary>
/// <param name="Left">One side.</param>
/// <param name="Right">The other.</param>
public sealed record Tree(Tree? Left, Tree? Right);
