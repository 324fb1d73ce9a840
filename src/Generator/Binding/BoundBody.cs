using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

/// <summary>
/// The product of binding: a body in which every suspension is a statement of its own and everything else is the user's
/// text. Holds nothing of Roslyn. Order of evaluation is decided here; where control can go, in the next room.
/// </summary>
internal sealed record BoundBody(
    BoundBlock Block,
    ImmutableArray<Variable> Parameters,
    TypeShape? InstanceShape,
    string? ResultType,
    Label Return,
    BodyNames Names,
    ImmutableArray<AccessorClass> Accessors,
    ImmutableArray<Problem> Problems,
    bool HasErrorsOfItsOwn)
{
    /// <summary>The same body for a stage that adds names of its own, and may do so again.</summary>
    public BoundBody Fork() => this with { Names = Names with { Allocator = Names.Allocator.Fork() } };

    /// <summary>Whether an unsafe block has been taken apart, so that the whole method must be unsafe.</summary>
    public bool IsUnsafe { get; init; }

    /// <summary>The local functions that take Co and are called with it.</summary>
    public ImmutableArray<LocalCoroutine> Locals { get; init; } = [];

    /// <summary>This body and those of its local coroutines, with what each machine is called.</summary>
    public IEnumerable<(string MachineId, BoundBody Body)> WithLocals(string machineId) =>
        Locals.SelectMany(local => local.Body.WithLocals(local.MachineId)).Prepend((machineId, this));
}

/// <summary>
/// A local function that takes Co: a coroutine whose machine stands in its caller's frame and is handed the frames around it at
/// every poll, because that is where the variables are that it shares.
/// </summary>
/// <param name="MachineId">Tells machines apart.</param>
/// <param name="MachineName">The struct.</param>
/// <param name="TypeParameters">Those of the coroutine around it, and its own, such as "&lt;T&gt;".</param>
/// <param name="Constraints">Of all of them.</param>
/// <param name="Parameters">Without the one of type Co.</param>
/// <param name="ResultType">The result, "Unit" where there is none.</param>
/// <param name="IsVoid">Whether it returns nothing.</param>
/// <param name="MaxSize">The most bytes that its future may take; null where the user sets no limit.</param>
/// <param name="JitOptions">What the user asks of the JIT.</param>
/// <param name="Body">The body.</param>
internal sealed record LocalCoroutine(
    string MachineId, string MachineName, string TypeParameters, string Constraints, ImmutableArray<DeclaredParameter> Parameters, string ResultType, bool IsVoid, int? MaxSize, MethodImplOptions JitOptions, BoundBody Body);

/// <summary>Names that the generated code adds to the user's; unique in the body.</summary>
internal sealed record BodyNames(string Frame, string Context, string Result, string Cancelling, string Resume, NameAllocator Allocator)
{
    /// <summary>The parameters that are handed in, in order.</summary>
    public ImmutableArray<string> HandedIn { get; init; } = [];

    /// <summary>The frames around that of a local coroutine, from the outside in.</summary>
    public ImmutableArray<string> Outer { get; init; } = [];

    /// <summary>How many coroutines are around this one.</summary>
    public int Level => Outer.Length;
}

/// <summary>Where a statement stands in the user's file.</summary>
internal sealed record SourceLine(string Path, int Line, int Column);

internal abstract record BoundStatement
{
    /// <summary>Null for what has no text of its own.</summary>
    public SourceLine? Source { get; init; }
}

internal sealed record BoundBlock(ImmutableArray<BoundStatement> Statements) : BoundStatement;

/// <summary>One statement of the user without a suspension, or what is left of one when its suspensions are taken out.</summary>
/// <param name="Code">With its semicolon or braces.</param>
/// <param name="FallsThrough">False where the end of the text cannot be reached.</param>
internal sealed record BoundCode(Code Code, bool FallsThrough = true) : BoundStatement;

/// <summary>A variable begins here.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Value">Its first value, if any.</param>
/// <param name="Type">The type as the user wrote it, such as "var" or "ref int".</param>
internal sealed record BoundDeclaration(Variable Variable, Code? Value, string Type) : BoundStatement;

/// <summary>A local constant; it is declared once, at the top.</summary>
internal sealed record BoundConstant(string Name, string Type, Code Value) : BoundStatement;

/// <summary>A local function that captures no variable; it is declared once, at the end.</summary>
internal sealed record BoundLocalFunction(Code Code) : BoundStatement;

/// <summary>A suspension: a future is made in the frame and polled until it is ready.</summary>
/// <param name="Suspension">What is awaited.</param>
internal sealed record BoundSuspension(Suspension Suspension) : BoundStatement;

internal sealed record BoundIf(Code Condition, BoundBlock Then, BoundBlock? Else) : BoundStatement;

/// <summary>Any loop.</summary>
/// <param name="Prelude">Runs before each test: what the condition's suspensions need.</param>
/// <param name="Condition">Null for a loop without end.</param>
/// <param name="TestsFirst">False for do.</param>
/// <param name="Body">The body.</param>
/// <param name="Increment">Runs between body and test.</param>
/// <param name="Continue">Stands before the increment.</param>
/// <param name="Break">Stands after the loop.</param>
internal sealed record BoundLoop(
    BoundBlock Prelude, Code? Condition, bool TestsFirst, BoundBlock Body, BoundBlock Increment, Label Continue, Label Break) : BoundStatement;

/// <summary>A switch that only decides where to go; goes on after it where no case is taken.</summary>
internal sealed record BoundDispatch(Code Governing, ImmutableArray<BoundCase> Cases) : BoundStatement;

/// <param name="Label">"case 1", without the colon.</param>
/// <param name="Entry">Copies the pattern's variables to where the body expects them.</param>
/// <param name="Target">Where to go.</param>
internal sealed record BoundCase(Code Label, ImmutableArray<Code> Entry, Label Target);

internal sealed record BoundLabel(Label Label) : BoundStatement;

internal sealed record BoundJump(Label Target) : BoundStatement;

/// <summary>The user's return, with its value if the coroutine has one.</summary>
internal sealed record BoundReturn(Code? Value) : BoundStatement;

internal sealed record BoundTry(BoundBlock Body, ImmutableArray<BoundCatch> Catches, BoundBlock? Finally) : BoundStatement;

/// <param name="Type">The exception's type as the user wrote it.</param>
/// <param name="Caught">Holds the exception while the handler runs.</param>
/// <param name="FilterName">How the filter's text names the exception.</param>
/// <param name="Filter">Null where there is none.</param>
/// <param name="Handler">The body.</param>
internal sealed record BoundCatch(string Type, Variable Caught, string FilterName, Code? Filter, BoundBlock Handler);

/// <summary>A variable that is passed to a coroutine.</summary>
/// <param name="Position">Which of the parameters that the machine is made of.</param>
/// <param name="Variable">The variable.</param>
internal sealed record PassedVariable(int Position, Variable Variable);

/// <summary>One suspension point.</summary>
/// <param name="Kind">How the future is made.</param>
/// <param name="Text">What the user wrote, for messages.</param>
/// <param name="FutureType">The type that the frame holds.</param>
/// <param name="Make">The arguments of a call's Start, or the expression that makes the future.</param>
/// <param name="SlotName">What the field is called.</param>
/// <param name="Result">Takes the result; null when nobody reads it.</param>
/// <param name="Where">The awaited expression in the user's file.</param>
/// <param name="HoldsReferences">Whether the future can keep objects alive after its end.</param>
internal sealed record Suspension(
    SuspensionKind Kind,
    string Text,
    string FutureType,
    Code Make,
    string SlotName,
    Variable? Result,
    SourceRange Where,
    bool HoldsReferences)
{
    /// <summary>The text in one line, for comments and messages.</summary>
    public string ShortText => Short(Text);

    /// <summary>What is waited for, in a few words: the coroutine that is called, without its arguments, or the awaited expression.</summary>
    public string Awaited
    {
        get
        {
            if (!Text.EndsWith(")", StringComparison.Ordinal))
                return ShortText;
            // The parenthesis that the last one closes.
            var (open, depth) = (Text.Length, 0);
            do
                depth += Text[--open] switch { ')' => 1, '(' => -1, _ => 0 };
            while (depth > 0 && open > 0);
            var callee = Text.Substring(0, open).TrimEnd();
            if (callee.EndsWith(">", StringComparison.Ordinal))
                callee = callee.Substring(0, callee.IndexOf('<'));
            var start = callee.Length;
            while (start > 0 && (char.IsLetterOrDigit(callee[start - 1]) || callee[start - 1] is '_' or '@'))
                start--;
            if (Kind == SuspensionKind.Call)
                return start == callee.Length ? ShortText : callee.Substring(start);
            return callee.Substring(start) == "Await" ? Short(Text.Substring(open + 1, Text.Length - open - 2)) : ShortText;
        }
    }

    /// <summary>The machines of this compilation that the future consists of, by documentation id: to find circles, and to add up sizes.</summary>
    public ImmutableArray<string> Machines { get; init; } = [];

    /// <summary>Whether it may be polled before it is put in its place, and leaves nothing behind when it throws.</summary>
    public bool IsMovable { get; init; }

    /// <summary>Whether it is marked as leaving nothing behind when its first poll throws, as machines of other assemblies are.</summary>
    public bool LeavesNothing { get; init; }

    /// <summary>The machine of this compilation that the future is, if it is nothing else.</summary>
    public string? OwnMachine { get; init; }

    /// <summary>What the future takes in the frame, where that can be known.</summary>
    public ShapeTree? Shape { get; init; }

    /// <summary>The join that the future is, where it is made here.</summary>
    public JoinCall? Join { get; init; }

    /// <summary>What is passed at every poll beside the context, in the callee's order, such as "ref count".</summary>
    public ImmutableArray<Code> HandedIn { get; init; } = [];

    /// <summary>The arguments that are nothing but a variable of this coroutine, of the very type of the parameter.</summary>
    public ImmutableArray<PassedVariable> Passed { get; init; } = [];

    /// <summary>The machine, where the future is one on the heap that is given its references.</summary>
    public string? MachineInBox { get; init; }

    /// <summary>How many frames the future is handed at every poll, from the outside in; 0 for all but local coroutines.</summary>
    public int HandedFrames { get; init; }

    /// <summary>How many coroutines are around the one that suspends.</summary>
    public int Level { get; init; }

    /// <summary>The variables that the future uses where they are.</summary>
    public ImmutableArray<Variable> Shares { get; init; } = [];

    /// <summary>Whether something is passed at every poll.</summary>
    public bool IsHanded => HandedFrames > 0 || !HandedIn.IsEmpty;

    /// <summary>The type of the result, "Unit" where there is none.</summary>
    public required string ResultType { get; init; }

    private static string Short(string text)
    {
        var line = string.Join(" ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim()));
        return line.Length <= 60 ? line : line.Substring(0, 59) + "…";
    }
}

internal enum SuspensionKind
{
    /// <summary>A call that passes <c>co</c>: the callee's machine is started in place.</summary>
    Call,

    /// <summary><c>co.Await(future)</c>: the future is a value that moves into the frame.</summary>
    Await,
}
