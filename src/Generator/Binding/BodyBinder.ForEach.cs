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
            scope.Report(Rules.UnsupportedForm, loop, "'await foreach' does not exist in a coroutine; write 'foreach (… in co.Each(source))'");
        else if (index.IsOpening(loop.Expression))
            BindStream(loop, (InvocationExpressionSyntax)loop.Expression, info);
        else if (type.IsSpan())
            BindSpanForEach(loop, type!, info);
        else if (type.IsInlineArray() && IsVariable(loop.Expression))
            BindInlineArrayForEach(loop, info);
        else if (loop is ForEachStatementSyntax { Type: RefTypeSyntax })
            scope.Report(Rules.UnsupportedForm, loop.Expression, "This 'foreach' by reference cannot be suspended, since what the references point into is not known; loop over the indices");
        else if (type is IArrayTypeSymbol { Rank: 1 } || type?.SpecialType == SpecialType.System_String)
            BindIndexedForEach(loop, type, info);
        else if (type is IArrayTypeSymbol grid)
            BindGridForEach(loop, grid, info);
        else if (type is INamedTypeSymbol && ShapeReader.InlineArrayLength(type) is { } length)
            BindInlineForEach(loop, type, length, info);
        else if (info.GetEnumeratorMethod is { } method && BindHolderForEach(loop, type, info, method))
            return;
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
        BindForEachOver(loop, BindSource(loop, type), info);
    }

    // The span is kept as what it is a part of.
    private void BindSpanForEach(CommonForEachStatementSyntax loop, ITypeSymbol type, ForEachStatementInfo info)
    {
        var source = scope.TemporaryFor(loop.Expression, "items", type);
        Add(new BoundDeclaration(source, BindFinal(loop.Expression), source.Type), loop.Expression);
        BindForEachOver(loop, Code.Of(source), info);
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

    private void BindForEachOver(CommonForEachStatementSyntax loop, Code source, ForEachStatementInfo info)
    {
        var counter = Counter("index", Code.Of("0"));
        BindForEachLoop(
            loop,
            test: Code.Of(counter) + " < " + source + ".Length",
            current: Converted(source + "[" + Code.Of(counter) + "]", loop, info),
            increment: () => Add(new BoundCode(Code.Of(counter, Access.Any) + "++;")));
    }

    // An inline array that is no variable is looped over in a copy.
    private void BindInlineForEach(CommonForEachStatementSyntax loop, ITypeSymbol type, int length, ForEachStatementInfo info)
    {
        var source = BindSource(loop, type);
        var counter = Counter("index", Code.Of("0"));
        BindForEachLoop(
            loop,
            test: Code.Of(counter) + $" < {length}",
            current: Converted(source + "[" + Code.Of(counter) + "]", loop, info),
            increment: () => Add(new BoundCode(Code.Of(counter, Access.Any) + "++;")));
    }

    // One loop in another for each dimension; the upper bounds are read first.
    private void BindGridForEach(CommonForEachStatementSyntax loop, IArrayTypeSymbol type, ForEachStatementInfo info)
    {
        var source = BindSource(loop, type);
        var ends = Enumerable.Range(0, type.Rank).Select(dimension => Counter("last", source + $".GetUpperBound({dimension})")).ToList();
        var end = scope.NewLabel("EndForEach");
        var counters = new List<Variable>();
        BindDimension(0);
        Add(new BoundLabel(end));

        void BindDimension(int dimension)
        {
            var counter = Counter("index", source + $".GetLowerBound({dimension})");
            counters.Add(counter);
            var test = Code.Of(counter) + " <= " + Code.Of(ends[dimension]);
            Action increment = () => Add(new BoundCode(Code.Of(counter, Access.Any) + "++;"));
            if (dimension == type.Rank - 1)
            {
                var current = source + "[" + Code.Join(", ", counters.Select(index => Code.Of(index))) + "]";
                BindForEachLoop(loop, test, Converted(current, loop, info), increment, end);
                return;
            }

            var body = InBlock(() => BindDimension(dimension + 1));
            Add(new BoundLoop(new BoundBlock([]), test, TestsFirst: true, body, InBlock(increment), scope.NewLabel("NextRow"), scope.NewLabel("EndRows")), loop.Expression);
        }
    }

    private Code BindSource(CommonForEachStatementSyntax loop, ITypeSymbol type)
    {
        var source = scope.Temporary("items", type);
        Add(new BoundDeclaration(source, BindFinal(loop.Expression), source.Type), loop.Expression);
        return Code.Of(source);
    }

    private Variable Counter(string name, Code start)
    {
        var counter = scope.Temporary(name, model.Compilation.GetSpecialType(SpecialType.System_Int32));
        Add(new BoundDeclaration(counter, start, "int"));
        return counter;
    }

    // An enumerator that is a ref struct, of which all parts can be kept.
    private bool BindHolderForEach(CommonForEachStatementSyntax loop, ITypeSymbol? type, ForEachStatementInfo info, IMethodSymbol method)
    {
        if (!scope.References.CanKeep(method.ReturnType) || type is { IsRefLikeType: true } && !scope.References.CanKeep(type))
            return false;
        var holder = loop.Expression is IdentifierNameSyntax name ? scope.References.Of(index.SymbolOf(name)) : null;
        if (holder is null && type is { IsRefLikeType: true })
        {
            var items = scope.TemporaryFor(loop.Expression, "items", type);
            Add(new BoundDeclaration(items, BindFinal(loop.Expression), items.Type), loop.Expression);
            holder = items.Tracked;
            BindEnumerator(loop, info, method, Code.Of(items, Access.Any), holder);
            return true;
        }

        BindEnumerator(loop, info, method, BindFinal(loop.Expression), holder);
        return true;
    }

    private void BindEnumerator(CommonForEachStatementSyntax loop, ForEachStatementInfo info, IMethodSymbol method, Code source, TrackedReference? holder)
    {
        var (tracked, get) = scope.References.OfEnumerator("enumerator", method, loop.Expression, holder, GetEnumerator(loop, method, source));
        var enumerator = scope.Temporary("enumerator", method.ReturnType, tracked);
        Add(new BoundDeclaration(enumerator, get, enumerator.Type), loop.Expression);
        var current = Converted(Code.Of(enumerator, Access.Any) + ".Current", loop, info);
        BindEnumerated(loop, info, method, enumerator, scope.References.OfElement(loop, tracked, info.CurrentProperty?.GetMethod, current));
    }

    private void BindEnumeratedForEach(CommonForEachStatementSyntax loop, ForEachStatementInfo info)
    {
        var method = info.GetEnumeratorMethod!;
        var enumerator = scope.Temporary("enumerator", method.ReturnType);
        Add(new BoundDeclaration(enumerator, GetEnumerator(loop, method, BindFinal(loop.Expression)), enumerator.Type), loop.Expression);
        BindEnumerated(loop, info, method, enumerator, Converted(Code.Of(enumerator, Access.Any) + ".Current", loop, info));
    }

    private Code GetEnumerator(CommonForEachStatementSyntax loop, IMethodSymbol method, Code source) =>
         method.IsExtensionMethod || method.IsStatic
            ? $"{method.ContainingType.FullName()}.{method.Name}(" + source + ")"
            : NeedsCast(loop.Expression, method) ? $"(({scope.NameOf(method.ContainingType)})" + source + ").GetEnumerator()" : "(" + source + ").GetEnumerator()";

    private void BindEnumerated(CommonForEachStatementSyntax loop, ForEachStatementInfo info, IMethodSymbol method, Variable enumerator, Code current)
    {
        var type = method.ReturnType;
        var body = InBlock(() => BindForEachLoop(
            loop,
            test: Code.Of(enumerator, Access.Any) + ".MoveNext()",
            current: current,
            increment: null));
        if (DisposalOf(enumerator, type, info.DisposeMethod) is not { } disposal)
        {
            Add(body);
            return;
        }

        Add(new BoundTry(body, [], new BoundBlock([new BoundCode(disposal)])), loop);
    }

    /// <param name="loop">The loop.</param>
    /// <param name="test">Whether there is another element.</param>
    /// <param name="current">The element.</param>
    /// <param name="increment">Adds what leads to the next.</param>
    /// <param name="end">Where break leads, if that is further out than the end of this loop.</param>
    private void BindForEachLoop(CommonForEachStatementSyntax loop, Code test, Code current, Action? increment, Label? end = null) =>
        BindForEachLoop(loop, () => test, current, increment, end);

    private void BindForEachLoop(CommonForEachStatementSyntax loop, Func<Code> bindTest, Code current, Action? increment, Label? end = null)
    {
        var labels = (Break: scope.NewLabel("EndForEach"), Continue: scope.NewLabel("NextForEach"));
        scope.Jumps[loop] = (end ?? labels.Break, labels.Continue);
        var body = InBlock(() =>
        {
            BindIteration(loop, current);
            BindStatement(loop.Statement);
        });
        var next = InBlock(() => increment?.Invoke());
        var test = Code.Empty;
        var prelude = InBlock(() => test = bindTest());
        Add(new BoundLoop(prelude, test, TestsFirst: true, body, next, labels.Continue, labels.Break), loop.Expression);
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
