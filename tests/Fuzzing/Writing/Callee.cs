namespace PollGen.Fuzzing.Writing;

/// <summary>A coroutine of the program that others in it may call.</summary>
/// <param name="Name">With what stands before it at a call.</param>
/// <param name="Parameters">After Co and the trace.</param>
/// <param name="Result">Null for void.</param>
/// <param name="IsEmbedded">Whether it is reached by passing Co only, because its future would hold a reference to what the call is made on.</param>
internal sealed record Callee(string Name, IReadOnlyList<Ty> Parameters, Ty? Result, bool IsEmbedded = false)
{
    /// <summary>Whether its future may be kept in a local.</summary>
    public bool CanBeKept => !IsEmbedded && !Parameters.Any(parameter => parameter.IsRefLike);
}
