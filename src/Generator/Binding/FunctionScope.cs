// What binding knows about local functions: what each is called in the generated method, which variables its callers hand it, and
// where the delegates are kept that are made of it.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed class FunctionScope(Scope scope)
{
    private readonly Dictionary<ISymbol, string> names = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, Variable> cells = [];
    private readonly List<(Variable Cell, IReadOnlyList<ISymbol> Closed)> closures = [];

    private LocalFunctions Functions => scope.Index.Functions;

    /// <summary>The kept delegates, and the variables on whose boxes each depends.</summary>
    public IReadOnlyList<(Variable Cell, IReadOnlyList<ISymbol> Closed)> Cells => closures;

    /// <summary>A local function that is to be declared once, for the whole generated method.</summary>
    public void Declare(IMethodSymbol function, LocalFunctionStatementSyntax syntax)
    {
        names[function] = IsNameShared(function, syntax) ? scope.Names.Fresh(syntax.Identifier.Text) : syntax.Identifier.Text;
        if (Functions.CapturedBy(function).Count == 0)
            return;
        foreach (var group in Functions.Conversions.Where(conversion => IsOf(conversion, function) && !conversion.IsGeneric).GroupBy(conversion => conversion.Key))
        {
            var cell = scope.Temporary(syntax.Identifier.ValueText + "Delegate", group.First().Type, group.Any(conversion => conversion.IsNested));
            cells[group.Key] = cell;
            closures.Add((cell, Functions.CapturedBy(function)));
        }
    }

    /// <summary>The name in the generated method; null where the function stays in copied text.</summary>
    public string? NameOf(IMethodSymbol function) =>
        names.TryGetValue(function.OriginalDefinition, out var name) ? name : scope.Outer?.Functions.NameOf(function);

    /// <summary>Whether the function is declared in this very body.</summary>
    public bool Declares(IMethodSymbol function) => names.ContainsKey(function.OriginalDefinition);

    /// <summary>Where a delegate is kept; null where it is made anew each time.</summary>
    public Variable? CellOf(DelegateConversion conversion) =>
        cells.TryGetValue(conversion.Key, out var cell) ? cell : scope.Outer?.Functions.CellOf(conversion);

    /// <summary>
    /// Whether callers hand in the variables. In copied text a function that may outlive its call closes over them by itself.
    /// </summary>
    public bool IsHanded(IMethodSymbol function) => NameOf(function) is not null || !Functions.Escapes(Functions.SyntaxOf(function));

    /// <summary>The variables that callers hand to a local function, in order.</summary>
    public IReadOnlyList<Variable> HandedTo(IMethodSymbol function)
    {
        if (!IsHanded(function))
            return [];
        var isDeclaredOnce = NameOf(function) is not null;
        var variables = Functions.CapturedBy(function)
            .Select(symbol => scope.VariableOf(symbol) ?? (isDeclaredOnce ? scope.Declare(symbol, symbol.DeclaringSyntaxReferences[0].GetSyntax()) : null)).OfType<Variable>();
        return [.. variables, .. Functions.ConversionsIn(function).Select(CellOf).OfType<Variable>().Distinct()];
    }

    /// <summary>A conversion to a delegate whose function is handed variables: such a delegate must hand them in itself.</summary>
    public DelegateConversion? ConversionAt(SyntaxNode node) =>
        Functions.Conversions.FirstOrDefault(conversion => conversion.Whole == node && HandedTo(conversion.Function).Count > 0);

    private static bool IsOf(DelegateConversion conversion, IMethodSymbol function) =>
        SymbolEqualityComparer.Default.Equals(conversion.Function.OriginalDefinition, function);

    // Its name must mean the same everywhere in the generated method.
    private bool IsNameShared(IMethodSymbol function, LocalFunctionStatementSyntax syntax) =>
        scope.Index.Body.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == syntax.Identifier.ValueText
            && token != syntax.Identifier
            && !(token.Parent is IdentifierNameSyntax name && BodyIndex.IsMemberName(name))
            && !(token.Parent is SimpleNameSyntax use && SymbolEqualityComparer.Default.Equals(Functions.Of(use)?.OriginalDefinition, function)));
}
