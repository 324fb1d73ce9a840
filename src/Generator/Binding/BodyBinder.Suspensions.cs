using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private readonly Dictionary<InvocationExpressionSyntax, ImmutableArray<PassedVariable>> passedVariables = [];

    private Code BindSuspension(InvocationExpressionSyntax call, IMethodSymbol method, bool isUsed)
    {
        if (method.IsLocalCoroutine())
            return BindLocalCall(call, method, isUsed);
        var (kind, type, make, handedIn) = method.IsCoroutine() ? BindCoroutineCall(call, method) : BindAwait(call, method);
        if (type is null)
            return Code.Empty;
        if (!TypeNames.CanBeNamedElsewhere(type))
        {
            scope.Report(Rules.UnsupportedForm, call, "The future has a type argument without a name; use a tuple, a record or an internal type");
            return Code.Empty;
        }

        var name = method.IsCoroutine() ? method.Name : AwaitedName(call);
        var resultType = method.ReturnsVoid ? "global::PollGen.Unit" : scope.NameOf(method.ReturnType);
        var result = AddSuspension(kind, call, type, make, name, isUsed && !method.ReturnsVoid ? method.ReturnType : null, resultType, handedIn);
        return result is null ? Code.Empty : Code.Of(result);
    }

    /// <param name="kind">How the future is made.</param>
    /// <param name="call">What the user wrote.</param>
    /// <param name="type">The future.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="name">What the field is called after.</param>
    /// <param name="used">The type of the result; null where nobody reads it.</param>
    /// <param name="resultType">The type of the result, "Unit" where there is none.</param>
    /// <param name="handedIn">What is passed again at every poll.</param>
    /// <returns>What takes the result.</returns>
    private Variable? AddSuspension(
        SuspensionKind kind, InvocationExpressionSyntax call, ITypeSymbol type, Code make, string name, ITypeSymbol? used, string resultType, ImmutableArray<Code> handedIn)
    {
        var slot = scope.Names.Fresh(FieldName(name));
        var result = used is null ? null : scope.Temporary(slot + "Result", used);
        AddSuspension(call, new Suspension(
            kind, call.ToString(), scope.NameOf(type), make, slot, result, SourceRange.Of(call.GetLocation()), !type.IsUnmanagedType)
        {
            ResultType = resultType,
            HandedIn = handedIn,
            Passed = kind == SuspensionKind.Call && passedVariables.TryGetValue(call, out var passed) ? passed : [],
            Machines = [.. ShapeReader.MachinesIn(type)],
            IsMovable = kind == SuspensionKind.Await && type.IsMovableWhilePending(),
            LeavesNothing = type.LeavesNothing(),
            OwnMachine = ShapeReader.MachineOf(type),
            Join = make.Pieces.OfType<JoinPiece>().FirstOrDefault()?.Call,
            Shape = ShapeReader.TreeOf(type, scope.Method.ContainingAssembly),
        });
        return result;
    }

    private void AddSuspension(InvocationExpressionSyntax call, Suspension suspension) => Add(new BoundSuspension(suspension), call);

    /// <summary>A call that passes co: the callee's machine, and its arguments without co.</summary>
    private (SuspensionKind, ITypeSymbol?, Code, ImmutableArray<Code>) BindCoroutineCall(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var isDispatched = method.IsDispatched() && !IsOnBase(call);
        if (method.IsPinned() && IsOnBase(call))
        {
            scope.Report(Rules.UnsupportedForm, call, $"'{method.Name}' is pinned, and a call on base would stand in this frame; call it by another name that is not virtual");
            return (SuspensionKind.Call, null, Code.Empty, []);
        }

        if ((isDispatched || method.IsPinned()) && !method.HasHandedIn())
            return BindDispatchedCall(call, method);
        if (OmittedReference(call, method) is { } omitted)
        {
            scope.Report(Rules.UnsupportedForm, call, $"'{omitted.Name}' is passed by reference, so it cannot be left out or be several arguments here; pass a variable or a span");
            return (SuspensionKind.Call, null, Code.Empty, []);
        }

        if (isDispatched)
            return BindBoxedCall(call, method);
        if ((IsOverload(method) ? MachineOfScoped(method.ReturnType) as INamedTypeSymbol : MachineOf(method)) is not { } machine)
            return RefuseCallee(call, method);

        var (arguments, handedIn) = BindArguments(call, method);
        return (SuspensionKind.Call, machine, Code.Join(", ", arguments.Select(argument => argument.Value)), handedIn);
    }

    // Its default value, or an array of several, would have to be made anew at every poll.
    private IParameterSymbol? OmittedReference(InvocationExpressionSyntax call, IMethodSymbol method) => method.Parameters.FirstOrDefault(
        parameter => parameter.IsHandedIn() && !call.ArgumentList.Arguments.Any(argument => ParameterOf(argument)?.Name == parameter.Name));

    /// <summary>The arguments of a call without co, what it is called on before them, and those that are handed in at every poll.</summary>
    private (List<(Code Value, bool IsHandedIn)> All, ImmutableArray<Code> HandedIn) BindArguments(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var arguments = call.ArgumentList.Arguments.Where(argument => !IsCo(argument.Expression)).ToList();
        var operands = new List<Operand>();
        if (Receiver(call) is { } receiver)
            operands.Add(receiver with { IsPlace = HandedInto.OfReceiver(method) is { } self && IsHandedInPlace(receiver.Expression, self), Name = "target" });
        operands.AddRange(arguments.Select(argument => OperandOf(call, argument)));
        DeclareHandedIn(operands, ParameterFor);
        var bound = BindOperands(operands);
        var handedIn = new SortedDictionary<int, Code>();

        // Start is called when the machine says "suspended" already, so whatever can fail is evaluated before.
        var parts = new List<(Code Value, bool IsHandedIn)>();
        var passed = ImmutableArray.CreateBuilder<PassedVariable>();
        if (call.Expression is MemberBindingExpressionSyntax binding && scope.ReceiverOf(binding) is { } conditional)
            parts.Add((method.TakesThisByReference() ? handedIn[-1] = HandedCopy(conditional, method) : conditional, false));
        else if (method.TakesThisByReference() && Receiver(call) is null)
            parts.Add((handedIn[-1] = HandedThis(method), false));
        else if (method.IsLocalCoroutine() ? scope.HasInstance : !method.IsStatic && Receiver(call) is null)
            parts.Add((Code.Of("this"), false));
        for (var i = 0; i < operands.Count; i++)
        {
            var argument = arguments.FirstOrDefault(argument => argument.Expression == operands[i].Expression);
            var parameter = ParameterFor(operands[i]);
            var value = parameter is not null
                ? handedIn[parameter.Ordinal] = BindHandedIn(operands[i].Expression, parameter, bound, [.. operands.Skip(i + 1).Select(other => other.Expression)])
                : BindArgument(operands[i], bound, operands.Skip(i + 1));
            if (parameter is null && (argument is null ? method.ReducedFrom?.Parameters[0] : ParameterOf(argument)) is { } taker && IsVariable(value, taker, out var variable))
                passed.Add(new PassedVariable(PositionOf(taker, method), variable));
            var colon = argument?.NameColon;
            parts.Add((colon is null ? value : colon.Name.Identifier.Text + ": " + value, parameter is not null));
        }

        parts.AddRange(CallerInfo.Missing(call, scope).Select(text => (Code.Of(text), false)));
        passedVariables[call] = passed.ToImmutable();
        return (parts, InOrder(handedIn));

        HandedInto? ParameterFor(Operand operand) =>
            arguments.FirstOrDefault(argument => argument.Expression == operand.Expression) is { } given ? HandedInto.Of(ParameterOf(given)) : HandedInto.OfReceiver(method);
    }

    private bool IsVariable(Code value, IParameterSymbol taker, out Variable variable)
    {
        variable = (value.Pieces is [VariablePiece { Access: Access.Read, InClosure: false, InFunction: false } piece] ? piece.Variable : null)!;
        return variable is not null && variable.Type.TrimEnd('?') == scope.NameOf(taker.Type).TrimEnd('?');
    }

    /// <summary>Which one it is of the parameters that a machine is made of: neither co nor those that are handed in at every poll.</summary>
    private static int PositionOf(IParameterSymbol parameter, IMethodSymbol method) => (method.ReducedFrom ?? method).Parameters.Count(
        other => other.Ordinal < parameter.Ordinal && !other.Type.IsCo() && !other.IsHandedIn()) + (ExtensionBlock.Receiver(method) is { } receiver && !receiver.IsHandedIn() ? 1 : 0);

    // "x?.M(co)" calls it on the value inside.
    private Code HandedCopy(Code value, IMethodSymbol method)
    {
        var copy = scope.Temporary("receiver", method.ContainingType);
        Add(new BoundDeclaration(copy, value, copy.Type));
        return (method.ContainingType.IsReadOnly || method.IsReadOnly ? "in " : "ref ") + Code.Of(copy, Access.Any);
    }

    private Code BindArgument(Operand operand, Dictionary<SyntaxNode, Code> bound, IEnumerable<Operand> later)
    {
        if (bound.TryGetValue(operand.Expression, out var code) && code.Pieces is [VariablePiece])
            return code;
        if (IsUnaffected(operand.Expression, [.. later.Select(other => other.Expression)]))
            return InContext(code ?? Copy(operand.Expression));
        var type = TypeOfValue(operand.Expression);
        var isConverted = model.GetTypeInfo(operand.Expression).ConvertedType is { IsRefLikeType: false } && ConvertsText(operand.Expression);
        var argument = isConverted && SpanTypeOf(operand.Expression) is null ? scope.Temporary(operand.Name, model.GetTypeInfo(operand.Expression).ConvertedType!) : scope.TemporaryFor(operand.Expression, operand.Name, SpanTypeOf(operand.Expression) ?? type);
        Add(new BoundDeclaration(argument, code ?? Copy(operand.Expression), argument.Type), operand.Expression);
        return Code.Of(argument);
    }

    /// <summary>co.Await(x): the future that x is, or that is made of it.</summary>
    private (SuspensionKind, ITypeSymbol?, Code, ImmutableArray<Code>) BindAwait(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var expression = call.ArgumentList.Arguments[0].Expression;
        var parameter = method.Parameters[method.Parameters.Length - 1].Type;
        if (parameter.IsScopedFuture())
            return BindScopedAwait(expression);
        if (parameter.IsFutureWithMachine())
            return (SuspensionKind.Await, parameter, JoinOf(expression) is { } join ? BindJoin((InvocationExpressionSyntax)expression, join) : BindFinal(expression), []);
        var value = BindFinal(expression);
        if (!parameter.IsFutureInterface())
            return AwaitConverted(method, parameter, value, call);
        var type = TypeOfValue(expression);
        if (type.TypeKind != TypeKind.Struct)
            return (SuspensionKind.Await, type is { TypeKind: TypeKind.Class, IsAbstract: false } or { TypeKind: TypeKind.Class, IsSealed: true } ? parameter : type, value, []);
        if (!ShapeReader.MachinesIn(type).Any() && ImplementsInPublic(type, (INamedTypeSymbol)parameter))
            return (SuspensionKind.Await, type, value, []);
        // A bare struct: wrapped, so that even an explicit implementation is called without a box.
        var wrapper = model.Compilation.GetTypeByMetadataName("PollGen.Future`2")!.Construct(type, ((INamedTypeSymbol)parameter).TypeArguments[0]);
        return (SuspensionKind.Await, wrapper, $"new {scope.NameOf(wrapper)}(" + value + ")", []);
    }

    // Then it can be polled by name.
    private static bool ImplementsInPublic(ITypeSymbol type, INamedTypeSymbol future) => future.GetMembers().All(
        member => type.FindImplementationForInterfaceMember(member) is { DeclaredAccessibility: Accessibility.Public } found && found.Name == member.Name
            && type.GetMembers(member.Name).Length == 1);

    // Tasks and other awaitables become futures by the conversion that direct execution uses too.
    private (SuspensionKind, ITypeSymbol?, Code, ImmutableArray<Code>) AwaitConverted(IMethodSymbol method, ITypeSymbol parameter, Code value, SyntaxNode call)
    {
        var definition = method.ReducedFrom ?? method;
        var owner = definition.ContainingType.IsCo() ? model.Compilation.GetTypeByMetadataName(WellKnown.Conversions) : definition.ContainingType;
        var conversion = owner?.GetMembers("AsFuture").OfType<IMethodSymbol>()
            .Select(candidate => candidate.Arity == 0 ? candidate : parameter is INamedTypeSymbol { Arity: 1 } generic ? candidate.Construct(generic.TypeArguments[0]) : null)
            .FirstOrDefault(candidate => candidate is not null && SymbolEqualityComparer.Default.Equals(candidate.Parameters[0].Type, parameter));
        if (conversion is not null)
            return (SuspensionKind.Await, conversion.ReturnType, $"{owner!.FullName()}.AsFuture(" + value + ")", []);
        scope.Report(Rules.UnsupportedForm, call, $"'{scope.NameOf(parameter)}' cannot be made a future");
        return (SuspensionKind.Await, null, Code.Empty, []);
    }

    private bool IsCo(ExpressionSyntax expression) => expression is IdentifierNameSyntax name && index.SymbolOf(name) is IParameterSymbol { Type: var type } && type.IsCo();

    private static string FieldName(string name)
    {
        var field = char.ToLowerInvariant(name[0]) + name.Substring(1);
        return SyntaxFacts.GetKeywordKind(field) == SyntaxKind.None ? field : field + "Future";
    }

    // "join" for co.Await(Future.Join(…)), "read" for co.Await(read).
    private static string AwaitedName(InvocationExpressionSyntax call) => call.ArgumentList.Arguments[0].Expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => "awaited",
    };
}
