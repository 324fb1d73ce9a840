using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

/// <summary>
/// Copies a pattern whose variables have become variables of the coroutine: the pattern declares stand-ins, whose values are
/// then assigned to them.
/// </summary>
internal static class PatternCopier
{
    /// <param name="scope">What names mean.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="standIns">Receives the stand-in of each variable, in order.</param>
    /// <param name="outer">Parts that have been bound already.</param>
    public static Code Copy(
        Scope scope, SyntaxNode pattern, Dictionary<ISymbol, string> standIns, IReadOnlyDictionary<SyntaxNode, Code>? outer)
    {
        var replacements = outer?.ToDictionary(pair => pair.Key, pair => pair.Value) ?? [];
        foreach (var designation in pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>())
        {
            if (scope.Model.GetDeclaredSymbol(designation) is not { } symbol || scope.VariableOf(symbol) is not { } variable)
                continue;
            if (designation.Ancestors().TakeWhile(node => node != pattern.Parent).Any(node => node is UnaryPatternSyntax))
            {
                scope.Report(Rules.UnsupportedForm, designation, $"'{symbol.Name}' is declared under a 'not' and used after a suspension; declare it before the test and assign it");
                continue;
            }

            standIns[symbol] = scope.Names.Fresh(variable.Name);
            replacements[designation] = Code.Of(standIns[symbol]);
        }

        return TextCopier.Copy(scope, pattern, replacements);
    }
}
