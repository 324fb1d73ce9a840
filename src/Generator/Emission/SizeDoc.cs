using System.Security;
using PollGen.Generator.Declaring;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Emission;

/// <summary>Says how large a future is and what fills it, for the documentation that an editor shows.</summary>
/// <param name="Total">A sentence with the size; empty where it is not known at compile time.</param>
/// <param name="Parts">A sentence with the fields, the largest first.</param>
internal sealed record SizeDoc(string Total, string Parts)
{
    public static SizeDoc Of(CoroutineDeclaration declaration, FrameLayout layout, FrameShapes shapes)
    {
        var total = shapes.OfMachine(declaration.MachineId)?.Size;
        var parts = shapes.Parts(layout).Select(part => part.Shape is null ? $"{part.Name} (?)" : $"{part.Name} {part.Shape.Size}");
        var list = SecurityElement.Escape(string.Join(", ", parts));
        return total is null
            ? new SizeDoc("", $"Its size depends on the parts marked with a question mark: {list}.")
            : new SizeDoc($"It takes {total} bytes.", $"{total} bytes on a 64-bit machine: {list}.");
    }
}
