using System.Security;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Emission;

/// <summary>Says how large a future is and what fills it, for the documentation that an editor shows.</summary>
/// <param name="Total">A sentence with the size and the largest fields, or with a formula where parts are known only when the program runs.</param>
/// <param name="Parts">A sentence with the fields, the largest first.</param>
internal sealed record SizeDoc(string Total, string Parts)
{
    /// <summary>Where nothing could be laid out.</summary>
    public const string Unknown = "Its size is known when its body has no errors.";

    /// <summary>As many fields as are read at a glance.</summary>
    private const int Largest = 4;

    public static SizeDoc Of(FrameLayout layout)
    {
        var parts = layout.Fields.OrderByDescending(field => field.Shape?.Size ?? int.MaxValue).Select(field => $"{field.Name} {field.Shape?.Size.ToString() ?? SizeOf(field)}").ToList();
        var largest = SecurityElement.Escape(string.Join(", ", parts.Take(Largest)) + (parts.Count > Largest ? ", …" : "."));
        var list = SecurityElement.Escape(string.Join(", ", parts));
        if (layout.Shape?.Size is not { } total)
        {
            var formula = SecurityElement.Escape(Formula(layout));
            return new SizeDoc($"It takes {formula} bytes: {largest}", $"{formula} bytes on a 64-bit machine: {list}.");
        }

        // References share words below the data; what a future leaves free at its end counts as shared too.
        var shares = layout.IsExplicit && layout.Fields.Sum(field => field.Shape!.Size) > total ? " What is never needed together shares room." : "";
        return new SizeDoc($"It takes {total} bytes: {largest}", $"{total} bytes on a 64-bit machine: {list}.{shares}");
    }

    // Between two fields the runtime leaves less than the alignment of the second.
    private static string Formula(FrameLayout layout)
    {
        var known = layout.Fields.Where(field => field.Shape is not null).Sum(field => field.Shape!.Size);
        var unknown = layout.Fields.Where(field => field.Shape is null).Select(SizeOf);
        return $"{known} + {string.Join(" + ", unknown)} + padding";
    }

    private static string SizeOf(Slot field) => $"sizeof({field.Type.Replace("global::", "")})";
}
