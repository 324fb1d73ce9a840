// What is passed by reference, and spans: they are passed again whenever the callee is polled, so each is made a variable that can be
// rebuilt after a suspension, or is the user's own.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding.References;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private readonly Dictionary<ExpressionSyntax, Variable> handedInVariables = [];

    private static ImmutableArray<Code> InOrder(SortedDictionary<int, Code> handedIn) => [.. handedIn.Values];

    private IParameterSymbol? ParameterOf(ArgumentSyntax argument) =>
        model.GetOperation(argument) is Microsoft.CodeAnalysis.Operations.IArgumentOperation { ArgumentKind: Microsoft.CodeAnalysis.Operations.ArgumentKind.Explicit } operation ? operation.Parameter : null;

    /// <summary>What is passed at every poll: a parameter, or <c>this</c> of a struct.</summary>
    /// <param name="RefKind">How.</param>
    /// <param name="Name">What a variable for it is called.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Ordinal">Its place among what is handed in.</param>
    private sealed record HandedInto(RefKind RefKind, string Name, ITypeSymbol Type, int Ordinal)
    {
        public static HandedInto? Of(IParameterSymbol? parameter) =>
            parameter?.IsHandedIn() == true ? new HandedInto(parameter.RefKind, parameter.Name, parameter.Type, parameter.Ordinal) : null;

        /// <summary>What a method is called on.</summary>
        public static HandedInto? OfReceiver(IMethodSymbol method) => method.ReducedFrom is { } extension ? Of(extension.Parameters[0])
            : method.TakesThisByReference() ? new HandedInto(method.ContainingType.IsReadOnly || method.IsReadOnly ? RefKind.In : RefKind.Ref, "receiver", method.ContainingType, -1)
            : null;
    }

    /// <summary>The struct that the body itself belongs to, to be passed on.</summary>
    private Code HandedThis(IMethodSymbol method)
    {
        if (method.ContainingType.IsReadOnly || method.IsReadOnly)
            return Code.Of("in this");
        if (!scope.Root.Method.IsReadOnly && !scope.Root.Method.ContainingType.IsReadOnly)
            return Code.Of("ref this");
        // C# calls what may change it on a copy.
        var copy = scope.Temporary("copy", method.ContainingType);
        Add(new BoundDeclaration(copy, Code.Of("this"), copy.Type));
        return "ref " + Code.Of(copy, Access.Any);
    }

    /// <summary>Whether it may be changed where it stands; C# calls a method on a copy otherwise.</summary>
    private bool IsChangeable(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => IsChangeable(parenthesized.Expression),
        ThisExpressionSyntax => !scope.Root.Method.IsReadOnly && !scope.Root.Method.ContainingType.IsReadOnly,
        _ => model.GetSymbolInfo(expression).Symbol switch
        {
            ILocalSymbol local => local is { RefKind: not RefKind.RefReadOnly, IsForEach: false, IsUsing: false } || local is { IsForEach: true, RefKind: RefKind.Ref },
            IParameterSymbol parameter => parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out,
            IFieldSymbol { IsReadOnly: true } => false,
            IFieldSymbol { IsStatic: false, ContainingType.IsValueType: true } field => expression is MemberAccessExpressionSyntax access ? IsChangeable(access.Expression) : !scope.Root.Method.IsReadOnly,
            IFieldSymbol field => true,
            IPropertySymbol property => property.RefKind == RefKind.Ref,
            IMethodSymbol called => called.RefKind == RefKind.Ref,
            _ => expression is ElementAccessExpressionSyntax,
        },
    };

    /// <summary>An argument that is evaluated now, once, and passed at every poll.</summary>
    private Code BindHandedIn(ExpressionSyntax expression, HandedInto parameter, Dictionary<SyntaxNode, Code> bound, IReadOnlyList<SyntaxNode> later)
    {
        if (parameter.RefKind == RefKind.None)
            return BindHandedInValue(expression, parameter, bound, later);
        var prefix = parameter.RefKind is RefKind.In or RefKind.RefReadOnlyParameter ? "in " : "ref ";
        var symbol = expression is IdentifierNameSyntax name ? index.SymbolOf(name) : null;
        if (IsDiscard(expression))
        {
            var discarded = scope.Temporary(parameter.Name, parameter.Type);
            Add(new BoundDeclaration(discarded, null, discarded.Type), expression);
            return prefix + Code.Of(discarded, Access.Any);
        }

        if (expression is DeclarationExpressionSyntax)
            return prefix + (bound.TryGetValue(expression, out var declared) ? declared : BindDeclared((DeclarationExpressionSyntax)expression));
        if (symbol is not null && scope.VariableOf(symbol) is { IsCaptured: false } variable && IsHandedInPlace(expression, parameter) && !(variable.IsReference && later.Any(operand => MayRebind(operand, symbol))))
            return prefix + Code.Of(variable, Access.Any);
        if (!IsHandedInPlace(expression, parameter))
        {
            var value = scope.Temporary(parameter.Name, parameter.Type);
            Add(new BoundDeclaration(value, bound.TryGetValue(expression, out var evaluated) ? evaluated : Copy(expression), value.Type), expression);
            return prefix + Code.Of(value, Access.Any);
        }

        var reference = HandedInVariable(expression, parameter);
        var place = bound.TryGetValue(expression, out var code) ? code : Copy(expression);
        Add(new BoundDeclaration(reference, "ref " + place, $"{reference.Reference} {reference.Type}"), expression);
        return prefix + Code.Of(reference, Access.Any);
    }

    private Code BindHandedInValue(ExpressionSyntax expression, HandedInto parameter, Dictionary<SyntaxNode, Code> bound, IReadOnlyList<SyntaxNode> later)
    {
        if (IsSameType(expression, parameter) && expression is IdentifierNameSyntax name && index.SymbolOf(name) is { } symbol && scope.VariableOf(symbol) is { } variable
            && !later.Any(operand => MayWrite(operand, symbol)))
            return Code.Of(variable);
        if (bound.TryGetValue(expression, out var known) && known.Pieces is [VariablePiece { Variable.Kind: VariableKind.Temporary }] && IsSameType(expression, parameter))
            return known;
        var value = HandedInVariable(expression, parameter);
        Add(new BoundDeclaration(value, bound.TryGetValue(expression, out var code) ? code : Copy(expression), value.Type), expression);
        return Code.Of(value);
    }

    /// <summary>
    /// Where operands suspend, the variables of those that are handed in come before anything is bound: only then is it noted, while the
    /// operand is taken apart, what the variable will point into.
    /// </summary>
    private void DeclareHandedIn(List<Operand> operands, Func<Operand, HandedInto?> parameterOf)
    {
        var last = operands.FindLastIndex(operand => index.Suspends(operand.Expression));
        for (var i = 0; i <= last; i++)
        {
            var expression = operands[i].Expression;
            if (parameterOf(operands[i]) is { } parameter
                && (parameter.RefKind == RefKind.None ? i == last || SpanTypeOf(expression) is null : expression is not IdentifierNameSyntax && IsPlace(expression) && IsSameType(expression, parameter)))
                handedInVariables[expression] = HandedInVariable(expression, parameter);
        }
    }

    private Variable HandedInVariable(ExpressionSyntax expression, HandedInto parameter)
    {
        if (handedInVariables.TryGetValue(expression, out var known))
            return known;
        if (parameter.RefKind == RefKind.None)
            return scope.TemporaryFor(expression, parameter.Name, parameter.Type);
        var isReadOnly = parameter.RefKind is RefKind.In or RefKind.RefReadOnlyParameter;
        var tracked = scope.References.OfTemporary(parameter.Name, parameter.Type, expression, isReadOnly ? RefKind.RefReadOnly : RefKind.Ref);
        return scope.Reference(expression.ToString(), parameter.Name, parameter.Type, isReadOnly, tracked);
    }

    // "out var x" declares a variable that outlives the call.
    private Code BindDeclared(DeclarationExpressionSyntax declaration)
    {
        if (declaration.Designation is not SingleVariableDesignationSyntax designation || model.GetDeclaredSymbol(designation) is not ILocalSymbol symbol)
            return Refuse(declaration, "A result that is discarded cannot be handed in; give it a name");
        var known = scope.VariableOf(symbol);
        var variable = known ?? scope.Declare(symbol, designation);
        if (known is null)
            Add(new BoundDeclaration(variable, null, scope.NameOf(symbol.Type)));
        return Code.Of(variable, Access.Any);
    }

    private bool IsDiscard(ExpressionSyntax expression) =>
        expression is DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax } || model.GetSymbolInfo(expression).Symbol is IDiscardSymbol;

    private bool MayRebind(SyntaxNode operand, ISymbol symbol) => index.UsesOf(symbol).Any(
        use => operand.Span.Contains(use.Span) && use.Parent is AssignmentExpressionSyntax { Right: RefExpressionSyntax } assignment && assignment.Left == use);

    private bool IsSameType(ExpressionSyntax expression, HandedInto parameter) =>
        SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(expression).Type, parameter.Type);

    /// <summary>Whether the callee gets this very place: what it is called on is copied where it must not change.</summary>
    private bool IsHandedInPlace(ExpressionSyntax expression, HandedInto parameter) => parameter.RefKind != RefKind.None && IsPlace(expression) && IsSameType(expression, parameter)
        && (parameter is not { Ordinal: < 0, RefKind: RefKind.Ref } || IsChangeable(expression));

    /// <summary>Whether C# would pass the variable itself and not a copy.</summary>
    private bool IsPlace(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => IsPlace(parenthesized.Expression),
        ThisExpressionSyntax => true,
        _ => model.GetSymbolInfo(expression).Symbol switch
        {
            ILocalSymbol or IParameterSymbol or IFieldSymbol => true,
            IPropertySymbol property => property.RefKind != RefKind.None,
            IMethodSymbol method => method.RefKind != RefKind.None,
            _ => expression is ElementAccessExpressionSyntax,
        },
    };

    /// <summary>co.Await(x) of a scoped future: made where it is awaited, so that its references are known.</summary>
    private (SuspensionKind, ITypeSymbol?, Code, ImmutableArray<Code>) BindScopedAwait(ExpressionSyntax expression)
    {
        if (expression is InvocationExpressionSyntax call && model.GetSymbolInfo(call).Symbol is IMethodSymbol method && IsOverload(method))
        {
            var (kind, _, make, handedIn) = BindCoroutineCall(call, method);
            return (kind, MachineOfScoped(method.ReturnType), make, handedIn);
        }

        return BindScoped(expression, expression) is var (future, arguments) && model.GetTypeInfo(expression).Type is { } type
            ? (SuspensionKind.Await, MachineOfScoped(type), "(" + future + ").Machine", [arguments])
            : (SuspensionKind.Await, null, Code.Empty, []);
    }

    /// <summary>The expression that makes a scoped future, and the one that makes its references again.</summary>
    private (Code Future, Code Arguments)? BindScoped(ExpressionSyntax expression, ExpressionSyntax whole)
    {
        if (expression is InvocationExpressionSyntax call && model.GetSymbolInfo(call).Symbol is IMethodSymbol method)
        {
            if (IsOverload(method))
                return BindOverload(call, method, whole);
            if (method.ContainingType.IsFutureClass() && method.ReturnType.IsScopedFuture())
                return BindScopedCombinator(call, method, whole);
            if (method.Name == "Scoped" && method.ContainingType.ToDisplayString() == WellKnown.Conversions && !index.Suspends(call))
                return (BindStableFuture(call), Code.Of("default(global::PollGen.NoReferences)"));
        }

        scope.Report(Rules.UnsupportedForm, expression, $"What '{expression}' refers to is not known here; await or join a scoped future where it is made");
        return null;
    }

    // The references of a combinator are those of its futures, in pairs.
    private (Code, Code)? BindScopedCombinator(InvocationExpressionSyntax call, IMethodSymbol method, ExpressionSyntax whole)
    {
        var operands = call.ArgumentList.Arguments.Select(argument => (argument.Expression, Place: ParameterOf(argument)?.Ordinal ?? 0)).ToList();
        if (method.ReducedFrom is not null && call.Expression is MemberAccessExpressionSyntax access)
            operands.Insert(0, (access.Expression, -1));
        var bound = new Dictionary<SyntaxNode, Code>();
        // Evaluated as they stand, paired as the parameters do: named arguments may come in another order.
        var references = new SortedDictionary<int, Code>();
        foreach (var (operand, place) in operands)
        {
            if (!model.GetTypeInfo(operand).Type.IsScopedFuture())
            {
                if (index.Suspends(operand))
                    return RefuseInside(operand);
                bound[operand] = BindStable(operand, "argument", [whole]);
                continue;
            }

            if (BindScoped(operand, whole) is not var (future, arguments))
                return null;
            bound[operand] = future;
            references.Add(place, arguments);
        }

        var pairs = references.Values.Last();
        foreach (var one in references.Values.Reverse().Skip(1))
            pairs = "global::PollGen.CompilerServices.Arguments.Of(" + one + ", " + pairs + ")";
        return (TextCopier.Copy(scope, call, bound), pairs);
    }

    private (Code, Code)? RefuseInside(ExpressionSyntax suspending)
    {
        Refuse(suspending, "A suspension inside of a joined future's arguments cannot be compiled; keep its value in a local before");
        return null;
    }

    // All arguments of all joined futures are evaluated in order, before the first future is made.
    private (Code, Code)? BindOverload(InvocationExpressionSyntax call, IMethodSymbol method, ExpressionSyntax whole)
    {
        var arguments = call.ArgumentList.Arguments.ToList();
        var operands = arguments.Select(argument => OperandOf(call, argument)).ToList();
        if (Receiver(call) is { } receiver)
            operands.Insert(0, receiver with { IsPlace = false, Name = "target" });
        if (operands.FirstOrDefault(operand => index.Suspends(operand.Expression)) is { } suspending)
        {
            return RefuseInside(suspending.Expression);
        }

        var bound = new Dictionary<SyntaxNode, Code>();
        var handedIn = new SortedDictionary<int, Code>();
        for (var i = 0; i < operands.Count; i++)
        {
            var expression = operands[i].Expression;
            var argument = arguments.FirstOrDefault(argument => argument.Expression == expression);
            var parameter = argument is null ? HandedInto.OfReceiver(method) : HandedInto.Of(ParameterOf(argument));
            if (parameter is null)
            {
                if (argument is not null || model.GetTypeInfo(expression).Type is { IsReferenceType: true })
                    bound[expression] = BindStable(expression, operands[i].Name, [whole]);
                continue;
            }

            var code = BindHandedIn(expression, parameter, bound, [whole]);
            handedIn[parameter.Ordinal] = code;
            bound[expression] = argument is null ? code.WithoutPrefix("ref ").WithoutPrefix("in ") : argument.RefKindKeyword.IsKind(SyntaxKind.None) ? code.WithoutPrefix("in ") : code.WithoutPrefix("ref ").WithoutPrefix("in ");
        }

        if (method.TakesThisByReference() && !handedIn.ContainsKey(-1))
            handedIn[-1] = HandedThis(method);
        var type = (INamedTypeSymbol)method.ReturnType;
        return (TextCopier.Copy(scope, call, bound), $"new {scope.NameOf(type.TypeArguments[1])}(" + Code.Join(", ", InOrder(handedIn)) + ")");
    }

    // The future in front of ".Scoped()" is made in its turn.
    private Code BindStableFuture(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax access && !call.ArgumentList.Arguments.Any()
        ? Copy(call, new Dictionary<SyntaxNode, Code> { [access.Expression] = BindStable(access.Expression, "future", [call]) })
        : Copy(call);

    private static bool IsOverload(IMethodSymbol method) => method.ReturnType.IsScopedFuture() && !method.ContainingType.IsFutureClass() && method.HasHandedIn() && !method.Parameters.Any(parameter => parameter.Type.IsCo());

    private static ITypeSymbol? MachineOfScoped(ITypeSymbol future) => (future as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
}
