// In: a future that is too large, and the compilation. Out: the diagnostic at the number that it breaks, or at the coroutine's name.
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Generator;

internal static class LargeFutureReport
{
    /// <summary>Tells the code fixes, which live in another assembly, how many bytes the future takes.</summary>
    public const string SizeProperty = "Size";

    /// <summary>Stands in a .globalconfig file, since it is about the whole project.</summary>
    private const string LimitOption = "pollgen_large_future_bytes";

    /// <summary>The most bytes that a future without a contract may take before that is worth a warning.</summary>
    public static int Limit(AnalyzerConfigOptions options) =>
        options.TryGetValue(LimitOption, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : LargeFuture.DefaultLimit;

    public static Diagnostic Of(LargeFuture future, Compilation compilation)
    {
        var location = DeclaredMethod.Find(future.Coroutine, compilation) is { } found ? LocationOf(found, future.Local) : Location.None;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(SizeProperty, future.Size.ToString(CultureInfo.InvariantCulture));
        return Diagnostic.Create(
            future.BreaksContract ? Rules.TooLarge : Rules.VeryLarge, location, properties, future.DisplayName, future.Size, future.Limit, future.BiggestParts);
    }

    private static Location LocationOf(DeclaredMethod method, string? local)
    {
        var function = local is null ? null : method.Syntax.DescendantNodes().OfType<LocalFunctionStatementSyntax>().FirstOrDefault(function => function.Identifier.ValueText == local);
        var attributes = function?.AttributeLists ?? method.Syntax.AttributeLists;
        var limit = attributes.SelectMany(list => list.Attributes).SelectMany(attribute => attribute.ArgumentList?.Arguments ?? []).FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "MaxSize");
        return limit?.GetLocation() ?? function?.Identifier.GetLocation() ?? method.Syntax.Identifier.GetLocation();
    }
}
