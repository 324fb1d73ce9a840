using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>Values as text, so that results of any type can be compared.</summary>
public static class Show
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])))})",
        IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{Of(key)}: {Of(map[key])}"))}}}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
