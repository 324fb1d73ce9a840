namespace PollGen;

/// <summary>A result that may not be there yet: a default of a disposable struct is not to be disposed.</summary>
internal struct Held<T>(T value) : IHoldsResults
{
    private readonly bool isThere = true;

    internal T Value = value;

    readonly void IHoldsResults.Dispose(ref ChildrenState state)
    {
        if (isThere)
            HeldResult.Dispose(Value, ref state);
    }
}
