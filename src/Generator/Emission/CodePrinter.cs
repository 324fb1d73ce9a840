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
    private readonly IReadOnlyList<(FrameLayout Layout, string Name)> outer;
    private readonly ReferencePrinter references;

    /// <param name="layout">Where variables are.</param>
    /// <param name="frame">What the frame is called.</param>
    /// <param name="result">What the result is called.</param>
    /// <param name="outer">The layouts and names of the frames around that of a local coroutine, from the outside in.</param>
    public CodePrinter(FrameLayout layout, string frame, string result, IReadOnlyList<(FrameLayout Layout, string Name)> outer)
    {
        this.outer = outer;
        this.layout = layout;
        this.frame = frame;
        this.result = result;
        references = new ReferencePrinter(layout.References, this);
    }

    /// <summary>The storage of a variable; for a captured one, its box.</summary>
    public string Storage(Variable variable)
    {
        if (variable.IsShared && variable.Level < outer.Count)
            return $"{outer[variable.Level].Name}.{outer[variable.Level].Layout.Slots[variable].Name}";
        return layout.PlacementOf(variable) == Placement.Frame ? $"{frame}.{layout.Slots[variable].Name}" : Local(variable);
    }

    /// <summary>The field that has it while a suspension is pending.</summary>
    public string InFrame(Variable variable) => $"{frame}.{layout.Slots[variable].Name}";

    public static string Local(Variable variable) => variable.IsCaptured ? FrameFields.BoxName(variable) : variable.Name;

    public static string StorageType(Variable variable) => variable.IsCaptured ? FrameFields.BoxType(variable) : variable.Type;

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
                VariablePiece variable => Print(variable),
                OuterPiece outside => Print(outside.Use),
                NestedPiece nested => references.Print(nested, Print(nested.Value, indentation, column)),
                JoinPiece join => layout.Joins.TryGetValue(join.Call, out var closed) ? $"new {closed.Name}" : Print(join.Callee, indentation, column),
                PinPiece pin => references.Print(pin),
                ResultPiece => result,
                JumpPiece jump => $"goto {jump.Target.Name};",
                BreakPiece line => "\n" + indentation + new string(' ', Math.Max(0, line.Column - column)),
                _ => throw new InvalidOperationException($"No text is known for {piece.GetType().Name}."),
            });
        }

        return text.ToString();
    }

    // A lambda closes over a local that is declared around its statement, never over one of the whole method; a local function has
    // the variable, or its box, under its own name.
    private string Print(VariablePiece piece)
    {
        var variable = piece.Variable;
        var isPassed = piece.Access == Access.Pass;
        if (piece.InClosure || (piece.InFunction && variable.IsCaptured))
            return isPassed ? variable.Name : $"{variable.Name}.Value";
        var place = piece.InFunction ? variable.Name : isPassed ? Storage(variable) : Value(variable);
        return isPassed && !variable.IsCaptured ? $"ref {place}" : place;
    }
}
