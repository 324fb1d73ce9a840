using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Binding.References;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private void BindForEach(CommonForEachStatementSyntax loop)
    {
        var type = model.GetTypeInfo(loop.Expression).Type;
        var info = model.GetForEachStatementInfo(loop);
        if (loop.AwaitKeyword.RawKind != 0)
            scope.Report(Rules.UnsupportedForm, loop, "'await foreach' does not exist in a coroutine; await each element through co");
        else if (type.IsSpan())
            BindSpanForEach(loop, type!, info);
        else if (type.IsInlineArray())
            BindInlineArrayForEach(loop, info);
        else if (loop is ForEachStatementSyntax { Type: RefTypeSyntax })
            scope.Report(Rules.UnsupportedForm, loop.Expression, "This 'foreach' by reference cannot be suspended, since what the references point into is not known; loop over the indices");
        else if (type is IArrayTypeSymbol { Rank: 1 } || type?.SpecialType == SpecialType.System_String)
            BindIndexedForEach(loop, type, info);
        else if (type is IArrayTypeSymbol)
            scope.Report(Rules.UnsupportedForm, loop.Expression, "A 'foreach' over an array of several dimensions cannot be suspended yet; loop over the indices");
        else if (type is { IsRefLikeType: true } && info.GetEnumeratorMethod?.ReturnType is { IsRefLikeType: true })
            scope.Report(Rules.CannotLiveAcrossSuspension, loop.Expression, loop.Expression.ToString(), scope.NameOf(type), FirstSuspension(loop.Statement).ToString(), "loop over the indices, or copy the elements to an array first");
        else if (info.GetEnumeratorMethod is null)
            scope.Report(Rules.UnsupportedForm, loop.Expression, "This 'foreach' cannot be suspended; loop over an enumerator by hand");
        else
            BindEnumeratedForEach(loop, info);
    }

    // The array is evaluated once; its elements are read when their turn comes.
    private void BindIndexedForEach(CommonForEachStatementSyntax loop, ITypeSymbol type, ForEachStatementInfo info)
    {
        var source = scope.Temporary("items", type);
        Add(new BoundDeclaration(source, BindFinal(loop.Expression), source.Type), loop.Expression);
        BindForEachOver(loop, source, info);
    }

    // The span is kept as what it is a part of.
    private void BindSpanForEach(CommonForEachStatementSyntax loop, ITypeSymbol type, ForEachStatementInfo info)
    {
        var source = scope.TemporaryFor(loop.Expression, "items", type);
        Add(new BoundDeclaration(source, BindFinal(loop.Expression), source.Type), loop.Expression);
        BindForEachOver(loop, source, info);
    }

    // An inline array that is a variable is looped over where it stands.
    private void BindInlineArrayForEach(CommonForEachStatementSyntax loop, ForEachStatementInfo info)
    {
        if (model.GetSymbolInfo(loop.Expression).Symbol is not (ILocalSymbol or IParameterSymbol or IFieldSymbol) || info.ElementType is not { } element)
        {
            scope.Report(Rules.UnsupportedForm, loop.Expression, "A 'foreach' over this inline array cannot be suspended, because it is no variable; put it in a local before");
            return;
        }

        var name = loop is ForEachStatementSyntax { Type: RefTypeSyntax { ReadOnlyKeyword.RawKind: 0 } } ? "System.Span`1" : "System.ReadOnlySpan`1";
        BindSpanForEach(loop, model.Compilation.GetTypeByMetadataName(name)!.Construct(element), info);
    }

    private void BindForEachOver(CommonForEachStatementSyntax loop, Variable source, ForEachStatementInfo info)
    {
        var counter = scope.Temporary("index", model.Compilation.GetSpecialType(SpecialType.System_Int32));
        Add(new BoundDeclaration(counter, Code.Of("0"), "int"));
        BindForEachLoop(
            loop,
            test: Code.Of(counter) + " < " + Code.Of(source) + ".Length",
            current: Converted(Code.Of(source) + "[" + Code.Of(counter) + "]", loop, info),
            increment: () => Add(new BoundCode(Code.Of(counter, Access.Any) + "++;")));
    }

    private void BindEnumeratedForEach(CommonForEachStatementSyntax loop, ForEachStatementInfo info)
    {
        var method = info.GetEnumeratorMethod!;
        var source = BindFinal(loop.Expression);
        var get = method.IsExtensionMethod || method.IsStatic
            ? $"{method.ContainingType.FullName()}.{method.Name}(" + source + ")"
            : NeedsCast(loop.Expression, method) ? $"(({scope.NameOf(method.ContainingType)})" + source + ").GetEnumerator()" : "(" + source + ").GetEnumerator()";
        var type = method.ReturnType;
        var enumerator = scope.Temporary("enumerator", type);
        Add(new BoundDeclaration(enumerator, get, enumerator.Type), loop.Expression);
        var body = InBlock(() => BindForEachLoop(
            loop,
            test: Code.Of(enumerator, Access.Any) + ".MoveNext()",
            current: Converted(Code.Of(enumerator, Access.Any) + ".Current", loop, info),
            increment: null));
        if (DisposalOf(enumerator, type, info.DisposeMethod) is not { } disposal)
        {
            Add(body);
            return;
        }

        Add(new BoundTry(body, [], new BoundBlock([new BoundCode(disposal)])), loop);
    }

    private void BindForEachLoop(CommonForEachStatementSyntax loop, Code test, Code current, Action? increment)
    {
        var labels = (Break: scope.NewLabel("EndForEach"), Continue: scope.NewLabel("NextForEach"));
        scope.Jumps[loop] = (labels.Break, labels.Continue);
        var body = InBlock(() =>
        {
            BindIteration(loop, current);
            BindStatement(loop.Statement);
        });
        var next = InBlock(() => increment?.Invoke());
        Add(new BoundLoop(new BoundBlock([]), test, TestsFirst: true, body, next, labels.Continue, labels.Break), loop.Expression);
    }

    // One variable an iteration, so one for each closure.
    private void BindIteration(CommonForEachStatementSyntax loop, Code current)
    {
        if (loop is ForEachStatementSyntax simple)
        {
            var symbol = (ILocalSymbol)model.GetDeclaredSymbol(simple)!;
            var variable = scope.Declare(symbol, simple);
            Add(new BoundDeclaration(variable, variable.IsReference ? "ref " + current : current, variable.IsReference ? $"{variable.Reference} {variable.Type}" : scope.NameOf(symbol.Type)), simple);
            return;
        }

        var target = ((ForEachVariableStatementSyntax)loop).Variable;
        foreach (var designation in target.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>())
        {
            var symbol = (ILocalSymbol)model.GetDeclaredSymbol(designation)!;
            Add(new BoundDeclaration(scope.Declare(symbol, loop), null, scope.NameOf(symbol.Type)));
        }

        Add(new BoundCode(TextCopier.Copy(scope, target) + " = " + current + ";"), target);
    }

    // A foreach may name a narrower type than its collection gives: it casts.
    private Code Converted(Code current, CommonForEachStatementSyntax loop, ForEachStatementInfo info)
    {
        if (info.ElementConversion.IsIdentity && info.CurrentConversion.IsIdentity)
            return current;
        var type = loop is ForEachStatementSyntax simple ? ((ILocalSymbol)model.GetDeclaredSymbol(simple)!).Type : info.ElementType!;
        return $"({scope.NameOf(type)})(" + current + ")";
    }

    private bool NeedsCast(ExpressionSyntax source, IMethodSymbol method) =>
        method.ContainingType.TypeKind == TypeKind.Interface && model.GetTypeInfo(source).Type is { TypeKind: not TypeKind.Interface and not TypeKind.TypeParameter };
}
