using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>What a method becomes.</summary>
/// <param name="Method">The method.</param>
/// <param name="Co">The name of its Co.</param>
/// <param name="Name">The name of the coroutine.</param>
/// <param name="Overload">The name of what makes its future, where that is another one.</param>
/// <param name="Dropped">The parameters that go.</param>
/// <param name="KeepsTask">Whether there are callers that go on taking a task, from a method with the old name and signature.</param>
internal sealed record PlannedMethod(AsyncMethod Method, string Co, string Name, string? Overload, ImmutableArray<IParameterSymbol> Dropped, bool KeepsTask)
{
    public bool Drops(IParameterSymbol? parameter) => parameter is not null && Dropped.Any(dropped => dropped.Ordinal == parameter.Ordinal);
}
