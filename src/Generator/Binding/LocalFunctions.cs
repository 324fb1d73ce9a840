// In: a body and where it names its locals. Out: for each local function in it, which variables it needs from outside, and whether it
// can run when its caller is not there to hand them in: when a lambda calls it, when it is made a delegate, when it is async or an
// iterator. Only then must its variables live in boxes, as C# itself would then put them on the heap.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;

namespace PollGen.Generator.Binding;

internal sealed class LocalFunctions
{
    private readonly SyntaxNode body;
    private readonly Dictionary<ISymbol, LocalFunctionStatementSyntax> functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SimpleNameSyntax, IMethodSymbol> references = [];
    private readonly Dictionary<ISymbol, List<ISymbol>> captured = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> escaping = new(SymbolEqualityComparer.Default);
    private readonly List<DelegateConversion> conversions = [];

    public LocalFunctions(SyntaxNode body, SemanticModel model)
    {
        this.body = body;
        foreach (var function in body.DescendantNodes().OfType<LocalFunctionStatementSyntax>())
        {
            if (model.GetDeclaredSymbol(function) is { } symbol)
                functions[symbol] = function;
        }

        if (functions.Count == 0)
            return;
        var names = new HashSet<string>(functions.Values.Select(function => function.Identifier.ValueText));
        foreach (var name in body.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => names.Contains(name.Identifier.ValueText)))
        {
            if (model.GetSymbolInfo(name).Symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction } method && functions.ContainsKey(method.OriginalDefinition))
                references[name] = method;
        }

        foreach (var pair in references.Where(pair => !IsCall(pair.Key)))
        {
            if (ConversionOf(model.GetOperation(pair.Key), pair.Key, pair.Value) is { } conversion)
                conversions.Add(conversion);
        }

        FindEscaping();
    }

    /// <summary>Where local functions are made delegates.</summary>
    public IReadOnlyList<DelegateConversion> Conversions => conversions;

    /// <summary>The local function that a name stands for, with the type arguments that it has there.</summary>
    public IMethodSymbol? Of(SimpleNameSyntax name) => references.TryGetValue(name, out var method) ? method : null;

    public LocalFunctionStatementSyntax SyntaxOf(IMethodSymbol function) => functions[function.OriginalDefinition];

    /// <summary>Whether some call of a local coroutine hands it another Co than that of the coroutine around the call.</summary>
    public bool IsCalledDirectly(LocalFunctionStatementSyntax function, SemanticModel model) => references.Any(pair =>
        functions[pair.Value.OriginalDefinition] == function && pair.Key.Parent is InvocationExpressionSyntax call
        && !call.ArgumentList.Arguments.Any(argument => model.GetSymbolInfo(argument.Expression).Symbol is IParameterSymbol { Type: var type } && type.IsCo()));

    /// <summary>The ordinary local functions outside of a node that running it can reach.</summary>
    public IEnumerable<LocalFunctionStatementSyntax> ReachedFrom(SyntaxNode node)
    {
        var reached = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<SyntaxNode>([node]);
        while (open.Count > 0)
        {
            foreach (var other in ReferencesIn(open.Dequeue()).Where(other => !((IMethodSymbol)other).IsLocalCoroutine() && !node.Span.Contains(functions[other].Span)).Where(reached.Add))
                open.Enqueue(functions[other]);
        }

        return reached.Select(symbol => functions[symbol]);
    }

    /// <summary>Whether it may run when the coroutine does not.</summary>
    public bool Escapes(LocalFunctionStatementSyntax function) => functions.Any(pair => pair.Value == function && escaping.Contains(pair.Key));

    /// <summary>The locals and parameters from outside that it needs, itself or for others that it calls.</summary>
    public IReadOnlyList<ISymbol> CapturedBy(IMethodSymbol function) =>
        captured.TryGetValue(function.OriginalDefinition, out var list) ? list : [];

    /// <summary>Whether running the node can reach a local function that captures the symbol.</summary>
    public bool Reaches(SyntaxNode node, ISymbol symbol) => references.Any(
        pair => node.Span.Contains(pair.Key.Span) && CapturedBy(pair.Value).Contains(symbol, SymbolEqualityComparer.Default));

    /// <summary>The conversions that stand in a function's text or in that of others that it calls.</summary>
    public IEnumerable<DelegateConversion> ConversionsIn(IMethodSymbol function)
    {
        var reached = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { function.OriginalDefinition };
        var open = new Queue<ISymbol>(reached);
        while (open.Count > 0)
        {
            foreach (var other in ReferencesIn(functions[open.Dequeue()]).Where(reached.Add))
                open.Enqueue(other);
        }

        return conversions.Where(conversion => reached.Any(one => functions[one].Span.Contains(conversion.Name.Span)));
    }

    /// <summary>Takes in what each function names of its surroundings.</summary>
    public void FindCaptured(Func<SyntaxNode, IEnumerable<ISymbol>> capturedIn)
    {
        foreach (var pair in functions)
            captured[pair.Key] = [.. capturedIn(pair.Value).Where(symbol => symbol is not IParameterSymbol parameter || !parameter.Type.IsCo())];
        bool hasChanged;
        do
        {
            hasChanged = false;
            foreach (var pair in functions)
            {
                var own = captured[pair.Key];
                foreach (var symbol in ReferencesIn(pair.Value).SelectMany(other => captured[other]).ToList())
                {
                    if (own.Contains(symbol, SymbolEqualityComparer.Default) || symbol.DeclaringSyntaxReferences.Any(reference => pair.Value.Span.Contains(reference.Span)))
                        continue;
                    own.Add(symbol);
                    hasChanged = true;
                }
            }
        }
        while (hasChanged);
    }

    private void FindEscaping()
    {
        foreach (var pair in functions)
        {
            var function = pair.Value;
            if (function.Modifiers.Any(SyntaxKind.AsyncKeyword) || IsIterator(function))
                escaping.Add(pair.Key);
        }

        foreach (var pair in references.Where(pair => !IsCall(pair.Key) || pair.Key.Ancestors().TakeWhile(node => node != body).Any(IsLambda)))
            escaping.Add(pair.Value.OriginalDefinition);
        var open = new Queue<ISymbol>(escaping);
        while (open.Count > 0)
        {
            foreach (var other in ReferencesIn(functions[open.Dequeue()]).Where(escaping.Add))
                open.Enqueue(other);
        }
    }

    private IEnumerable<ISymbol> ReferencesIn(SyntaxNode node) =>
        references.Where(pair => node.Span.Contains(pair.Key.Span)).Select(pair => (ISymbol)pair.Value.OriginalDefinition);

    // "F" where a delegate is expected, "(Action)F", "new Action(F)".
    private DelegateConversion? ConversionOf(IOperation? operation, SimpleNameSyntax name, IMethodSymbol function)
    {
        while (operation is not null and not IDelegateCreationOperation && name.Span.Contains(operation.Syntax.Span))
            operation = operation.Parent;
        if (operation is not IDelegateCreationOperation { Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke } type })
            return null;
        var whole = operation.Syntax is BaseObjectCreationExpressionSyntax ? operation.Syntax : name;
        var isGeneric = type.ContainsLocalParameters() || function.TypeArguments.Any(argument => argument.ContainsLocalParameters());
        var isNested = name.Ancestors().TakeWhile(node => node != body).Any(BodyIndex.IsNestedFunction);
        return new DelegateConversion(name, whole, function, type, invoke, isGeneric, isNested);
    }

    private static bool IsCall(SimpleNameSyntax name) => name.Parent is InvocationExpressionSyntax call && call.Expression == name;

    private static bool IsLambda(SyntaxNode node) => node is not LocalFunctionStatementSyntax && BodyIndex.IsNestedFunction(node);

    private static bool IsIterator(LocalFunctionStatementSyntax function) => function.Body is { } block && block
        .DescendantNodes(node => !BodyIndex.IsNestedFunction(node)).Any(node => node is YieldStatementSyntax);
}

/// <summary>A place where a local function becomes a delegate.</summary>
/// <param name="Name">The function's name there.</param>
/// <param name="Whole">The expression that makes the delegate.</param>
/// <param name="Function">With its type arguments.</param>
/// <param name="Type">The delegate's type.</param>
/// <param name="Invoke">Its signature.</param>
/// <param name="IsGeneric">Whether the delegate depends on type parameters of a local function.</param>
/// <param name="IsNested">Whether it is made inside a lambda or local function.</param>
internal sealed record DelegateConversion(
    SimpleNameSyntax Name, SyntaxNode Whole, IMethodSymbol Function, INamedTypeSymbol Type, IMethodSymbol Invoke, bool IsGeneric, bool IsNested)
{
    /// <summary>The same for conversions that give equal delegates.</summary>
    public string Key => Function.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "#" + Function.OriginalDefinition.Locations[0].SourceSpan.Start + " as " + Type.FullName();
}
