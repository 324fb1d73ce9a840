namespace PollGen.Fuzzing.Writing;

/// <summary>A coroutine of the program that others in it may call.</summary>
/// <param name="Name">With what stands before it at a call.</param>
/// <param name="Parameters">After Co and the trace.</param>
/// <param name="Result">Null for void.</param>
internal sealed record Callee(string Name, IReadOnlyList<Ty> Parameters, Ty? Result);
