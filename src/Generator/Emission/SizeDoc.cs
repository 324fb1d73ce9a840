using System.Security;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Emission;

/// <summary>Says how large a future is and what fills it, for the documentation that an editor shows.</summary>
/// <param name="Total">A sentence with the size; empty where it is not known at compile time.</param>
/// <param name="Parts">A sentence with the fields, the largest first.</param>
internal sealed record SizeDoc(string Total, string Parts)
{
    public static SizeDoc Of(FrameLayout layout)
    {
        var total = layout.Shape?.Size;
        var parts = layout.Fields.OrderByDescending(field => field.Shape?.Size ?? int.MaxValue)
            .Select(field => field.Shape is null ? $"{field.Name} (?)" : $"{field.Name} {field.Shape.Size}");
        var list = SecurityElement.Escape(string.Join(", ", parts));
        // References share words below the data; what a future leaves free at its end counts as shared too.
        var shares = layout.IsExplicit && layout.Fields.Sum(field => field.Shape!.Size) > total ? " What is never needed together shares room." : "";
        return total is null
            ? new SizeDoc("", $"Its size depends on the parts marked with a question mark: {list}.")
            : new SizeDoc($"It takes {total} bytes.", $"{total} bytes on a 64-bit machine: {list}.{shares}");
    }
}
