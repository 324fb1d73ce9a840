// What binding knows about names while it takes a body apart: which locals have become variables, under which name, and where
// break, continue, goto and return lead.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding.References;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed class Scope
{
    private readonly Dictionary<ISymbol, Variable> variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, string> constants = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Label> labels = new(SymbolEqualityComparer.Default);
    private readonly int position;

    /// <summary>What is known in a coroutine, or, with a scope around it, in a local one.</summary>
    public Scope(SemanticModel model, BodyIndex index, IMethodSymbol method, int position, CancellationToken cancellation, Scope? outer = null)
    {
        Outer = outer;
        Level = outer is null ? 0 : outer.Level + 1;
        Problems = outer?.Problems ?? [];
        Model = model;
        Index = index;
        Method = method;
        Cancellation = cancellation;
        this.position = position;
        Names = new NameAllocator(index.Identifiers.Concat(method.Parameters.Select(parameter => parameter.Name)).Concat(outer?.VariableNames ?? []));
        Return = NewLabel("Return");
        Accessors = outer?.Accessors ?? new AccessorTable(method);
        References = new ReferenceTracker(this);
        Functions = new FunctionScope(this);
    }

    public SemanticModel Model { get; }

    public BodyIndex Index { get; }

    public IMethodSymbol Method { get; }

    public CancellationToken Cancellation { get; }

    public NameAllocator Names { get; }

    public List<Problem> Problems { get; }

    /// <summary>That of the coroutine around a local one.</summary>
    public Scope? Outer { get; }

    /// <summary>How many coroutines are around this one.</summary>
    public int Level { get; }

    /// <summary>The local coroutines of this body that something calls.</summary>
    public List<IMethodSymbol> CalledLocals { get; } = [];

    public Scope Root => Outer?.Root ?? this;

    /// <summary>Whether "this" means something in a local coroutine: that of a struct, which is passed by reference, does not, and an extension block has none.</summary>
    public bool HasInstance => Root.Method is { IsStatic: false, ContainingType.IsExtension: false } && !Root.Method.TakesThisByReference();

    /// <summary>Whether the frame has an address for as long as it lives. That of a local coroutine may stand in a box of its own.</summary>
    public bool IsPinned => Level == 0 && Method.IsPinned();

    private IEnumerable<string> VariableNames => variables.Values.Select(variable => variable.Name.TrimStart('@')).Concat(Outer?.VariableNames ?? []);

    public Label Return { get; }

    public AccessorTable Accessors { get; }

    /// <summary>Where ref locals and spans point.</summary>
    public ReferenceTracker References { get; }

    public FunctionScope Functions { get; }

    /// <summary>"checked" or "unchecked" while such a block or expression is taken apart.</summary>
    public string? Overflow { get; set; }

    /// <summary>Loops and switches that are taken apart: where break and continue in them lead.</summary>
    public Dictionary<SyntaxNode, (Label Break, Label? Continue)> Jumps { get; } = [];

    /// <summary>Sections of switches that are taken apart, for <c>goto case</c>.</summary>
    public Dictionary<SwitchLabelSyntax, Label> Sections { get; } = [];

    /// <summary>Catch clauses that are taken apart: where their exception is.</summary>
    public Dictionary<CatchClauseSyntax, Variable> Caught { get; } = [];

    /// <summary>What stands for the start of the right side of "?." where that is taken apart.</summary>
    public Dictionary<ConditionalAccessExpressionSyntax, Code> ConditionalReceivers { get; } = [];

    /// <summary>What a ".Member" or "[index]" after a "?" that is taken apart is a member of.</summary>
    public Code? ReceiverOf(ExpressionSyntax binding) =>
        binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span)) is { } owner
        && ConditionalReceivers.TryGetValue(owner, out var receiver) ? receiver : null;

    public string NameOf(ITypeSymbol type) => type.NameAt(Model, position);

    /// <summary>A label of the generated method; users' labels and ours never share a name.</summary>
    public Label NewLabel(string name) => new(Names.Fresh(name));

    public Label LabelOf(ISymbol symbol)
    {
        if (!labels.TryGetValue(symbol, out var label))
        {
            // Blocks side by side may use one name for two labels, and may be copied whole.
            var isOnlyOne = Index.Body.DescendantNodes().OfType<LabeledStatementSyntax>().Count(other => other.Identifier.ValueText == symbol.Name) == 1;
            label = isOnlyOne ? new Label(symbol.Name) : NewLabel(symbol.Name);
            labels[symbol] = label;
        }

        return label;
    }

    public Variable? VariableOf(ISymbol? symbol) => symbol is null ? null : variables.TryGetValue(symbol, out var variable) ? variable : Outer?.VariableOf(symbol);

    /// <summary>The text that stands for a constant.</summary>
    public string? ConstantOf(ISymbol? symbol) => symbol is null ? null
        : constants.TryGetValue(symbol, out var name) ? name
        : Outer?.ConstantOf(symbol) is null || symbol is not ILocalSymbol { HasConstantValue: true } constant ? null
        : constant.ConstantValue is null ? "null" : $"(({NameOf(constant.Type)})({SymbolDisplay.FormatPrimitive(constant.ConstantValue, quoteStrings: true, useHexadecimalNumbers: false)}))";

    public Variable Declare(ISymbol symbol, SyntaxNode declaration, VariableKind? kind = null)
    {
        if (variables.TryGetValue(symbol, out var known))
            return known;
        var type = symbol is ILocalSymbol local ? local.Type : ((IParameterSymbol)symbol).Type;
        var isCaptured = Index.IsCaptured(symbol, declaration);
        var refKind = RefKindOf(symbol);
        var isReference = refKind != RefKind.None;
        var address = Index.UsesOf(symbol).Select(use => AccessKind.AddressOf(use, Model)).FirstOrDefault(address => address is not null);
        var variable = new Variable(NameFor(symbol), symbol.Name, NameOf(type), kind ?? (symbol is IParameterSymbol ? VariableKind.Parameter : VariableKind.Local))
        {
            IsCaptured = isCaptured,
            Level = Level,
            HoldsReferences = !type.IsUnmanagedType,
            Reference = isReference ? (refKind is RefKind.Ref or RefKind.Out ? "ref" : "ref readonly") : null,
            IsRefLike = type.MayBeRefLike(),
            Machines = [.. ShapeReader.MachinesIn(type)],
            Shape = ShapeReader.Of(type, Method.ContainingAssembly),
            Tracked = References.Of(symbol),
            AddressTaken = address is not null && !IsPinned ? SourceRange.Of(address.GetLocation()) : null,
            HeldAddress = type is IPointerTypeSymbol ? HeldAddresses.Of(symbol, this) : null,
            IsShared = address is not null && IsPinned && !type.MayBeRefLike(),
            Obstacle = References.Of(symbol) is null && kind != VariableKind.HandedIn
                ? symbol is IParameterSymbol { Type: var given } && given.MayBeRefLike() ? "what changes it is lost when it is passed again; take it by reference, with 'ref'" : ObstacleOf(type, isReference)
                : null,
        };
        variables[symbol] = variable;
        return variable;
    }

    private static RefKind RefKindOf(ISymbol symbol) => symbol is ILocalSymbol local ? local.RefKind : ((IParameterSymbol)symbol).RefKind;

    public string DeclareConstant(ISymbol symbol) => constants[symbol] = NameFor(symbol);

    /// <summary>A variable of our own: assigned once on each way, never written by the user's text.</summary>
    public Variable Temporary(string name, ITypeSymbol type, bool isCaptured = false) => Temporary(name, type, tracked: null, isCaptured);

    /// <summary>A temporary for the value of an expression, which may be a span.</summary>
    public Variable TemporaryFor(ExpressionSyntax value, string name, ITypeSymbol type) => Temporary(name, type, References.OfTemporary(name, type, value));

    /// <summary>A ref local of our own.</summary>
    public Variable Reference(string text, string name, ITypeSymbol type, bool isReadOnly, TrackedReference? tracked) => new(Names.Fresh(name), text, NameOf(type), VariableKind.Temporary)
    {
        Level = Level,
        HoldsReferences = !type.IsUnmanagedType,
        Reference = isReadOnly ? "ref readonly" : "ref",
        Tracked = tracked,
        Obstacle = tracked is null ? ObstacleOf(type, isReference: true) : null,
    };

    public Variable Temporary(string name, ITypeSymbol type, TrackedReference? tracked, bool isCaptured = false) => new(Names.Fresh(name), name, NameOf(type), VariableKind.Temporary)
    {
        IsCaptured = isCaptured,
        Level = Level,
        HoldsReferences = !type.IsUnmanagedType,
        IsRefLike = type.MayBeRefLike(),
        Machines = [.. ShapeReader.MachinesIn(type)],
        Shape = ShapeReader.Of(type, Method.ContainingAssembly),
        Tracked = tracked,
        Obstacle = tracked is null ? ObstacleOf(type, isReference: false) : null,
    };

    public void Report(DiagnosticDescriptor rule, SyntaxNodeOrToken at, params string[] arguments) =>
        Problems.Add(Problem.At(rule, at.GetLocation()!, arguments));

    // Names are unique in the generated method, because sibling scopes end up in one. A local keeps its name if every
    // identifier of that name in the body means this local: otherwise text that meant a field could come to mean the local.
    private string NameFor(ISymbol symbol)
    {
        var name = SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : "@" + symbol.Name;
        return symbol is IParameterSymbol || IsOnlyOneNamed(symbol) ? name : Names.Fresh(name);
    }

    private bool IsOnlyOneNamed(ISymbol symbol)
    {
        var uses = new HashSet<SyntaxNode>(Index.UsesOf(symbol));
        var declarations = 0;
        foreach (var token in Index.Body.DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken) || token.ValueText != symbol.Name)
                continue;
            if (token.Parent is IdentifierNameSyntax name)
            {
                if (!uses.Contains(name) && !BodyIndex.IsMemberName(name))
                    return false;
            }
            else if (token.Parent is not (GenericNameSyntax { Parent: MemberAccessExpressionSyntax } or TupleElementSyntax))
            {
                declarations++;
            }
        }

        return declarations <= 1;
    }

    private string? ObstacleOf(ITypeSymbol type, bool isReference)
    {
        if (isReference)
            return "read what it refers to again after the suspension, or keep the owner and the index";
        if (type.MayBeRefLike())
            return References.ObstacleOf(type);
        if (!TypeNames.CanBeNamedElsewhere(type))
            return "its type has no name that generated code could use; use a tuple, a record or an internal type";
        return null;
    }
}
