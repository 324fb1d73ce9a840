// Local functions that take Co. Such a function is a coroutine whose machine stands in the frame of its caller. The variables that it
// shares stay where they are, in the frames around it, which it is handed by reference at every poll; so nothing goes to the heap.
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private readonly ImmutableArray<LocalCoroutine>.Builder locals = ImmutableArray.CreateBuilder<LocalCoroutine>();

    private Code BindLocalCall(InvocationExpressionSyntax call, IMethodSymbol method, bool isUsed)
    {
        var function = method.OriginalDefinition;
        var owner = OwnerOf(function);
        if (owner is null || owner.Functions.NameOf(function) is not { } name)
        {
            scope.Report(Rules.UnsupportedForm, call, $"'{function.Name}' cannot be called from here; write it as a method");
            return Code.Empty;
        }

        if (OmittedReference(call, method) is { } omitted)
        {
            scope.Report(Rules.UnsupportedForm, call, $"'{omitted.Name}' is passed by reference, so it cannot be left out or be several arguments here; pass a variable or a span");
            return Code.Empty;
        }

        if (!owner.CalledLocals.Contains(function, SymbolEqualityComparer.Default))
            owner.CalledLocals.Add(function);
        var (arguments, handedIn) = BindArguments(call, method);
        var machine = MachineNameOf(owner, name);
        var shares = scope.Functions.HandedTo(method);
        foreach (var variable in shares)
            variable.IsShared = true;
        var slot = scope.Names.Fresh(FieldName(method.Name));
        var result = isUsed && !method.ReturnsVoid ? scope.Temporary(slot + "Result", method.ReturnType) : null;
        var typeArguments = TypeParametersAround(owner).Concat(method.TypeArguments.Select(scope.NameOf)).ToList();
        var type = machine + (typeArguments.Count == 0 ? "" : $"<{string.Join(", ", typeArguments)}>");
        AddSuspension(call, new Suspension(SuspensionKind.Call, call.ToString(), type, Code.Join(", ", arguments.Select(argument => argument.Value)), slot, result, SourceRange.Of(call.GetLocation()), HoldsReferences: true)
        {
            ResultType = method.ReturnsVoid ? "global::PollGen.Unit" : scope.NameOf(method.ReturnType),
            Machines = [MachineIdOf(owner, name)],
            OwnMachine = MachineIdOf(owner, name),
            HandedIn = handedIn,
            HandedFrames = owner.Level + 1,
            Level = scope.Level,
            Shares = [.. shares],
        });
        return result is null ? Code.Empty : Code.Of(result);
    }

    /// <summary>Binds the local coroutines that have been called; binding one can call more.</summary>
    private void BindLocalCoroutines()
    {
        for (var i = 0; i < scope.CalledLocals.Count; i++)
            locals.Add(BindLocalCoroutine(scope.CalledLocals[i]));
    }

    private LocalCoroutine BindLocalCoroutine(IMethodSymbol function)
    {
        var syntax = index.Functions.SyntaxOf(function);
        var name = scope.Functions.NameOf(function)!;
        if ((JitOptions.Of(function) & MethodImplOptions.Synchronized) != 0)
            scope.Report(Rules.UnsupportedForm, syntax.Identifier, $"'{function.Name}' is [MethodImpl(Synchronized)], and a lock cannot be held across a suspension; take one where nothing is awaited");
        var body = (SyntaxNode?)syntax.Body ?? syntax.ExpressionBody!.Expression;
        var innerIndex = new BodyIndex(body, function, model, scope.Problems, scope.Cancellation, index);
        var inner = new Scope(model, innerIndex, function, syntax.Identifier.SpanStart, scope.Cancellation, scope) { Overflow = OverflowAround(syntax) };
        var binder = new BodyBinder(inner);
        var parameters = function.Parameters.Where(parameter => !parameter.Type.IsCo() && !parameter.IsHandedIn()).Select(parameter => inner.Declare(parameter, syntax.ParameterList)).ToImmutableArray();
        var names = new BodyNames(
            inner.Names.Fresh("frame"), inner.Names.Fresh("cx"), inner.Names.Fresh("result"), inner.Names.Fresh("cancelling"), inner.Names.Fresh("resume"), inner.Names)
        {
            Outer = [.. Enumerable.Range(0, inner.Level).Select(_ => inner.Names.Fresh("outer"))],
        };
        inner.References.Collect();
        names = names with { HandedIn = [.. function.Parameters.Where(parameter => parameter.IsHandedIn()).Select(binder.DeclareHandedIn)] };
        binder.BindWhole(body, function.ReturnsVoid);
        inner.References.Complete();
        var resultType = function.ReturnsVoid ? null : scope.NameOf(function.ReturnType);
        var bound = new BoundBody(
            new BoundBlock(binder.output.ToImmutable()), parameters, ShapeReader.Of(function.ContainingType, function.ContainingAssembly), resultType, inner.Return, names, [], [], HasErrorsOfItsOwn: false)
        {
            IsUnsafe = binder.isUnsafe,
            Locals = binder.locals.ToImmutable(),
        };
        var typeParameters = TypeParametersAround(inner).ToList();
        var declared = syntax.ParameterList.Parameters.Zip(function.Parameters, (text, symbol) => (text, symbol)).Where(parameter => !parameter.symbol.Type.IsCo())
            .Select(parameter => new DeclaredParameter(
                parameter.text.Identifier.Text, parameter.text.Type!.ToString(), parameter.text.WithoutTrivia().ToString(),
                HandedInParameters.Read(parameter.symbol, parameter.text.Type!.ToString(), parameter.text.Identifier.Text)));
        return new LocalCoroutine(
            MachineIdOf(scope, name), MachineNameOf(scope, name),
            typeParameters.Count == 0 ? "" : $"<{string.Join(", ", typeParameters)}>",
            string.Join(" ", ConstraintsAround(inner)), [.. declared], resultType ?? "global::PollGen.Unit", function.ReturnsVoid, SizeLimit.Of(function.CoroutineMark()), JitOptions.Of(function), bound);
    }

    // The local functions of the coroutines around this one are declared in its generated method, too, where it calls them.
    private void BindOuterFunctions(SyntaxNode body)
    {
        if (scope.Outer is null)
            return;
        foreach (var function in index.Functions.ReachedFrom(body).ToList())
            output.Add(new BoundLocalFunction(TextCopier.Copy(scope, function)) { Source = SourceOf(function) });
    }

    /// <summary>The scope in whose taken-apart code a local function is declared.</summary>
    private Scope? OwnerOf(IMethodSymbol function)
    {
        var owner = scope;
        while (owner is not null && !owner.Functions.Declares(function))
            owner = owner.Outer;
        return owner;
    }

    private static string? OverflowAround(SyntaxNode node)
    {
        foreach (var outer in node.Ancestors().TakeWhile(outer => outer is not MemberDeclarationSyntax))
        {
            if (outer is CheckedStatementSyntax block)
                return block.Keyword.Text;
        }

        return null;
    }

    // "Sum_StepMachine" for the local function Step of Sum.
    private static string MachineNameOf(Scope owner, string name)
    {
        var outer = owner.Outer is null
            ? MachineName.Of(owner.Method, owner.Method.CoroutineMark() is { } mark ? MachineName.OverloadOf(owner.Method, mark) : owner.Method.Name)
            : MachineNameOf(owner.Outer, owner.Outer.Functions.NameOf(owner.Method)!);
        return $"{outer.Substring(0, outer.Length - "Machine".Length)}_{name.TrimStart('@')}Machine";
    }

    private static string MachineIdOf(Scope owner, string name) =>
        (owner.Outer is null ? owner.Method.GetDocumentationCommentId() : MachineIdOf(owner.Outer, owner.Outer.Functions.NameOf(owner.Method)!)) + "/" + name;

    private static IEnumerable<string> TypeParametersAround(Scope scope) =>
        (scope.Outer is null ? [] : TypeParametersAround(scope.Outer)).Concat(scope.Method.TypeParameters.Select(parameter => parameter.Name));

    private static IEnumerable<string> ConstraintsAround(Scope scope)
    {
        var clauses = scope.Method.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            MethodDeclarationSyntax method => method.ConstraintClauses,
            LocalFunctionStatementSyntax function => function.ConstraintClauses,
            _ => default,
        };
        return (scope.Outer is null ? [] : ConstraintsAround(scope.Outer)).Concat(clauses.Select(clause => clause.WithoutTrivia().ToString()));
    }
}
