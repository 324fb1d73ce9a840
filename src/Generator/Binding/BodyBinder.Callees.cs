// What a call that passes co runs: the machine of the coroutine that it names, or the future that a virtual overload makes.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>A call whose callee the object or a type argument decides, or whose future must stay where it is: the overload is called as the user calls the coroutine.</summary>
    private (SuspensionKind, ITypeSymbol?, Code, ImmutableArray<Code>) BindDispatchedCall(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        if (OverloadOf(method) is not { } overload)
            return RefuseCallee(call, method);
        var arguments = call.ArgumentList.Arguments.Where(argument => !IsCo(argument.Expression)).ToList();
        var operands = arguments.Select(argument => OperandOf(call, argument)).ToList();
        var receiver = Receiver(call);
        var name = Keywords.Escape(overload.Name) + TypeArguments(method);
        Code target;
        List<Code> values;
        if (Names(call, arguments, name, overload))
        {
            var bound = BindOperands(receiver is null ? operands : [receiver, .. operands]);
            target = TargetOf(call, bound);
            values = [.. operands.Select(operand => bound.TryGetValue(operand.Expression, out var code) ? code : Copy(operand.Expression))];
        }
        else
        {
            target = StableTargetOf(call, receiver, operands);
            var passed = (model.GetOperation(call) as IInvocationOperation)?.Arguments ?? [];
            values = [.. operands.Select((operand, i) => BindExactly(operand, passed.FirstOrDefault(one => arguments[i].Span.Contains(one.Syntax.Span))?.Parameter, operands.Skip(i + 1)))];
        }

        var parts = values.Select((value, i) => arguments[i].NameColon is { } colon ? colon.Name.Identifier.Text + ": " + value : value)
            .Concat(CallerInfo.Missing(call, scope).Select(Code.Of));
        return (SuspensionKind.Await, overload.ReturnType, target + name + "(" + Code.Join(", ", parts) + ")", []);
    }

    /// <summary>The same where references are handed in: the object makes its machine on the heap.</summary>
    private (SuspensionKind, ITypeSymbol?, Code, ImmutableArray<Code>) BindBoxedCall(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        if (FactoryOf(method) is not { } factory)
            return RefuseCallee(call, method);
        var (all, handedIn) = BindArguments(call, method);
        var target = method.IsStatic ? TargetOf(call, []) : all[0].Value + ".";
        var values = all.Skip(method.IsStatic ? 0 : 1).Where(argument => !argument.IsHandedIn).Select(argument => argument.Value);
        var references = BoxFactory.Nested(
            [.. handedIn.Zip(method.Parameters.Where(parameter => parameter.IsHandedIn()), ByReference)],
            (first, rest) => "global::PollGen.CompilerServices.Arguments.Of(" + first + ", " + rest + ")");
        return (SuspensionKind.Await, factory.ReturnType, target + factory.Name + TypeArguments(method) + "(" + Code.Join(", ", values) + ")", [references]);
    }

    private static Code ByReference(Code argument, IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.None => argument,
        RefKind.Ref => "global::PollGen.CompilerServices.Arguments.ByReference(" + argument + ")",
        _ => "global::PollGen.CompilerServices.Arguments.ByReadOnlyReference(" + argument + ")",
    };

    private (SuspensionKind, ITypeSymbol?, Code, ImmutableArray<Code>) RefuseCallee(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        scope.Report(Rules.UnsupportedForm, call, $"'{method.Name}' cannot be called here, because its own declaration has errors");
        return (SuspensionKind.Call, null, Code.Empty, []);
    }

    private static bool IsOnBase(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax };

    private Code TargetOf(InvocationExpressionSyntax call, Dictionary<SyntaxNode, Code> bound) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => (bound.TryGetValue(access.Expression, out var code) ? code : Copy(access.Expression)) + ".",
        MemberBindingExpressionSyntax binding when scope.ReceiverOf(binding) is { } receiver => receiver + ".",
        _ => Code.Of(call.Expression is SimpleNameSyntax && model.GetSymbolInfo(call).Symbol is { IsStatic: true } ? "" : "this."),
    };

    private Code StableTargetOf(InvocationExpressionSyntax call, Operand? receiver, List<Operand> later)
    {
        if (receiver is null)
            return TargetOf(call, []);
        SyntaxNode[] arguments = [.. later.Select(operand => operand.Expression)];
        var code = receiver.IsPlace ? BindPlace(receiver.Expression, arguments, isAddress: true) : BindStable(receiver.Expression, receiver.Name, arguments);
        return TargetOf(call, new Dictionary<SyntaxNode, Code> { [receiver.Expression] = code });
    }

    // A value of the very type of the parameter: no other overload can be a better match.
    private Code BindExactly(Operand operand, IParameterSymbol? parameter, IEnumerable<Operand> later)
    {
        if (parameter is null)
            return BindStable(operand.Expression, operand.Name, [.. later.Select(other => other.Expression)]);
        var value = scope.Temporary(operand.Name, parameter.Type);
        Add(new BoundDeclaration(value, BindFinal(operand.Expression), value.Type), operand.Expression);
        return Code.Of(value);
    }

    /// <summary>Whether the call's own arguments, without co, name the overload: another member may be a better match for them.</summary>
    private bool Names(InvocationExpressionSyntax call, List<ArgumentSyntax> arguments, string name, IMethodSymbol overload)
    {
        if (overload.ContainingType.GetMembers(overload.Name).Length == 1 && overload.ContainingType.TypeKind == TypeKind.Interface && overload.ContainingType.Interfaces.IsEmpty)
            return true;
        var target = call.Expression is MemberAccessExpressionSyntax access ? access.Expression.ToString() : "this";
        if (call.Expression is MemberBindingExpressionSyntax)
            return false;
        var text = $"{target}.{name}({string.Join(", ", arguments.Select(argument => argument.ToString()))})";
        var symbol = model.GetSpeculativeSymbolInfo(call.SpanStart, SyntaxFactory.ParseExpression(text), SpeculativeBindingOption.BindAsExpression).Symbol;
        return SymbolEqualityComparer.Default.Equals(symbol?.OriginalDefinition, overload.OriginalDefinition);
    }

    private string TypeArguments(IMethodSymbol method) => method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeArguments.Select(scope.NameOf))}>";

    /// <summary>The overload that makes a coroutine's future, with the type arguments of this call.</summary>
    private static IMethodSymbol? OverloadOf(IMethodSymbol call)
    {
        var method = Unreduced(call);
        if (call.OriginalDefinition.CoroutineMark() is not { } mark)
            return null;
        var parameters = method.Parameters.Where(parameter => !parameter.Type.IsCo()).Select(parameter => parameter.Type).ToList();
        return method.ContainingType.GetMembers(MachineName.OverloadOf(call.OriginalDefinition, mark)).OfType<IMethodSymbol>()
            .Where(overload => overload.Arity == method.Arity && overload.Parameters.Length == parameters.Count)
            .Select(overload => overload.Arity > 0 ? overload.Construct([.. method.TypeArguments]) : overload)
            .FirstOrDefault(overload => overload.Parameters.Zip(parameters, (parameter, type) => SymbolEqualityComparer.Default.Equals(parameter.Type, type)).All(same => same)
                && (overload.ReturnType.IsFutureWithMachine() || overload.ReturnType.IsBoxedFuture()));
    }

    /// <summary>The method that makes the machine on the heap of a coroutine whose references are handed in, with the type arguments of this call.</summary>
    private static IMethodSymbol? FactoryOf(IMethodSymbol call)
    {
        var method = Unreduced(call);
        var kept = method.Parameters.Where(parameter => !parameter.Type.IsCo() && !parameter.IsHandedIn()).Select(parameter => parameter.Type).ToList();
        return method.ContainingType.GetMembers(BoxFactory.NameOf(method)).OfType<IMethodSymbol>()
            .Where(factory => factory.Arity == method.Arity && factory.Parameters.Length == kept.Count && factory.ReturnType.IsBoxedScopedMachine())
            .Select(factory => factory.Arity > 0 ? factory.Construct([.. method.TypeArguments]) : factory)
            .FirstOrDefault(factory => factory.Parameters.Zip(kept, (parameter, type) => SymbolEqualityComparer.Default.Equals(parameter.Type, type)).All(same => same));
    }

    /// <summary>The machine of a coroutine, with the type arguments of this call.</summary>
    private static INamedTypeSymbol? MachineOf(IMethodSymbol call)
    {
        if (call.HasHandedIn())
            return ScopedMachineOf(Unreduced(call));
        return OverloadOf(call)?.ReturnType switch
        {
            INamedTypeSymbol future when future.IsFutureWithMachine() => future.TypeArguments[0] as INamedTypeSymbol,
            null => null,
            _ => DispatchedMachineOf(call),
        };
    }

    // What no scoped future can hold has no overload.
    private static INamedTypeSymbol? ScopedMachineOf(IMethodSymbol method)
    {
        if (method.OriginalDefinition.CoroutineMark() is not { } mark)
            return null;
        var name = MachineName.Of(method.OriginalDefinition, MachineName.OverloadOf(method.OriginalDefinition, mark));
        var machine = method.ContainingType.GetTypeMembers(name, method.Arity).FirstOrDefault();
        return machine is null || method.Arity == 0 ? machine : machine.Construct([.. method.TypeArguments]);
    }

    // A call on base runs this machine and no other. The overload does not name it, so it is found by its name and its Start.
    private static INamedTypeSymbol? DispatchedMachineOf(IMethodSymbol method)
    {
        var overload = MachineName.OverloadOf(method.OriginalDefinition, method.OriginalDefinition.CoroutineMark()!);
        var parameters = method.Parameters.Where(parameter => !parameter.Type.IsCo()).Select(parameter => parameter.Type).Prepend(method.ContainingType).ToList();
        return MachineName.Candidates(method.OriginalDefinition, overload)
            .SelectMany(name => method.ContainingType.GetTypeMembers(name, method.Arity))
            .Select(machine => machine.Arity > 0 ? machine.Construct([.. method.TypeArguments]) : machine)
            .FirstOrDefault(machine => machine.GetMembers("Start").OfType<IMethodSymbol>().Any(start => Takes(start, parameters)));
    }

    private static bool Takes(IMethodSymbol start, List<ITypeSymbol> last) => start.Parameters.Length >= last.Count
        && start.Parameters.Skip(start.Parameters.Length - last.Count).Zip(last, (parameter, type) => SymbolEqualityComparer.Default.Equals(parameter.Type, type)).All(same => same);

    private static IMethodSymbol Unreduced(IMethodSymbol call) => call.ReducedFrom is not { } definition ? call.AsMember()
        : call.Arity > 0 ? definition.Construct([.. call.TypeArguments]) : definition;
}
