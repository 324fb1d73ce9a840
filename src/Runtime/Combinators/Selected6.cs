// Written by src/Arities from a template: change it there, and run it.
using System.Diagnostics.CodeAnalysis;

namespace PollGen;

/// <summary>Which of six futures was the first, and what it gave: the result of <c>Future.Select</c>.</summary>
/// <typeparam name="T1">The first result.</typeparam>
/// <typeparam name="T2">The second result.</typeparam>
/// <typeparam name="T3">The third result.</typeparam>
/// <typeparam name="T4">The fourth result.</typeparam>
/// <typeparam name="T5">The fifth result.</typeparam>
/// <typeparam name="T6">The sixth result.</typeparam>
public readonly struct Selected<T1, T2, T3, T4, T5, T6> : IHoldsResults
{
    // 1 is the first, so that default says: none.
    private readonly byte number;
    private readonly T1 first;
    private readonly T2 second;
    private readonly T3 third;
    private readonly T4 fourth;
    private readonly T5 fifth;
    private readonly T6 sixth;

    private Selected(byte number, T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth)
    {
        this.number = number;
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
        this.fifth = fifth;
        this.sixth = sixth;
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

    /// <summary>Whether the third future was the one.</summary>
    /// <param name="result">Its result, if so.</param>
    /// <returns>True if so.</returns>
    public bool IsThird([MaybeNullWhen(false)] out T3 result)
    {
        result = third;
        return number == 3;
    }

    /// <summary>Whether the fourth future was the one.</summary>
    /// <param name="result">Its result, if so.</param>
    /// <returns>True if so.</returns>
    public bool IsFourth([MaybeNullWhen(false)] out T4 result)
    {
        result = fourth;
        return number == 4;
    }

    /// <summary>Whether the fifth future was the one.</summary>
    /// <param name="result">Its result, if so.</param>
    /// <returns>True if so.</returns>
    public bool IsFifth([MaybeNullWhen(false)] out T5 result)
    {
        result = fifth;
        return number == 5;
    }

    /// <summary>Whether the sixth future was the one.</summary>
    /// <param name="result">Its result, if so.</param>
    /// <returns>True if so.</returns>
    public bool IsSixth([MaybeNullWhen(false)] out T6 result)
    {
        result = sixth;
        return number == 6;
    }

    /// <inheritdoc/>
    public override string ToString() => number switch
    {
        1 => $"first: {first}",
        2 => $"second: {second}",
        3 => $"third: {third}",
        4 => $"fourth: {fourth}",
        5 => $"fifth: {fifth}",
        6 => $"sixth: {sixth}",
        _ => "none",
    };

    internal static Selected<T1, T2, T3, T4, T5, T6> OfFirst(T1 result) => new(1, result, default!, default!, default!, default!, default!);

    internal static Selected<T1, T2, T3, T4, T5, T6> OfSecond(T2 result) => new(2, default!, result, default!, default!, default!, default!);

    internal static Selected<T1, T2, T3, T4, T5, T6> OfThird(T3 result) => new(3, default!, default!, result, default!, default!, default!);

    internal static Selected<T1, T2, T3, T4, T5, T6> OfFourth(T4 result) => new(4, default!, default!, default!, result, default!, default!);

    internal static Selected<T1, T2, T3, T4, T5, T6> OfFifth(T5 result) => new(5, default!, default!, default!, default!, result, default!);

    internal static Selected<T1, T2, T3, T4, T5, T6> OfSixth(T6 result) => new(6, default!, default!, default!, default!, default!, result);

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
            case 3:
                HeldResult.Dispose(third, ref state);
                break;
            case 4:
                HeldResult.Dispose(fourth, ref state);
                break;
            case 5:
                HeldResult.Dispose(fifth, ref state);
                break;
            case 6:
                HeldResult.Dispose(sixth, ref state);
                break;
        }
    }
}
