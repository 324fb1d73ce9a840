// Async streams and resources: "foreach (… in co.Each(source))" and "using (co.Use(resource))". What direct execution does in the
// enumerator and in Dispose, by parking the thread, a machine does with futures: the type that co.Each or co.Use returns has a static
// method Start, which opens what the machine keeps; that gives the futures of the next element and of the clean-up.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private void BindStream(CommonForEachStatementSyntax loop, InvocationExpressionSyntax call, ForEachStatementInfo info)
    {
        var (stream, type) = BindOpening(call, "stream");
        var body = InBlock(() => BindForEachLoop(
            loop,
            bindTest: () => Code.Of(AddAwait(call, stream, type, "Next", isUsed: true)!),
            current: Converted(Code.Of(stream) + ".Current", loop, info),
            increment: null));
        Add(new BoundTry(body, [], InBlock(() => AddAwait(call, stream, type, "Dispose", isUsed: false))), loop);
    }

    private void BindUse(InvocationExpressionSyntax call, Action body)
    {
        var (resource, type) = BindOpening(call, "resource");
        Add(new BoundTry(InBlock(body), [], InBlock(() => AddAwait(call, resource, type, "Dispose", isUsed: false))), call);
    }

    private (Variable, ITypeSymbol) BindOpening(InvocationExpressionSyntax call, string name)
    {
        var method = (IMethodSymbol)model.GetSymbolInfo(call).Symbol!;
        var type = method.ReturnType.GetMembers("Start").OfType<IMethodSymbol>().First().ReturnType;
        var arguments = BindOperands([.. call.ArgumentList.Arguments.Select(argument => OperandOf(call, argument))]);
        var opened = scope.Temporary(name, type);
        Add(new BoundDeclaration(opened, $"{scope.NameOf(method.ReturnType)}.Start" + Copy(call.ArgumentList, arguments), opened.Type), call);
        return (opened, type);
    }

    /// <summary>Awaits the future that a method of ours makes.</summary>
    private Variable? AddAwait(InvocationExpressionSyntax call, Variable owner, ITypeSymbol type, string method, bool isUsed)
    {
        var future = (INamedTypeSymbol)type.GetMembers(method).OfType<IMethodSymbol>().Single().ReturnType;
        return AddSuspension(SuspensionKind.Await, call, future, Code.Of(owner, Access.Any) + $".{method}()", owner.DeclaredName + method, isUsed ? future.TypeArguments[1] : null, scope.NameOf(future.TypeArguments[1]), []);
    }
}
