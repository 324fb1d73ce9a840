namespace PollGen;

/// <summary>The references of two scoped futures.</summary>
/// <typeparam name="T1">Those of the first.</typeparam>
/// <typeparam name="T2">Those of the second.</typeparam>
/// <param name="first">Those of the first.</param>
/// <param name="second">Those of the second.</param>
public readonly ref struct ReferencePair<T1, T2>(T1 first, T2 second)
    where T1 : allows ref struct
    where T2 : allows ref struct
{
    /// <summary>Those of the first.</summary>
    public readonly T1 First = first;

    /// <summary>Those of the second.</summary>
    public readonly T2 Second = second;
}
