// In: syntax without a suspension, or with its suspending parts bound already. Out: the user's text, with names rebound.
// Rebinding is all that happens here: variables, jumps that leave the text, and what the compiler derives from a place in the
// source (nameof, caller info, inferred member names).
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Binding.References;
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
    private int handed;

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
        code.Add(token.IsKind(SyntaxKind.IdentifierToken) && FunctionOf(token) is { } function && scope.Functions.NameOf(function) is { } name ? name : token.Text);
        if (!isLast)
            code.Add(token.TrailingTrivia);
    }

    private void VisitChildren(SyntaxNode node, bool isFirst, bool isLast)
    {
        var isFunction = BodyIndex.IsNestedFunction(node);
        var isHanded = node is LocalFunctionStatementSyntax && scope.Functions.IsHanded((IMethodSymbol)scope.Model.GetDeclaredSymbol(node)!);
        if (isFunction)
            nesting++;
        if (isHanded)
            handed++;
        var children = node.ChildNodesAndTokens();
        var opened = 0;
        for (var i = 0; i < children.Count; i++)
        {
            if (children[i].AsNode() is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } resource && nesting == 0 && CanBeStatement(resource))
            {
                WriteUsing(resource);
                opened++;
                continue;
            }

            if (i == children.Count - 1 && opened > 0)
                code.Add(new string('}', opened) + " ");
            Visit(children[i], isFirst && i == 0, isLast && i == children.Count - 1);
        }

        if (isFunction)
            nesting--;
        if (isHanded)
            handed--;
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
            return () => code.Add(MarkInner(node, replacement));
        switch (node)
        {
            case SimpleNameSyntax or BaseObjectCreationExpressionSyntax when scope.Functions.ConversionAt(node) is { } conversion:
                return () => WriteDelegate(conversion);
            // "(value)!" and "(value)(x)" would be casts.
            case ParenthesizedExpressionSyntax parenthesized when replacements is not null && replacements.TryGetValue(parenthesized.Expression, out var inner) && inner.Pieces is [VariablePiece] && scope.References.MarksOf(parenthesized.Expression) is null:
                return () => code.Add(inner);
            case IdentifierNameSyntax name:
                return PlanName(name);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } address when IsOfVariable(address.Operand):
                return () => WriteAddress(address, address.Operand, "");
            case MemberAccessExpressionSyntax { Parent: not ElementAccessExpressionSyntax } buffer when scope.IsPinned && AccessKind.IsFixedBuffer(buffer, scope.Model) && IsOfVariable(buffer.Expression):
                return () => WriteAddress(buffer, buffer.Expression, $".{buffer.Name}[0]");
            case InvocationExpressionSyntax call when IsNameOf(call):
                return () => code.Add(SymbolDisplay.FormatLiteral((string)scope.Model.GetConstantValue(call).Value!, quote: true));
            case MemberBindingExpressionSyntax binding when scope.ReceiverOf(binding) is { } receiver:
                return () => WriteMember(receiver, ".", binding.Name);
            case ElementBindingExpressionSyntax binding when scope.ReceiverOf(binding) is { } receiver:
                return () => WriteMember(receiver, "", binding.ArgumentList);
            case ParameterListSyntax { Parent: LocalFunctionStatementSyntax function } list when scope.Functions.HandedTo(scope.Model.GetDeclaredSymbol(function)!) is { Count: > 0 } variables:
                return () => WriteList(variables.Select(Parameter), list.Parameters);
            case BlockSyntax or ArrowExpressionClauseSyntax when node.Parent == root && root is LocalFunctionStatementSyntax function && scope.Overflow is { } keyword:
                return () => WriteInContext(function, node, keyword);
            case ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: SimpleNameSyntax name } } list when scope.Index.Functions.Of(name) is { } function && scope.Functions.HandedTo(function) is { Count: > 0 } variables:
                return () => WriteList(variables.Select(variable => Handed(variable, isInLambda: false)), list.Arguments, CallerInfo.Missing((ExpressionSyntax)name.Parent!, scope));
            case ArgumentListSyntax { Parent: ExpressionSyntax call } list when CallerInfo.Missing(call, scope) is { Count: > 0 } missing:
                return () => WriteList([], list.Arguments, missing);
            case DeclarationExpressionSyntax declaration when Designations(declaration).Any(IsVariable):
                return () => WriteTargets(declaration.Designation, AccessKind.AssignedAsAWhole(declaration, root) is null ? Access.Any : Access.Assign);
            case IsPatternExpressionSyntax test when Designations(test.Pattern).Any(IsVariable):
                return () => WriteTest(test);
            case ReturnStatementSyntax statement when nesting == 0:
                return () => WriteReturn(statement);
            case BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax when nesting == 0 && JumpTarget.Of((StatementSyntax)node, scope) is { } target:
                return () => code.Add(new JumpPiece(target));
            case ThrowStatementSyntax { Expression: null } when nesting == 0 && HandlerAround(node) is { } caught:
                return () => WriteRethrow(caught);
            case ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax tuple } argument when !IsTarget(tuple) && InferredName(argument.Expression) is { } inferred && WouldLoseName(argument.Expression) && HasName(tuple, argument):
                return () => WriteNamed($"{inferred}: ", argument.Expression);
            case AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } member when InferredName(member.Expression) is { } inferred && WouldLoseName(member.Expression):
                return () => WriteNamed($"{inferred} = ", member.Expression);
            default:
                return null;
        }
    }

    // What stands for an expression in parentheses stands for the expression, whose marks say where it is.
    private Code MarkInner(SyntaxNode node, Code replacement)
    {
        while (!ignoresMarks && node is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            node = node is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : ((PostfixUnaryExpressionSyntax)node).Operand;
            replacement = (scope.References.MarksOf(node) ?? []).Aggregate(replacement, (inner, mark) => mark(inner));
        }

        return replacement;
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
        var access = variable.Tracked is { IsSpan: true } && IsOwnMemberOfSpan(name) ? Access.Read : AccessKind.Of(name, symbol, root);
        return () => code.Add(Use(variable, access));
    }

    // What a span does itself leaves it as it is; an extension may take it by reference.
    private bool IsOwnMemberOfSpan(IdentifierNameSyntax name) => name.Parent switch
    {
        ElementAccessExpressionSyntax element => element.Expression == name,
        MemberAccessExpressionSyntax member => member.Expression == name && scope.Model.GetSymbolInfo(member).Symbol?.ContainingType.IsSpan() == true,
        _ => false,
    };

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

    private void WriteList(IEnumerable<Code> first, IEnumerable<SyntaxNode> items, IReadOnlyList<string>? last = null)
    {
        code.Add("(");
        var separator = "";
        foreach (var item in first)
        {
            code.Add(separator);
            code.Add(item);
            separator = ", ";
        }

        foreach (var item in items)
        {
            code.Add(separator);
            WriteNested(item);
            separator = ", ";
        }

        code.Add((last is { Count: > 0 } ? separator + string.Join(", ", last) : "") + ")");
    }

    // "F" becomes "(cell ??= (int a) => F(x, a))": the same delegate as long as the boxes are the same.
    private void WriteDelegate(DelegateConversion conversion)
    {
        var cell = scope.Functions.CellOf(conversion);
        var parameters = conversion.Invoke.Parameters.Select((parameter, position) => $"{Modifier(parameter.RefKind)}{scope.NameOf(parameter.Type)} arg{position}");
        var arguments = conversion.Invoke.Parameters.Select((parameter, position) => Code.Of($"{(parameter.RefKind == RefKind.RefReadOnlyParameter ? "in " : Modifier(parameter.RefKind))}arg{position}"));
        code.Add(cell is null ? $"new {scope.NameOf(conversion.Type)}(" : "(");
        if (cell is not null)
            code.Add(Code.Empty with { Pieces = [Use(cell, Access.Any), new TextPiece(" ??= ")] });
        code.Add($"({string.Join(", ", parameters)}) => {(conversion.Function.RefKind == RefKind.None ? "" : "ref ")}{scope.Functions.NameOf(conversion.Function)}{TypeArguments(conversion.Function)}(");
        code.Add(Code.Join(", ", scope.Functions.HandedTo(conversion.Function).Select(variable => Handed(variable, isInLambda: true)).Concat(arguments)));
        code.Add("))");
    }

    // A local function is declared outside of the checked or unchecked block that it stands in.
    private void WriteInContext(LocalFunctionStatementSyntax function, SyntaxNode body, string keyword)
    {
        var isVoid = scope.Model.GetDeclaredSymbol(function) is IMethodSymbol { ReturnsVoid: true };
        code.Add(body is BlockSyntax ? $"{{ {keyword} " : isVoid ? $"{{ {keyword} {{ " : $"=> {keyword}(");
        if (body is ArrowExpressionClauseSyntax arrow)
            WriteNested(arrow.Expression);
        else
            VisitChildren(body, isFirst: true, isLast: true);
        code.Add(body is BlockSyntax ? " }" : isVoid ? "; } }" : ")");
    }

    private string TypeArguments(IMethodSymbol function) =>
        function.Arity == 0 ? "" : $"<{string.Join(", ", function.TypeArguments.Select(scope.NameOf))}>";

    private static string Modifier(RefKind kind) => kind switch
    {
        RefKind.None => "",
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.In => "in ",
        _ => "ref readonly ",
    };

    private static Code Parameter(Variable variable) =>
        Code.Of(variable.IsCaptured ? $"{variable.BoxType} {variable.Name}" : $"ref {variable.Type} {variable.Name}");

    private Code Handed(Variable variable, bool isInLambda) => new([Use(variable, Access.Pass, isInLambda)]);

    private Piece Use(Variable variable, Access access, bool isInLambda = false)
    {
        var use = handed > 0
            ? new VariablePiece(variable, access, InClosure: false) { InFunction = true }
            : new VariablePiece(variable, access, InClosure: nesting > 0 || isInLambda);
        return variable.Level == scope.Level ? use : new OuterPiece(use);
    }

    private IMethodSymbol? FunctionOf(SyntaxToken token) => token.Parent switch
    {
        LocalFunctionStatementSyntax function when function.Identifier == token => scope.Model.GetDeclaredSymbol(function),
        SimpleNameSyntax name => scope.Index.Functions.Of(name),
        _ => null,
    };

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
    private void WriteTargets(VariableDesignationSyntax designation, Access access)
    {
        switch (designation)
        {
            case SingleVariableDesignationSyntax single when IsVariable(single):
                code.Add(Use(scope.VariableOf(scope.Model.GetDeclaredSymbol(single))!, access));
                break;
            case ParenthesizedVariableDesignationSyntax list:
                code.Add("(");
                for (var i = 0; i < list.Variables.Count; i++)
                {
                    code.Add(i == 0 ? "" : ", ");
                    WriteTargets(list.Variables[i], access);
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
            code.Add(Use(scope.VariableOf(pair.Key)!, Access.Any));
            code.Add($" = {pair.Value}) is var _");
        }

        code.Add(")");
    }

    private IEnumerable<SingleVariableDesignationSyntax> Designations(SyntaxNode node) =>
        node.DescendantNodesAndSelf(child => !BodyIndex.IsNestedFunction(child)).OfType<SingleVariableDesignationSyntax>();

    private bool IsVariable(SingleVariableDesignationSyntax designation) =>
        scope.VariableOf(scope.Model.GetDeclaredSymbol(designation)) is not null;

    // A jump out of the text becomes a goto, and the compiler lets none pass a using declaration, in whatever block that stands. A local
    // function behind it may be called before it; a label behind it is reached from there only.
    private bool CanBeStatement(LocalDeclarationStatementSyntax resource) =>
        resource.Parent is BlockSyntax block
        && !block.Statements.SkipWhile(statement => statement != resource).Any(statement => statement is LocalFunctionStatementSyntax)
        && root.DescendantNodesAndSelf(child => !BodyIndex.IsNestedFunction(child)).OfType<StatementSyntax>()
            .Any(statement => statement is ReturnStatementSyntax || JumpTarget.Of(statement, scope) is not null);

    // "using var x = y;" becomes "using (var x = y) {"; the brace is closed at the end of the block.
    private void WriteUsing(LocalDeclarationStatementSyntax resource)
    {
        code.Add(resource.GetLeadingTrivia());
        code.Add("using (");
        WriteNested(resource.Declaration);
        code.Add(") {");
        code.Add(resource.GetTrailingTrivia());
    }

    // C# takes no address of what stands in a frame, since most frames move; this one does not.
    private bool IsOfVariable(ExpressionSyntax place) => scope.IsPinned && place switch
    {
        ParenthesizedExpressionSyntax parenthesized => IsOfVariable(parenthesized.Expression),
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access => IsOfVariable(access.Expression),
        ElementAccessExpressionSyntax element => scope.Model.GetTypeInfo(element.Expression).Type is { IsValueType: true } && IsOfVariable(element.Expression),
        IdentifierNameSyntax name => scope.VariableOf(scope.Index.SymbolOf(name)) is { IsShared: true },
        _ => false,
    };

    private void WriteAddress(ExpressionSyntax address, ExpressionSyntax place, string rest)
    {
        code.Add($"(({scope.NameOf(scope.Model.GetTypeInfo(address).Type!)})global::System.Runtime.CompilerServices.Unsafe.AsPointer(ref ");
        WriteNested(place);
        code.Add(rest + "))");
    }

    private static bool IsTarget(TupleExpressionSyntax tuple) =>
        tuple.Parent is AssignmentExpressionSyntax assignment && assignment.Left == tuple
        || tuple.Parent is ForEachVariableStatementSyntax
        || tuple.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax outer } && IsTarget(outer);

    // The compiler infers no name that another element has too, nor one that the tuple has for something else, like "Item2".
    private bool HasName(TupleExpressionSyntax tuple, ArgumentSyntax argument) =>
        scope.Model.GetTypeInfo(tuple).Type is INamedTypeSymbol { IsTupleType: true } type
        && type.TupleElements[tuple.Arguments.IndexOf(argument)].IsExplicitlyNamedTupleElement;

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
