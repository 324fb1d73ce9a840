// Written by src/Arities from a template: change it there, and run it.
using System.Diagnostics.CodeAnalysis;

namespace PollGen;

/// <summary>Which of two futures was the first, and what it gave: the result of <c>Future.Select</c>.</summary>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
public readonly struct Selected<T1, T2> : IHoldsResults
{
    // 1 is the first, so that default says: none.
    private readonly byte number;
    private readonly T1 first;
    private readonly T2 second;

    private Selected(byte number, T1 first, T2 second)
    {
        this.number = number;
        this.first = first;
        this.second = second;
    }

    /// <summary>The place of the future among the arguments, from 0 on; -1 for <c>default</c>.</summary>
    public int Index => number - 1;

    /// <summary>Whether the first future was the one.</summary>
    /// <param name="result">Its result, if so.</param>
    /// <returns>True if so.</returns>
    public bool IsFirst([MaybeNullWhen(false)] out T1 result)
    {
        result = first;
        return number == 1;
    }

    /// <summary>Whether the second future was the one.</summary>
    /// <param name="result">Its result, if so.</param>
    /// <returns>True if so.</returns>
    public bool IsSecond([MaybeNullWhen(false)] out T2 result)
    {
        result = second;
        return number == 2;
    }

    /// <inheritdoc/>
    public override string ToString() => number switch
    {
        1 => $"first: {first}",
        2 => $"second: {second}",
        _ => "none",
    };

    internal static Selected<T1, T2> OfFirst(T1 result) => new(1, result, default!);

    internal static Selected<T1, T2> OfSecond(T2 result) => new(2, default!, result);

    void IHoldsResults.Dispose(ref ChildrenState state)
    {
        switch (number)
        {
            case 1:
                HeldResult.Dispose(first, ref state);
                break;
            case 2:
                HeldResult.Dispose(second, ref state);
                break;
        }
    }
}
