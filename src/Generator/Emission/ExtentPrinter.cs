using PollGen.Generator.Dataflow.Provenance;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

/// <summary>The text that measures a memory that a reference may point into.</summary>
internal static class ExtentPrinter
{
    private const string Extent = "global::PollGen.CompilerServices.Extent";

    public static string Print(Anchor anchor, CodePrinter printer)
    {
        var place = printer.Print(anchor.Place);
        if (anchor.Extent != "OfPlace")
            return $"{Extent}.{anchor.Extent}({place})";
        var measured = $"{Extent}.OfPlace(in {place})";
        return anchor.OwnerCode is null || anchor.OwnerCode.ToString() == "this" ? measured : $"({printer.Print(anchor.OwnerCode)} is null ? default : {measured})";
    }

    /// <summary>The one of several memories whose number a variable has.</summary>
    public static string Print(IEnumerable<Anchor> choices, Anchors anchors, Variable tag, CodePrinter printer) =>
        $"({printer.Storage(tag)} switch {{ {string.Join(", ", choices.Select(anchor => $"{anchors.NumberOf(anchor)} => {Print(anchor, printer)}"))}, _ => default }})";
}
