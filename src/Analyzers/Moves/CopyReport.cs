using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers.Moves;

/// <summary>PG0204, in words.</summary>
internal static class CopyReport
{
    private const int LongestName = 60;

    /// <summary>What is stored somewhere is read by value.</summary>
    public static Diagnostic OfStored(IOperation place) => Make(
        place.Syntax,
        place is IConversionOperation ? "the box keeps it" : "it stays where it is read",
        IsVariable(place) ? $"pass it by 'ref', or move it out with 'Future.Take(ref {NameOf(place.Syntax)})'" : "make it where it is to stay",
        IsVariable(place) ? ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Take, "") : null);

    public static Diagnostic Make(SyntaxNode syntax, string how, string instead, ImmutableDictionary<string, string?>? properties = null) =>
        Diagnostic.Create(Rules.Copied, syntax.GetLocation(), properties ?? ImmutableDictionary<string, string?>.Empty, NameOf(syntax), how, instead);

    public static Diagnostic Make(SyntaxToken name, string how, string instead) =>
        Diagnostic.Create(Rules.Copied, name.GetLocation(), name.ValueText, how, instead);

    public static string NameOf(SyntaxNode syntax)
    {
        var text = syntax is VariableDeclaratorSyntax declarator ? declarator.Identifier.ValueText : string.Join(" ", syntax.ToString().Split(['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= LongestName ? text : text.Substring(0, LongestName) + "…";
    }

    /// <summary>Whether 'ref' may stand before it.</summary>
    private static bool IsVariable(IOperation place) => place switch
    {
        IFieldReferenceOperation { Field.IsReadOnly: false } field => field.Instance is null || field.Instance.Type is { IsReferenceType: true }
            || field.Instance is IInstanceReferenceOperation || IsVariable(field.Instance),
        IArrayElementReferenceOperation => true,
        ILocalReferenceOperation local => local.Local.RefKind == RefKind.Ref || local.Local is { RefKind: RefKind.None, IsForEach: false, IsUsing: false },
        IParameterReferenceOperation parameter => parameter.Parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out,
        IPropertyReferenceOperation property => property.Property.ReturnsByRef,
        IInvocationOperation call => call.TargetMethod.ReturnsByRef,
        _ => false,
    };
}
