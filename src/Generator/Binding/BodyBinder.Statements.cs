using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private void BindStatements(IReadOnlyList<StatementSyntax> statements)
    {
        // A local function may be called, and a label jumped to, where a variable of the block is not declared yet.
        if (statements.Any(statement => statement is LabeledStatementSyntax or LocalFunctionStatementSyntax))
            BindBoxes(statements);
        BindList(statements);
    }

    private void BindList(IReadOnlyList<StatementSyntax> statements)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            var statement = BindLabels(statements[i]);
            if (statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } resource)
            {
                // The rest of the block is what the resource is used by.
                BindUsing(resource.Declaration, () => BindList([.. statements.Skip(i + 1)]));
                return;
            }

            BindStatement(statement);
        }
    }

    private StatementSyntax BindLabels(StatementSyntax statement)
    {
        while (statement is LabeledStatementSyntax labelled)
        {
            Add(new BoundLabel(scope.LabelOf(model.GetDeclaredSymbol(labelled)!)), labelled);
            statement = labelled.Statement;
        }

        return statement;
    }

    private void BindStatement(StatementSyntax statement)
    {
        scope.Cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case LocalDeclarationStatementSyntax { IsConst: true } constant:
                BindConstants(constant);
                return;
            case LocalDeclarationStatementSyntax declaration:
                BindDeclaration(declaration.Declaration);
                return;
            case LabeledStatementSyntax:
                BindStatement(BindLabels(statement));
                return;
            case ReturnStatementSyntax result:
                Add(new BoundReturn(result.Expression is null ? null : BindFinal(result.Expression)), result);
                return;
            case BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax when JumpTarget.Of(statement, scope) is { } target:
                Add(new BoundJump(target), statement);
                return;
            case LocalFunctionStatementSyntax function:
                BindLocalFunction(function);
                return;
            case EmptyStatementSyntax:
                return;
        }

        if (!index.Suspends(statement))
            CopyStatement(statement);
        else if (StatementShape.SuspendsOnlyInHead(statement, index))
            BindHead(statement);
        else
            BindSuspending(statement);
    }

    private void CopyStatement(StatementSyntax statement, IReadOnlyDictionary<SyntaxNode, Code>? replacements = null)
    {
        var code = Copy(statement, replacements);
        Add(new BoundCode(code, replacements is null ? FallsThrough(statement) : FallsThroughWithoutHead(statement)), statement);
    }

    // The compiler knows the outcome of some heads: that they throw, or are always true. When the head is taken out, either branch can be taken.
    private bool FallsThroughWithoutHead(StatementSyntax statement) => StatementShape.Heads(statement).Any(Throws)
        || (statement is IfStatementSyntax branch ? branch.Else is null || FallsThrough(branch.Statement) || FallsThrough(branch.Else.Statement) : FallsThrough(statement));

    // Where the compiler sees that a statement is never reached, it says nothing about its end; the machine's code after it is resumed all the same.
    private bool FallsThrough(StatementSyntax statement)
    {
        var flow = model.AnalyzeControlFlow(statement);
        return flow is not { Succeeded: true } || flow.EndPointIsReachable || !flow.StartPointIsReachable && statement is not ThrowStatementSyntax;
    }

    private static bool Throws(ExpressionSyntax head) =>
        head.DescendantNodesAndSelf(node => !BodyIndex.IsNestedFunction(node)).Any(node => node is ThrowExpressionSyntax);

    private void BindHead(StatementSyntax statement) =>
        CopyStatement(statement, BindOperands([.. StatementShape.Heads(statement).Select(head => new Operand(head, IsPlace: false, "value"))]));

    private void BindSuspending(StatementSyntax statement)
    {
        switch (statement)
        {
            case BlockSyntax block:
                BindStatements(block.Statements);
                break;
            case ExpressionStatementSyntax expression:
                BindExpressionStatement(expression.Expression, expression);
                break;
            case IfStatementSyntax branch:
                var condition = BindFinal(branch.Condition);
                Add(new BoundIf(condition, BindBlock(branch.Statement), branch.Else is null ? null : BindBlock(branch.Else.Statement)), branch.Condition);
                break;
            case WhileStatementSyntax loop:
                BindLoop(loop, loop.Condition, testsFirst: true, loop.Statement, [], "While");
                break;
            case DoStatementSyntax loop:
                BindLoop(loop, loop.Condition, testsFirst: false, loop.Statement, [], "Do");
                break;
            case ForStatementSyntax loop:
                if (loop.Declaration is not null)
                    BindDeclaration(loop.Declaration);
                foreach (var initializer in loop.Initializers)
                    BindExpressionStatement(initializer, initializer);
                BindLoop(loop, loop.Condition, testsFirst: true, loop.Statement, loop.Incrementors, "For");
                break;
            case CommonForEachStatementSyntax loop:
                BindForEach(loop);
                break;
            case SwitchStatementSyntax choice:
                BindSwitch(choice);
                break;
            case ThrowStatementSyntax thrown:
                Add(new BoundCode("throw " + BindFinal(thrown.Expression!) + ";", FallsThrough: false), thrown);
                break;
            case TryStatementSyntax attempt:
                BindTry(attempt);
                break;
            case UsingStatementSyntax { Declaration: { } resources } use:
                BindUsing(resources, () => BindStatement(use.Statement));
                break;
            case UsingStatementSyntax { Expression: { } resource } use:
                BindUsing(resource, () => BindStatement(use.Statement));
                break;
            case CheckedStatementSyntax block:
                BindChecked(block);
                break;
            case UnsafeStatementSyntax block:
                BindUnsafe(block);
                break;
            case FixedStatementSyntax pinned:
                BindFixed(pinned);
                break;
            case LockStatementSyntax locked:
                scope.Report(Rules.UnsupportedForm, locked.LockKeyword, "A lock cannot be held across a suspension: another task on this thread would find it taken or free by chance. End the lock before the suspension");
                break;
            default:
                scope.Report(Rules.UnsupportedForm, FirstSuspension(statement), $"A suspension inside '{statement.GetFirstToken().Text}' cannot be compiled yet; move it out of this statement");
                break;
        }
    }

    private void BindExpressionStatement(ExpressionSyntax expression, SyntaxNode source)
    {
        if (!index.Suspends(expression))
        {
            Add(new BoundCode(Copy(expression) + ";"), source);
            return;
        }

        switch (expression)
        {
            case InvocationExpressionSyntax call when index.IsSuspension(call, out var method):
                BindSuspension(call, method, isUsed: false);
                break;
            case InvocationExpressionSyntax call when IsOmitted(call):
                break;
            case ThrowExpressionSyntax thrown:
                Bind(thrown);
                break;
            case ConditionalAccessExpressionSyntax access:
                BindConditionalAccess(access, isUsed: false);
                break;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } assignment:
                BindCoalesceAssignment(assignment, isUsed: false);
                break;
            default:
                var code = Bind(expression);
                Add(new BoundCode(code + ";"), source);
                break;
        }
    }

    private void BindDeclaration(VariableDeclarationSyntax declaration)
    {
        foreach (var declarator in declaration.Variables)
        {
            var symbol = (ILocalSymbol)model.GetDeclaredSymbol(declarator)!;
            var value = declarator.Initializer is null ? null : BindInitializer(declarator.Initializer.Value, symbol);
            var source = declarator.Parent!.Parent is LocalDeclarationStatementSyntax statement ? statement : (SyntaxNode)declarator;
            AddDeclaration(new BoundDeclaration(scope.Declare(symbol, declarator), value, DeclaredType(declaration, symbol)), source);
        }
    }

    // "var" stays "var" where the initialiser has the type by itself.
    private string DeclaredType(VariableDeclarationSyntax declaration, ILocalSymbol symbol) =>
        declaration.Type.IsVar && declaration.Variables.Any(index.Suspends) && TypeNames.CanBeNamedElsewhere(symbol.Type)
            ? scope.NameOf(symbol.Type)
            : declaration.Type.ToString();

    private Code BindInitializer(ExpressionSyntax value, ILocalSymbol symbol)
    {
        // "int[] a = { … }" is written out, because the assignment may come to stand alone.
        if (value is InitializerExpressionSyntax elements)
            return $"new {scope.NameOf(symbol.Type)} " + (index.Suspends(elements) ? BindStrict(elements, Flat(elements)) : Copy(elements));
        return BindFinal(value);
    }

    private void BindConstants(LocalDeclarationStatementSyntax statement)
    {
        foreach (var declarator in statement.Declaration.Variables)
        {
            var symbol = (ILocalSymbol)model.GetDeclaredSymbol(declarator)!;
            var value = Copy(declarator.Initializer!.Value);
            Add(new BoundConstant(scope.DeclareConstant(symbol), scope.NameOf(symbol.Type), value), statement);
        }
    }

    private void BindLoop(
        StatementSyntax loop, ExpressionSyntax? condition, bool testsFirst, StatementSyntax body, IReadOnlyList<ExpressionSyntax> increments, string name)
    {
        var labels = (Break: scope.NewLabel("End" + name), Continue: scope.NewLabel("Next" + name));
        scope.Jumps[loop] = (labels.Break, labels.Continue);
        Code? test = null;
        var prelude = InBlock(() => test = condition is null || IsAlwaysTrue(condition) ? null : BindFinal(condition));
        var inner = BindBlock(body);
        var increment = InBlock(() =>
        {
            foreach (var expression in increments)
                BindExpressionStatement(expression, expression);
        });
        Add(new BoundLoop(prelude, test, testsFirst, inner, increment, labels.Continue, labels.Break), (SyntaxNode?)condition ?? loop);
    }

    private bool IsAlwaysTrue(ExpressionSyntax condition) => !index.Suspends(condition) && model.GetConstantValue(condition) is { HasValue: true, Value: true };

    private SyntaxNode FirstSuspension(SyntaxNode node) => index.Suspensions.Where(call => node.Span.Contains(call.Span)).OrderBy(call => call.SpanStart).First();
}
