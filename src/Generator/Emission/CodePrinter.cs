using System.Text;
using PollGen.Generator.Flow;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

/// <summary>Fills the holes in the user's text: says where each variable is.</summary>
internal sealed class CodePrinter
{
    private readonly FrameLayout layout;
    private readonly string frame;
    private readonly string result;
    private readonly ReferencePrinter references;

    public CodePrinter(FrameLayout layout, string frame, string result)
    {
        this.layout = layout;
        this.frame = frame;
        this.result = result;
        references = new ReferencePrinter(layout.References, this);
    }

    /// <summary>The storage of a variable; for a captured one, its box.</summary>
    public string Storage(Variable variable) => layout.PlacementOf(variable) == Placement.Frame
        ? $"{frame}.{layout.Slots[variable].Name}"
        : Local(variable);

    public static string Local(Variable variable) => variable.IsCaptured ? FramePlanner.BoxName(variable) : variable.Name;

    public static string StorageType(Variable variable) => variable.IsCaptured ? FramePlanner.BoxType(variable) : variable.Type;

    public string Value(Variable variable) => variable.IsCaptured ? Storage(variable) + ".Value" : Storage(variable);

    /// <summary>The text; lines after the first are indented as they were, relative to the statement's first column.</summary>
    public string Print(Code code, string indentation = "", int column = 0)
    {
        var text = new StringBuilder();
        foreach (var piece in code.Pieces)
        {
            text.Append(piece switch
            {
                TextPiece literal => literal.Text,
                // A lambda closes over a local that is declared around its statement, never over one of the whole method.
                VariablePiece { InClosure: true } captured => $"{captured.Variable.Name}.Value",
                VariablePiece variable => Value(variable.Variable),
                NestedPiece nested => references.Print(nested, Print(nested.Value, indentation, column)),
                ResultPiece => result,
                JumpPiece jump => $"goto {jump.Target.Name};",
                BreakPiece line => "\n" + indentation + new string(' ', Math.Max(0, line.Column - column)),
                _ => throw new InvalidOperationException($"No text is known for {piece.GetType().Name}."),
            });
        }

        return text.ToString();
    }
}
