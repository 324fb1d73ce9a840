using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Declaring;

/// <summary>What the mark of a coroutine says of its future's size.</summary>
internal static class SizeLimit
{
    /// <summary>The most bytes; null where it says nothing.</summary>
    public static int? Of(AttributeData? mark) =>
        mark?.NamedArguments.FirstOrDefault(argument => argument.Key == "MaxSize").Value.Value as int?;
}
