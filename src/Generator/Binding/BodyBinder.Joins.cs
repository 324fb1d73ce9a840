using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>
    /// "Future.Join(a, b)" where it is awaited: what makes the join is left open, since its parts may be laid out here. A struct of the coroutine's own is
    /// constructed with the same parameters, so the arguments stay what they are.
    /// </summary>
    private Code BindJoin(InvocationExpressionSyntax call, JoinCall join)
    {
        var parts = BindOperands([.. call.ArgumentList.Arguments.Select(argument => OperandOf(call, argument))]);
        parts[call.Expression] = new Code([new JoinPiece(join, Copy(call.Expression))]);
        return Copy(call, parts);
    }

    /// <returns>Null for what is no call of Join with futures one by one.</returns>
    private JoinCall? JoinOf(ExpressionSyntax expression)
    {
        if (expression is not InvocationExpressionSyntax call || model.GetSymbolInfo(call).Symbol is not IMethodSymbol { Name: "Join" } method
            || !method.ContainingType.IsFutureClass() || !method.Parameters.All(parameter => parameter.Type.IsFutureWithMachine()))
            return null;
        return new JoinCall([.. method.Parameters.Select(parameter => JoinedOf((INamedTypeSymbol)parameter.Type))]);
    }

    private JoinedFuture JoinedOf(INamedTypeSymbol future)
    {
        var assembly = scope.Method.ContainingAssembly;
        var result = future.TypeArguments[1];
        return new JoinedFuture(
            scope.NameOf(future), scope.NameOf(result), ShapeReader.MachineOf(future), ShapeReader.TreeOf(future, assembly), ShapeReader.TreeOf(result, assembly));
    }
}
