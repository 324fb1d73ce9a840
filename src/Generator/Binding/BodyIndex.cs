// One walk over a body before it is taken apart. Out: where it suspends, every use of each local and parameter, every name.
// What Co is used for besides is a problem.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed class BodyIndex
{
    private readonly SemanticModel model;
    private readonly IParameterSymbol co;
    private readonly HashSet<SyntaxNode> suspending = [];
    private readonly Dictionary<InvocationExpressionSyntax, IMethodSymbol> suspensions = [];
    private readonly Dictionary<ISymbol, List<IdentifierNameSyntax>> uses = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, ISymbol> symbols = [];

    /// <param name="body">The body.</param>
    /// <param name="method">Whose body it is.</param>
    /// <param name="model">What names mean.</param>
    /// <param name="problems">Takes in what Co is used for besides.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="outer">The body around that of a local coroutine.</param>
    public BodyIndex(SyntaxNode body, IMethodSymbol method, SemanticModel model, List<Problem> problems, CancellationToken cancellation, BodyIndex? outer = null)
    {
        this.model = model;
        co = method.Parameters.First(parameter => parameter.Type.IsCo());
        Body = body;
        Identifiers = outer?.Identifiers ?? [.. body.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
        foreach (var name in body.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsMemberName(name) || model.GetSymbolInfo(name).Symbol is not { } symbol)
                continue;
            if (symbol is not (ILocalSymbol or IParameterSymbol or IRangeVariableSymbol))
                continue;
            if (SymbolEqualityComparer.Default.Equals(symbol, co))
                AddCo(name, problems);
            symbols[name] = symbol;
            if (!uses.TryGetValue(symbol, out var list))
                uses[symbol] = list = [];
            list.Add(name);
        }

        Functions = outer?.Functions ?? new LocalFunctions(body, model);
        if (outer is null)
            Functions.FindCaptured(CapturedIn);
    }

    public SyntaxNode Body { get; }

    public LocalFunctions Functions { get; }

    /// <summary>Every identifier in the body, whatever it stands for.</summary>
    public HashSet<string> Identifiers { get; }

    public IEnumerable<InvocationExpressionSyntax> Suspensions => suspensions.Keys;

    /// <summary>Whether a suspension stands in the node, or is the node.</summary>
    public bool Suspends(SyntaxNode? node) => node is not null && suspending.Contains(node);

    public bool IsSuspension(InvocationExpressionSyntax call, out IMethodSymbol method) => suspensions.TryGetValue(call, out method!);

    /// <summary>Whether it is "co.Each(…)" or "co.Use(…)" in the head of the statement that it opens.</summary>
    public bool IsOpening(SyntaxNode? node) =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Each" or "Use" } } call && IsHead(call) && suspensions.TryGetValue(call, out var method) && !method.IsCoroutine();

    public IReadOnlyList<IdentifierNameSyntax> UsesOf(ISymbol symbol) => uses.TryGetValue(symbol, out var list) ? list : [];

    /// <summary>The local or parameter that an identifier names.</summary>
    public ISymbol? SymbolOf(IdentifierNameSyntax name) => symbols.TryGetValue(name, out var symbol) ? symbol : null;

    /// <summary>
    /// Whether a symbol must live in a box: a lambda, a query, or a local function that may outlive its call, names it and is not
    /// where it is declared.
    /// </summary>
    public bool IsCaptured(ISymbol symbol, SyntaxNode declaration) =>
        UsesOf(symbol).Any(use => use.Ancestors().TakeWhile(node => node != Body).Any(
            node => IsNestedFunction(node) && !node.Span.Contains(declaration.Span) && (node is not LocalFunctionStatementSyntax function || Functions.Escapes(function))));

    /// <summary>The locals and parameters of the coroutine that a nested function names.</summary>
    public IEnumerable<ISymbol> CapturedIn(SyntaxNode function) => uses
        .Where(pair => pair.Value.Any(use => function.Span.Contains(use.Span)) && pair.Key is not ILocalSymbol { IsConst: true })
        .Select(pair => pair.Key)
        .Where(symbol => !symbol.DeclaringSyntaxReferences.Any(reference => function.Span.Contains(reference.Span)));

    /// <summary>The text in which what is declared there can be named, or less.</summary>
    public TextRange ScopeOf(SyntaxNode declaration)
    {
        var holder = declaration.AncestorsAndSelf().FirstOrDefault(node => node == Body || node is BlockSyntax or SwitchSectionSyntax
            || node is StatementSyntax and not (LocalDeclarationStatementSyntax or LabeledStatementSyntax)) ?? Body;
        return new TextRange(holder.Span.Start, holder.Span.End);
    }

    /// <summary>The text that is run through again and again, around a node; everything where there is none.</summary>
    public TextRange RoundOf(SyntaxNode node)
    {
        for (var (inner, outer) = (node, node.Parent); outer is not null && inner != Body; (inner, outer) = (outer, outer.Parent))
        {
            var isInRound = outer switch
            {
                WhileStatementSyntax or DoStatementSyntax => true,
                ForStatementSyntax loop => inner != loop.Declaration && !loop.Initializers.Contains(inner),
                CommonForEachStatementSyntax loop => inner != loop.Expression,
                _ => false,
            };
            if (isInRound)
                return new TextRange(outer.Span.Start, outer.Span.End);
            // A goto may lead back to a label before it.
            if (outer is BlockSyntax block && block.Statements.LastOrDefault(statement => statement is LabeledStatementSyntax && statement.SpanStart <= inner.SpanStart) is { } label)
                return new TextRange(label.Span.Start, block.Span.End);
        }

        return TextRange.Everything;
    }

    public static bool IsNestedFunction(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryBodySyntax;

    /// <summary>Names after a dot, in initialisers and before colons mean members, whatever locals there are.</summary>
    public static bool IsMemberName(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } assignment => assignment.Left == name
            && (initializer.IsKind(SyntaxKind.ObjectInitializerExpression) || initializer.IsKind(SyntaxKind.WithInitializerExpression)),
        _ => false,
    };

    private void AddCo(IdentifierNameSyntax name, List<Problem> problems)
    {
        if (name.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => IsNameOf(call)))
            return;
        if (name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax await } access && access.Expression == name && access.Name.Identifier.ValueText == "Await")
        {
            if (model.GetSymbolInfo(await).Symbol is IMethodSymbol method)
                Add(await, method);
            return;
        }

        if (name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Each" or "Use", Parent: InvocationExpressionSyntax opening } && model.GetSymbolInfo(opening).Symbol is IMethodSymbol open)
        {
            if (IsHead(opening))
                Add(opening, open);
            else
                problems.Add(Problem.At(Rules.CoKept, name.GetLocation(), $"'co.{open.Name}(…)' stands in the head of a '{(open.Name == "Each" ? "foreach" : "using")}'"));
            return;
        }

        if (name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } argument
            && model.GetSymbolInfo(call).Symbol is IMethodSymbol callee)
        {
            if (callee.IsCoroutine())
                Add(call, callee);
            else if (TypeOfParameter(callee, argument) is ITypeParameterSymbol parameter)
                problems.Add(Problem.At(Rules.CoKept, name.GetLocation(), $"here it is bound to the type parameter '{parameter.Name}'"));
            else
                problems.Add(Problem.At(Rules.CoToOrdinaryMethod, name.GetLocation(), callee.MethodKind == MethodKind.DelegateInvoke ? "the delegate" : callee.Name));
            return;
        }

        problems.Add(Problem.At(Rules.CoKept, name.GetLocation(), "here it is used otherwise"));
    }

    private static bool IsHead(InvocationExpressionSyntax call) => call.Parent switch
    {
        CommonForEachStatementSyntax loop => loop.Expression == call,
        UsingStatementSyntax use => use.Expression == call,
        EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax declaration } => declaration.Parent is UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 },
        _ => false,
    };

    private ITypeSymbol? TypeOfParameter(IMethodSymbol callee, ArgumentSyntax argument)
    {
        var operation = model.GetOperation(argument) as Microsoft.CodeAnalysis.Operations.IArgumentOperation;
        return operation?.Parameter?.OriginalDefinition.Type ?? callee.OriginalDefinition.Parameters.FirstOrDefault()?.Type;
    }

    private bool IsNameOf(InvocationExpressionSyntax call) =>
        call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" } && model.GetConstantValue(call).HasValue;

    private void Add(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        suspensions[call] = method;
        for (SyntaxNode? node = call; node is not null && suspending.Add(node); node = node.Parent)
        {
            if (node == Body)
                break;
        }
    }
}
