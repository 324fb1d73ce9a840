using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private Code BindInvocation(InvocationExpressionSyntax call)
    {
        var receiver = Receiver(call);
        return BindCall(call, receiver is null ? [] : [receiver], call.ArgumentList.Arguments);
    }

    // A [Conditional] call whose symbols are not defined does not happen, and neither does the evaluation of its arguments.
    private bool IsOmitted(InvocationExpressionSyntax call)
    {
        var method = model.GetSymbolInfo(call).Symbol as IMethodSymbol;
        while (method?.OverriddenMethod is { } overridden)
            method = overridden;
        var symbols = method?.GetAttributes().Where(attribute => attribute.AttributeClass?.Name == "ConditionalAttribute")
            .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value as string).ToList();
        if (symbols is not { Count: > 0 })
            return false;
        var defined = new HashSet<string?>(call.SyntaxTree.Options.PreprocessorSymbolNames);
        foreach (var directive in call.SyntaxTree.GetRoot(scope.Cancellation).GetFirstToken(includeZeroWidth: true).LeadingTrivia.Select(trivia => trivia.GetStructure()))
        {
            if (directive is DefineDirectiveTriviaSyntax { IsActive: true } define)
                defined.Add(define.Name.ValueText);
            else if (directive is UndefDirectiveTriviaSyntax { IsActive: true } undefine)
                defined.Remove(undefine.Name.ValueText);
        }

        return !symbols.Any(defined.Contains);
    }

    private Code BindCall(ExpressionSyntax call, IReadOnlyList<Operand> receiver, IReadOnlyList<ArgumentSyntax> arguments)
    {
        return Copy(call, BindOperands([.. receiver, .. arguments.Select(argument => OperandOf(call, argument))]));
    }

    private Operand OperandOf(ExpressionSyntax call, ArgumentSyntax argument)
    {
        var operation = model.GetOperation(argument) as Microsoft.CodeAnalysis.Operations.IArgumentOperation;
        var parameter = operation?.Parameter;
        var isReference = !argument.RefKindKeyword.IsKind(SyntaxKind.None)
            || parameter is { RefKind: not RefKind.None } && IsVariable(argument.Expression)
                && SymbolEqualityComparer.Default.Equals(parameter.Type, model.GetTypeInfo(argument.Expression).Type);
        return new Operand(argument.Expression, isReference, parameter?.Name ?? "argument", Parameter: parameter);
    }

    // An argument for an "in" parameter is passed by reference if it is a variable of the very type.
    private bool IsVariable(ExpressionSyntax expression) =>
        model.GetSymbolInfo(expression).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol || expression is ElementAccessExpressionSyntax;

    /// <summary>What a call is made on, if that is evaluated: not for static calls, nor on <c>this</c> and <c>base</c>.</summary>
    private Operand? Receiver(InvocationExpressionSyntax call)
    {
        var symbol = model.GetSymbolInfo(call).Symbol as IMethodSymbol;
        if (symbol is { MethodKind: MethodKind.DelegateInvoke } && !IsNamedInvoke(call.Expression))
            return new Operand(call.Expression, IsPlace: false, "target");
        if (call.Expression is not MemberAccessExpressionSyntax access || access.Expression is BaseExpressionSyntax or ThisExpressionSyntax)
            return null;
        if (symbol is null or { IsStatic: true, MethodKind: not MethodKind.ReducedExtension } || model.GetSymbolInfo(access.Expression).Symbol is ITypeSymbol or INamespaceSymbol)
            return null;
        var type = model.GetTypeInfo(access.Expression).Type;
        var extended = symbol.MethodKind == MethodKind.ReducedExtension ? symbol.ReducedFrom!.Parameters[0] : symbol.ContainingType.ExtensionParameter;
        var isByReference = extended is null ? type is { IsReferenceType: false } : extended.RefKind is not RefKind.None;
        return new Operand(access.Expression, isByReference, "receiver", IsReceiver: symbol.MethodKind != MethodKind.ReducedExtension);
    }

    private static bool IsNamedInvoke(ExpressionSyntax target) =>
        target is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke" } or MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Invoke" };
}
