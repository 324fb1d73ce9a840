using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.CodeFixes.References;

internal static class Variables
{
    /// <summary>Whether <c>ref</c> may stand before it.</summary>
    public static bool IsVariable(IOperation? place) => place switch
    {
        IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false } } field => field.Instance is null || field.Instance.Type is { IsReferenceType: true }
            || (field.Instance is IInstanceReferenceOperation self ? !IsInReadonlyMember(self) : IsVariable(field.Instance)),
        IArrayElementReferenceOperation => true,
        ILocalReferenceOperation { Local: var local } => local.RefKind == RefKind.Ref || local is { RefKind: RefKind.None, IsForEach: false, IsUsing: false, IsConst: false },
        IParameterReferenceOperation parameter => parameter.Parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out,
        IPropertyReferenceOperation property => property.Property.ReturnsByRef,
        IInvocationOperation call => call.TargetMethod.ReturnsByRef,
        IParenthesizedOperation parenthesized => IsVariable(parenthesized.Operand),
        _ => false,
    };

    private static bool IsInReadonlyMember(IOperation self) =>
        self.SemanticModel?.GetEnclosingSymbol(self.Syntax.SpanStart) is IMethodSymbol { IsReadOnly: true };
}
