// In: syntax without a suspension, or with its suspending parts bound already. Out: the user's text, with names rebound.
// Rebinding is all that happens here: variables, jumps that leave the text, and what the compiler derives from a place in the
// source (nameof, caller info, inferred member names).
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed class TextCopier
{
    private readonly Scope scope;
    private readonly SyntaxNode root;
    private readonly IReadOnlyDictionary<SyntaxNode, Code>? replacements;
    private readonly IReadOnlyDictionary<ISymbol, string>? renamed;
    private readonly CodeBuilder code = new();
    private SyntaxNode? unmarked;
    private bool ignoresMarks;
    private int nesting;

    private TextCopier(Scope scope, SyntaxNode root, IReadOnlyDictionary<SyntaxNode, Code>? replacements, IReadOnlyDictionary<ISymbol, string>? renamed)
    {
        this.scope = scope;
        this.root = root;
        this.replacements = replacements;
        this.renamed = renamed;
    }

    /// <param name="scope">What names mean.</param>
    /// <param name="node">The text to copy.</param>
    /// <param name="replacements">Parts that have been bound already.</param>
    /// <param name="renamed">Variables that have another name just here.</param>
    public static Code Copy(
        Scope scope, SyntaxNode node, IReadOnlyDictionary<SyntaxNode, Code>? replacements = null, IReadOnlyDictionary<ISymbol, string>? renamed = null)
    {
        var copier = new TextCopier(scope, node, replacements, renamed);
        copier.Visit(node, isFirst: true, isLast: true);
        return copier.code.ToCode(copier.DeclaresNames(node));
    }

    /// <summary>Copies a place that can be named at any time, without saying what points to it.</summary>
    public static Code CopyPlace(Scope scope, SyntaxNode node)
    {
        var copier = new TextCopier(scope, node, replacements: null, renamed: null) { ignoresMarks = true };
        copier.Visit(node, isFirst: true, isLast: true);
        return copier.code.ToCode(declaresNames: false);
    }

    // Names in a block of the text's own stay there; pattern and out variables belong to what is around the statement.
    private bool DeclaresNames(SyntaxNode node) => node is not BlockSyntax && node
        .DescendantNodesAndSelf(child => child is not BlockSyntax && !BodyIndex.IsNestedFunction(child))
        .OfType<SingleVariableDesignationSyntax>().Any(designation => !IsVariable(designation));

    // Trivia at the edges belongs to whoever places the text.
    private void Visit(SyntaxNodeOrToken item, bool isFirst, bool isLast)
    {
        if (item.AsNode() is { } node)
        {
            if (!isFirst && IsTakenWhole(node))
                code.Add(node.GetLeadingTrivia());
            if (!TryVisit(node))
            {
                VisitChildren(node, isFirst, isLast);
                return;
            }

            if (!isLast)
                code.Add(node.GetTrailingTrivia());
            return;
        }

        var token = item.AsToken();
        if (!isFirst)
            code.Add(token.LeadingTrivia);
        code.Add(token.Text);
        if (!isLast)
            code.Add(token.TrailingTrivia);
    }

    private void VisitChildren(SyntaxNode node, bool isFirst, bool isLast)
    {
        var isFunction = BodyIndex.IsNestedFunction(node);
        if (isFunction)
            nesting++;
        var children = node.ChildNodesAndTokens();
        for (var i = 0; i < children.Count; i++)
            Visit(children[i], isFirst && i == 0, isLast && i == children.Count - 1);
        if (isFunction)
            nesting--;
    }

    // A node that is rewritten as a whole has its leading trivia written before it.
    private bool IsTakenWhole(SyntaxNode node) => Plan(node) is not null;

    private bool TryVisit(SyntaxNode node)
    {
        if (Plan(node) is not { } write)
            return false;
        write();
        return true;
    }

    /// <summary>How a node is rewritten; null for nodes that are copied part by part.</summary>
    private Action? Plan(SyntaxNode node)
    {
        if (!ignoresMarks && node != unmarked && scope.References.MarksOf(node) is { } marks)
            return () => code.Add(marks.Aggregate(CopyUnmarked(node), (inner, mark) => mark(inner)));
        if (replacements is not null && replacements.TryGetValue(node, out var replacement))
            return () => code.Add(replacement);
        switch (node)
        {
            case IdentifierNameSyntax name:
                return PlanName(name);
            case InvocationExpressionSyntax call when IsNameOf(call):
                return () => code.Add(SymbolDisplay.FormatLiteral((string)scope.Model.GetConstantValue(call).Value!, quote: true));
            case MemberBindingExpressionSyntax binding when scope.ReceiverOf(binding) is { } receiver:
                return () => WriteMember(receiver, ".", binding.Name);
            case ElementBindingExpressionSyntax binding when scope.ReceiverOf(binding) is { } receiver:
                return () => WriteMember(receiver, "", binding.ArgumentList);
            case ArgumentListSyntax { Parent: ExpressionSyntax call } list when CallerInfo.Missing(call, scope) is { Count: > 0 } missing:
                return () => WriteArguments(list, missing);
            case DeclarationExpressionSyntax declaration when Designations(declaration).Any(IsVariable):
                return () => WriteTargets(declaration.Designation);
            case IsPatternExpressionSyntax test when Designations(test.Pattern).Any(IsVariable):
                return () => WriteTest(test);
            case ReturnStatementSyntax statement when nesting == 0:
                return () => WriteReturn(statement);
            case BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax when nesting == 0 && JumpTarget.Of((StatementSyntax)node, scope) is { } target:
                return () => code.Add(new JumpPiece(target));
            case ThrowStatementSyntax { Expression: null } when nesting == 0 && HandlerAround(node) is { } caught:
                return () => WriteRethrow(caught);
            case ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax tuple } argument when !IsTarget(tuple) && InferredName(argument.Expression) is { } inferred && WouldLoseName(argument.Expression):
                return () => WriteNamed($"{inferred}: ", argument.Expression);
            case AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } member when InferredName(member.Expression) is { } inferred && WouldLoseName(member.Expression):
                return () => WriteNamed($"{inferred} = ", member.Expression);
            default:
                return null;
        }
    }

    private Code CopyUnmarked(SyntaxNode node)
    {
        var copier = new TextCopier(scope, root, replacements, renamed) { unmarked = node, nesting = nesting };
        copier.Visit(node, isFirst: true, isLast: true);
        return copier.code.ToCode(copier.DeclaresNames(node));
    }

    private Action? PlanName(IdentifierNameSyntax name)
    {
        if (scope.Index.SymbolOf(name) is not { } symbol)
            return null;
        if (renamed is not null && renamed.TryGetValue(symbol, out var other))
            return () => code.Add(other);
        if (scope.ConstantOf(symbol) is { } constant)
            return () => code.Add(constant);
        if (scope.VariableOf(symbol) is not { } variable)
            return null;
        return () => code.Add(new VariablePiece(variable, AccessKind.Of(name, root), InClosure: nesting > 0));
    }

    private bool IsNameOf(InvocationExpressionSyntax call) =>
        call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" } && scope.Model.GetConstantValue(call) is { HasValue: true, Value: string };

    private void WriteNested(SyntaxNode node) => Visit(node, isFirst: true, isLast: true);

    private void WriteNamed(string prefix, ExpressionSyntax expression)
    {
        code.Add(prefix);
        WriteNested(expression);
    }

    private void WriteMember(Code receiver, string dot, SyntaxNode member)
    {
        code.Add(receiver);
        code.Add(dot);
        WriteNested(member);
    }

    private void WriteArguments(ArgumentListSyntax list, IReadOnlyList<string> missing)
    {
        code.Add("(");
        for (var i = 0; i < list.Arguments.Count; i++)
        {
            code.Add(i == 0 ? "" : ", ");
            WriteNested(list.Arguments[i]);
        }

        code.Add((list.Arguments.Count == 0 ? "" : ", ") + string.Join(", ", missing) + ")");
    }

    private void WriteReturn(ReturnStatementSyntax statement)
    {
        if (statement.Expression is null)
        {
            code.Add(new JumpPiece(scope.Return));
            return;
        }

        code.Add("{ ");
        code.Add(new ResultPiece());
        code.Add(" = ");
        WriteNested(statement.Expression);
        code.Add("; ");
        code.Add(new JumpPiece(scope.Return));
        code.Add(" }");
    }

    private void WriteRethrow(Variable caught)
    {
        code.Add("throw global::PollGen.CompilerServices.Machine.Rethrow(");
        code.Add(new VariablePiece(caught, Access.Read, InClosure: false));
        code.Add(");");
    }

    private Variable? HandlerAround(SyntaxNode node) =>
        node.FirstAncestorOrSelf<CatchClauseSyntax>() is { } clause && scope.Caught.TryGetValue(clause, out var caught) ? caught : null;

    // "out var x" and "var (a, b)" become "out x" and "(a, b)": the variables are declared elsewhere.
    private void WriteTargets(VariableDesignationSyntax designation)
    {
        switch (designation)
        {
            case SingleVariableDesignationSyntax single when IsVariable(single):
                code.Add(new VariablePiece(scope.VariableOf(scope.Model.GetDeclaredSymbol(single))!, Access.Any, InClosure: nesting > 0));
                break;
            case ParenthesizedVariableDesignationSyntax list:
                code.Add("(");
                for (var i = 0; i < list.Variables.Count; i++)
                {
                    code.Add(i == 0 ? "" : ", ");
                    WriteTargets(list.Variables[i]);
                }

                code.Add(")");
                break;
            case DiscardDesignationSyntax:
                code.Add("_");
                break;
            default:
                code.Add("var ");
                WriteNested(designation);
                break;
        }
    }

    // "o is int n" becomes "(o is int n2 && (n = n2) is var _)": a pattern can only declare, not assign.
    private void WriteTest(IsPatternExpressionSyntax test)
    {
        var pattern = test.Pattern;
        var isNegated = false;
        while (pattern is ParenthesizedPatternSyntax or UnaryPatternSyntax)
        {
            isNegated ^= pattern is UnaryPatternSyntax;
            pattern = pattern is UnaryPatternSyntax unary ? unary.Pattern : ((ParenthesizedPatternSyntax)pattern).Pattern;
        }

        code.Add(isNegated ? "!(" : "(");
        WriteNested(test.Expression);
        code.Add(" is ");
        var names = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
        code.Add(PatternCopier.Copy(scope, pattern, names, replacements));
        foreach (var pair in names)
        {
            code.Add(" && (");
            code.Add(new VariablePiece(scope.VariableOf(pair.Key)!, Access.Any, InClosure: nesting > 0));
            code.Add($" = {pair.Value}) is var _");
        }

        code.Add(")");
    }

    private IEnumerable<SingleVariableDesignationSyntax> Designations(SyntaxNode node) =>
        node.DescendantNodesAndSelf(child => !BodyIndex.IsNestedFunction(child)).OfType<SingleVariableDesignationSyntax>();

    private bool IsVariable(SingleVariableDesignationSyntax designation) =>
        scope.VariableOf(scope.Model.GetDeclaredSymbol(designation)) is not null;

    private static bool IsTarget(TupleExpressionSyntax tuple) =>
        tuple.Parent is AssignmentExpressionSyntax assignment && assignment.Left == tuple
        || tuple.Parent is ForEachVariableStatementSyntax
        || tuple.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax outer } && IsTarget(outer);

    private static string? InferredName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        ConditionalAccessExpressionSyntax access => InferredName(access.WhenNotNull),
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.Text,
        _ => null,
    };

    private bool WouldLoseName(ExpressionSyntax expression) =>
        replacements is not null && replacements.ContainsKey(expression)
        || expression is IdentifierNameSyntax name && scope.VariableOf(scope.Index.SymbolOf(name)) is { } variable
            && (variable.IsCaptured || variable.Name != name.Identifier.Text);
}
