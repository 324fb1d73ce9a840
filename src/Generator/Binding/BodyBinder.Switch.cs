using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    // The switch stays, but only to decide where to go: "case int n when n > 0: goto Case2;".
    private void BindSwitch(SwitchStatementSyntax choice)
    {
        if (choice.Sections.SelectMany(section => section.Labels).FirstOrDefault(index.Suspends) is { } suspending)
        {
            scope.Report(Rules.UnsupportedForm, FirstSuspension(suspending), "A 'when' clause cannot be suspended yet; decide in the section's body");
            return;
        }

        var governing = BindFinal(choice.Expression);
        var end = scope.NewLabel("EndSwitch");
        scope.Jumps[choice] = (end, null);
        var starts = choice.Sections.Select(section => NewSection(section)).ToList();
        var sections = choice.Sections.Zip(starts, BindSection).ToImmutableArray();
        Add(new BoundSwitch(governing, sections, end), choice);
    }

    private Label NewSection(SwitchSectionSyntax section)
    {
        var start = scope.NewLabel(section.Labels.Any(label => label is DefaultSwitchLabelSyntax) ? "Default" : "Case");
        foreach (var label in section.Labels)
            scope.Sections[label] = start;
        return start;
    }

    private BoundSection BindSection(SwitchSectionSyntax section, Label start)
    {
        var labels = ImmutableArray.CreateBuilder<Code>();
        var entry = ImmutableArray.CreateBuilder<Code>();
        foreach (var label in section.Labels)
        {
            if (label is not CasePatternSwitchLabelSyntax pattern)
            {
                DeclareLeaking(label);
                labels.Add(label is CaseSwitchLabelSyntax constant ? "case " + TextCopier.Copy(scope, constant.Value) : Code.Of("default"));
                continue;
            }

            labels.Add(BindCase(pattern.Pattern, pattern.WhenClause, out var assignments));
            if (section.Labels.Count == 1)
                entry.AddRange(assignments);
        }

        return new BoundSection(labels.ToImmutable(), entry.ToImmutable(), start, InBlock(() => BindStatements(section.Statements)));
    }

    // The pattern declares stand-ins; where the label is taken, their values move to the variables that the body uses.
    private Code BindCase(PatternSyntax pattern, WhenClauseSyntax? when, out ImmutableArray<Code> assignments)
    {
        foreach (var designation in pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>())
        {
            var symbol = (ILocalSymbol)model.GetDeclaredSymbol(designation)!;
            Add(new BoundDeclaration(scope.Declare(symbol, designation), null, scope.NameOf(symbol.Type)));
        }

        var standIns = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
        var code = "case " + PatternCopier.Copy(scope, pattern, standIns, null);
        if (when is not null)
        {
            if (when.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault(name => IsCapturedStandIn(name, standIns)) is { } captured)
                scope.Report(Rules.UnsupportedForm, captured, $"'{captured.Identifier.Text}' is captured in a 'when' clause and used after a suspension; copy it to another local in the section");
            DeclareLeaking(when.Condition);
            code += " when " + TextCopier.Copy(scope, when.Condition, null, standIns);
        }

        assignments = standIns.Select(pair => Code.Of(scope.VariableOf(pair.Key)!, Access.Assign) + $" = {pair.Value};").ToImmutableArray();
        return code;
    }

    private bool IsCapturedStandIn(IdentifierNameSyntax name, Dictionary<ISymbol, string> standIns) =>
        index.SymbolOf(name) is { } symbol && standIns.ContainsKey(symbol) && scope.VariableOf(symbol)!.IsCaptured;

    private Code BindSwitchExpression(SwitchExpressionSyntax choice)
    {
        if (!choice.Arms.Any(index.Suspends))
            return BindStrict(choice, [choice.GoverningExpression]);
        if (choice.Arms.FirstOrDefault(arm => index.Suspends(arm.WhenClause)) is { } guarded)
        {
            scope.Report(Rules.UnsupportedForm, FirstSuspension(guarded), "A 'when' clause cannot be suspended yet; decide in the arm");
            return Code.Empty;
        }

        var governing = scope.Temporary("input", model.GetTypeInfo(choice.GoverningExpression).Type!);
        Add(new BoundDeclaration(governing, BindFinal(choice.GoverningExpression), governing.Type));
        var result = scope.Temporary("value", TypeOfValue(choice));
        Add(new BoundDeclaration(result, null, result.Type));
        var end = scope.NewLabel("EndSwitch");
        var sections = ImmutableArray.CreateBuilder<BoundSection>();
        foreach (var arm in choice.Arms)
        {
            var assignments = ImmutableArray<Code>.Empty;
            var pattern = arm switch
            {
                { Pattern: DiscardPatternSyntax, WhenClause: null } => Code.Of("default"),
                { Pattern: DiscardPatternSyntax } => "case var _ when " + Copy(arm.WhenClause.Condition),
                _ => BindCase(arm.Pattern, arm.WhenClause, out assignments),
            };
            var body = InBlock(() =>
            {
                Assign(result, arm.Expression);
                Add(new BoundJump(end));
            });
            sections.Add(new BoundSection([pattern], assignments, scope.NewLabel("Arm"), body));
        }

        if (!choice.Arms.Any(arm => arm.Pattern is DiscardPatternSyntax && arm.WhenClause is null))
        {
            var unmatched = new BoundCode("throw new global::System.Runtime.CompilerServices.SwitchExpressionException(" + Code.Of(governing) + ");", FallsThrough: false);
            sections.Add(new BoundSection([Code.Of("default")], [], scope.NewLabel("Unmatched"), new BoundBlock([unmatched])));
        }

        Add(new BoundSwitch(Code.Of(governing), sections.ToImmutable(), end), choice);
        return Code.Of(result);
    }
}
