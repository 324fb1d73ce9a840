namespace PollGen.Conformance.Tests.Testing;

/// <summary>A resource that says when it is given back.</summary>
public sealed class Loan(Trace t, int number) : IDisposable
{
    public int Number => number;

    public static Loan? None => null;

    public void Dispose() => t.Log($"loan {number} back");
}

/// <summary>A resource that is a struct and changes in place.</summary>
public struct Ticket(Trace t, int number) : IDisposable
{
    private int uses;

    public int Use() => number + ++uses;

    public readonly void Dispose() => t.Log($"ticket {number} used {uses} times");
}
