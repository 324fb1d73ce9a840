using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>One label of a switch statement, or one arm of a switch expression.</summary>
    /// <param name="Constant">A label without a pattern, such as "case 1".</param>
    /// <param name="Pattern">Null for a constant.</param>
    /// <param name="When">The condition after "when".</param>
    /// <param name="Start">Where to go when it is taken.</param>
    /// <param name="IsShared">Whether other labels lead there too; then no variable of the pattern can be used there.</param>
    private sealed record Choice(ExpressionSyntax? Constant, PatternSyntax? Pattern, ExpressionSyntax? When, Label Start, bool IsShared = false);

    // The switch stays, but only to decide where to go: "case int n when n > 0: goto Case2;".
    private void BindSwitch(SwitchStatementSyntax choice)
    {
        var end = scope.NewLabel("EndSwitch");
        scope.Jumps[choice] = (end, null);
        var choices = new List<Choice>();
        var otherwise = end;
        var starts = new List<Label>();
        foreach (var section in choice.Sections)
        {
            var start = scope.NewLabel(section.Labels.Any(label => label is DefaultSwitchLabelSyntax) ? "Default" : "Case");
            starts.Add(start);
            foreach (var label in section.Labels)
            {
                scope.Sections[label] = start;
                if (label is DefaultSwitchLabelSyntax)
                    otherwise = start;
                else if (label is CasePatternSwitchLabelSyntax pattern)
                    choices.Add(new Choice(null, pattern.Pattern, pattern.WhenClause?.Condition, start, section.Labels.Count > 1));
                else
                    choices.Add(new Choice(((CaseSwitchLabelSyntax)label).Value, null, null, start));
            }
        }

        var governing = BindFinal(choice.Expression);
        // The sections are one block, and a jump from one to another does not enter it anew.
        if (choice.DescendantNodes().Any(node => node is GotoStatementSyntax))
            BindBoxes(choice.Sections.SelectMany(section => section.Statements));
        BindChoices(choice.Expression, governing, choices, otherwise, choice);
        foreach (var (section, start) in choice.Sections.Zip(starts, (section, start) => (section, start)))
        {
            Add(new BoundLabel(start));
            BindStatements(section.Statements);
        }

        Add(new BoundLabel(end));
    }

    /// <summary>
    /// Decides where to go. A condition after "when" that cannot stay in the text ends one C# switch; the next goes on with the labels after it,
    /// on the same input.
    /// </summary>
    private void BindChoices(ExpressionSyntax expression, Code governing, List<Choice> choices, Label otherwise, SyntaxNode source)
    {
        var next = 0;
        if (choices.Any(IsGuardTakenOut) && governing.Pieces is not [VariablePiece { Variable.Kind: VariableKind.Temporary }])
        {
            var input = scope.Temporary("input", TypeOfValue(expression));
            Add(new BoundDeclaration(input, governing, input.Type), expression);
            governing = Code.Of(input);
        }

        while (choices.FindIndex(next, IsGuardTakenOut) is var guarded and >= 0)
        {
            CheckReads(choices, guarded);
            var rest = scope.NewLabel("NextCase");
            var guard = scope.NewLabel("When");
            var before = choices.GetRange(next, guarded - next);
            if (choices[guarded].Pattern is DiscardPatternSyntax)
                AddDispatch(governing, before, guard, source);
            else
                AddDispatch(governing, [.. before, choices[guarded] with { When = null, Start = guard }], rest, source);
            Add(new BoundLabel(guard));
            var when = choices[guarded].When!;
            Add(new BoundIf(BindFinal(when), new BoundBlock([new BoundJump(choices[guarded].Start)]), null), when);
            Add(new BoundLabel(rest));
            next = guarded + 1;
        }

        AddDispatch(governing, choices.Skip(next), otherwise, source);
    }

    private void AddDispatch(Code governing, IEnumerable<Choice> choices, Label otherwise, SyntaxNode source)
    {
        var cases = choices.Select(BindCase).ToImmutableArray();
        if (!cases.IsEmpty)
            Add(new BoundDispatch(governing, cases), source);
        else if (governing.Pieces is not [VariablePiece])
            Add(new BoundCode("_ = " + governing + ";"), source);
        Add(new BoundJump(otherwise));
    }

    // A suspension, or a lambda over a variable of the pattern, which is to be the variable of the body.
    private bool IsGuardTakenOut(Choice choice) => choice.When is { } when
        && (index.Suspends(when) || choice.Pattern!.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>().Any(
            designation => model.GetDeclaredSymbol(designation) is { } symbol && index.IsCaptured(symbol, designation)
                && index.UsesOf(symbol).Any(use => when.Span.Contains(use.Span))));

    // The pattern declares stand-ins; where the label is taken, their values move to the variables that the body uses.
    private BoundCase BindCase(Choice choice)
    {
        if (choice.Constant is not null)
            return new BoundCase("case " + InContext(Copy(choice.Constant)), [], choice.Start);
        var pattern = choice.Pattern!;
        foreach (var designation in pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>())
        {
            var symbol = (ILocalSymbol)model.GetDeclaredSymbol(designation)!;
            Add(new BoundDeclaration(scope.Declare(symbol, designation), null, scope.NameOf(symbol.Type)));
        }

        var standIns = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
        // "_" in a case would be a type or a constant.
        var code = pattern is DiscardPatternSyntax ? Code.Of("case var _") : "case " + PatternCopier.Copy(scope, pattern, standIns, null);
        if (choice.When is { } when)
        {
            DeclareLeaking(when);
            code += " when " + InContext(TextCopier.Copy(scope, when, null, standIns));
        }

        var entry = choice.IsShared ? [] : standIns.Select(pair => Code.Of(scope.VariableOf(pair.Key)!, Access.Assign) + $" = {pair.Value};").ToImmutableArray();
        return new BoundCase(code, entry, choice.Start);
    }

    private Code BindSwitchExpression(SwitchExpressionSyntax choice)
    {
        if (!choice.Arms.Any(index.Suspends))
            return BindStrict(choice, [choice.GoverningExpression]);
        var governing = scope.Temporary("input", TypeOfValue(choice.GoverningExpression));
        Add(new BoundDeclaration(governing, BindFinal(choice.GoverningExpression), governing.Type));
        var result = scope.Temporary("value", TypeOfValue(choice));
        Add(new BoundDeclaration(result, null, result.Type));
        var end = scope.NewLabel("EndSwitch");
        var arms = choice.Arms.Select(arm => (Arm: arm, Start: scope.NewLabel("Arm"))).ToList();
        var otherwise = arms.FirstOrDefault(arm => arm.Arm is { Pattern: DiscardPatternSyntax, WhenClause: null });
        var unmatched = otherwise.Start ?? scope.NewLabel("Unmatched");
        var choices = arms.Where(arm => arm.Arm != otherwise.Arm).Select(arm => new Choice(null, arm.Arm.Pattern, arm.Arm.WhenClause?.Condition, arm.Start));
        BindChoices(choice.GoverningExpression, Code.Of(governing), [.. choices], unmatched, choice);
        foreach (var (arm, start) in arms)
        {
            Add(new BoundLabel(start));
            Assign(result, arm.Expression);
            Add(new BoundJump(end));
        }

        if (otherwise.Start is null)
        {
            Add(new BoundLabel(unmatched));
            Add(new BoundCode("throw new global::System.Runtime.CompilerServices.SwitchExpressionException(" + Code.Of(governing) + ");", FallsThrough: false));
        }

        Add(new BoundLabel(end));
        return Code.Of(result);
    }
}
