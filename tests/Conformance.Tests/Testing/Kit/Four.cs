using System.Runtime.CompilerServices;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>An array that stands in whatever holds it.</summary>
[InlineArray(4)]
public struct Four
{
    public int First;
}
