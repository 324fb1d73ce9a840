using PollGen.Generator.Dataflow.Provenance;

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
}
