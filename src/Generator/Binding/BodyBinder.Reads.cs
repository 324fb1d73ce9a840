using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    // C# reads each member once for all cases of a switch. After a "when" that suspends the switch goes on as another, which would read it again.
    private void CheckReads(IReadOnlyList<Choice> choices, int guarded)
    {
        if (!index.Suspends(choices[guarded].When))
            return;
        var before = new HashSet<ISymbol>(choices.Take(guarded + 1).SelectMany(ReadsThatChange), SymbolEqualityComparer.Default);
        if (choices.Skip(guarded + 1).SelectMany(ReadsThatChange).FirstOrDefault(before.Contains) is { } member)
            Refuse(choices[guarded].When!, $"'{member.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' is read by patterns before and after this 'when' and may change meanwhile; switch on its value instead, such as on a tuple");
    }

    /// <summary>What the pattern reads that may be another value when it is read again.</summary>
    private IEnumerable<ISymbol> ReadsThatChange(Choice choice)
    {
        foreach (var node in choice.Pattern?.DescendantNodesAndSelf() ?? [])
        {
            switch (node)
            {
                case SubpatternSyntax { ExpressionColon.Expression: var path }:
                    foreach (var name in path.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
                    {
                        if (model.GetSymbolInfo(name).Symbol is { } member && MayChange(member))
                            yield return member;
                    }

                    break;
                case ListPatternSyntax when model.GetTypeInfo(node).Type is { SpecialType: not SpecialType.System_String } list:
                    yield return list;
                    break;
                case RecursivePatternSyntax { PositionalPatternClause: not null } when model.GetOperation(node) is IRecursivePatternOperation { DeconstructSymbol: IMethodSymbol { IsImplicitlyDeclared: false } deconstruct }:
                    yield return deconstruct;
                    break;
            }
        }
    }

    // The input is a copy: members of structs stay what they are, and so does what can only be set while an object is made.
    private static bool MayChange(ISymbol member) => !member.ContainingType.IsValueType && member.ContainingType.SpecialType is not (SpecialType.System_String or SpecialType.System_Array) && member switch
    {
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst,
        IPropertySymbol property => property is { SetMethod.IsInitOnly: false } or { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true }
            || !property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)),
        _ => false,
    };
}
