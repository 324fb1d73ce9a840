// In: the syntax of a body. Out: for each ref local and span, everything that it is set to; and, while text is copied, marks in it at
// the places that decide where a reference points. Whether any of that is needed is decided later, when liveness is known.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding.References;

internal sealed partial class ReferenceTracker
{
    private readonly Scope scope;
    private readonly OriginReader reader;
    private readonly Dictionary<ISymbol, TrackedReference> references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, List<Func<Code, Code>>> marks = [];
    private readonly Dictionary<SyntaxNode, TrackedReference> temporaries = [];
    private readonly List<Action> completions = [];

    public ReferenceTracker(Scope scope)
    {
        this.scope = scope;
        reader = new OriginReader(scope, this);
    }

    /// <summary>Looks at every declaration and assignment of the body.</summary>
    public void Collect()
    {
        foreach (var node in scope.Index.Body.DescendantNodesAndSelf(node => !BodyIndex.IsNestedFunction(node)))
        {
            CollectStored(node);
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer.Value: { } value } declarator when Of(scope.Model.GetDeclaredSymbol(declarator)) is { } declared:
                    Set(declared, value, isDeclaration: true);
                    break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax name } assignment
                    when scope.Index.SymbolOf(name) is { } symbol && Of(symbol) is { } assigned && (!assigned.IsRef || assignment.Right is RefExpressionSyntax):
                    Set(assigned, assignment.Right, isDeclaration: false);
                    break;
                case SingleVariableDesignationSyntax designation when Of(scope.Model.GetDeclaredSymbol(designation)) is { } received:
                    SetUnknown(received, designation.Parent ?? designation, "assign the span to a local of its own, from what it is a part of");
                    break;
                case ForEachStatementSyntax loop when Of(scope.Model.GetDeclaredSymbol(loop)) is { } iterated:
                    SetElement(iterated, loop);
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword, Expression: IdentifierNameSyntax name } argument
                    when scope.Index.SymbolOf(name) is { } symbol && Of(symbol) is { IsRef: false } written:
                    SetUnknown(written, argument.Parent?.Parent ?? argument, written.IsHolder ? "let it be a member of the ref struct, whose source shows what it changes" : "let the method return how much there is, and slice here");
                    break;
                case RefExpressionSyntax { Expression: IdentifierNameSyntax name } reference when scope.Index.SymbolOf(name) is { } symbol && Of(symbol) is { IsRef: false } referred:
                    SetUnknown(referred, reference, "set it under its own name, not through a reference");
                    break;
            }
        }
    }

    /// <summary>What is known about a ref local or span; null for everything else.</summary>
    public TrackedReference? Of(ISymbol? symbol)
    {
        if (symbol is null || symbol.Kind is not (SymbolKind.Local or SymbolKind.Parameter) || symbol is IParameterSymbol { Type: var given } && given.IsHolder())
            return null;
        if (references.TryGetValue(symbol, out var known))
            return known;
        var (type, refKind) = symbol is ILocalSymbol local ? (local.Type, local.RefKind) : (((IParameterSymbol)symbol).Type, ((IParameterSymbol)symbol).RefKind);
        if (New(symbol.Name, type, refKind) is not { } tracked)
            return null;
        if (symbol is ILocalSymbol && symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(scope.Cancellation) is { } syntax)
            tracked.Scope = new TextRange(syntax.SpanStart, scope.Index.ScopeOf(syntax).End);
        return references[symbol] = tracked;
    }

    /// <summary>A temporary that is declared with the value of an expression, and stands for it from then on; null if it is no reference.</summary>
    public TrackedReference? OfTemporary(string name, ITypeSymbol type, ExpressionSyntax value, RefKind refKind = RefKind.None)
    {
        if (New(name, type, refKind) is not { } tracked)
            return null;
        Set(tracked, value, isDeclaration: true);
        temporaries[value] = tracked;
        return tracked;
    }

    /// <summary>A temporary that points into what another reference points to, such as an element of a span.</summary>
    public void SetSame(TrackedReference target, TrackedReference source, SyntaxNode where)
    {
        target.Assignments++;
        target.Origins.Add(new ReferenceOrigin(target, isDeclaration: true, where.ToString(), SourceRange.Of(where.GetLocation())) { Storage = new SameStorage(source) });
    }

    /// <summary>A parameter begins as what was handed in.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="name">How the generated method names what was handed in.</param>
    /// <param name="itself">The parameter's variable, if that is all it ever is.</param>
    /// <returns>The text for it.</returns>
    public Code SetHandedIn(IParameterSymbol parameter, string name, Variable? itself)
    {
        if (Of(parameter) is not { } target)
            return Code.Of(name);
        target.Assignments++;
        var isNarrow = parameter.ScopedKind == ScopedKind.ScopedRef;
        var place = itself is null ? Code.Of(name) : Code.Of(itself, Access.Any);
        var origin = new ReferenceOrigin(target, isDeclaration: true, name, SourceRange.Of(parameter.Locations[0]))
        {
            Storage = new NamedStorage(target.IsSpan ? "OfSpan" : "OfPlace", place, null) { IsNarrow = isNarrow, Belongs = Belonging.Caller },
            Stretch = target.IsSpan ? Stretch.Whole : Stretch.Inside,
        };
        target.Origins.Insert(0, origin);
        return new Code([new ReferencePiece(origin, Code.Of(name))]);
    }

    /// <summary>The marks on a node, the innermost first; null where there is none.</summary>
    public IReadOnlyList<Func<Code, Code>>? MarksOf(SyntaxNode node) => marks.TryGetValue(node, out var list) ? list : null;

    /// <summary>What stands for the value of an expression since that was evaluated.</summary>
    public TrackedReference? TemporaryFor(SyntaxNode node) => temporaries.TryGetValue(node, out var tracked) ? tracked : null;

    /// <summary>Fills in what can be said only now that every variable is declared.</summary>
    public void Complete()
    {
        foreach (var completion in completions)
            completion();
    }

    public void Mark(SyntaxNode node, Func<Code, Code> mark)
    {
        if (!marks.TryGetValue(node, out var list))
            marks[node] = list = [];
        // Text that has been bound before may come here once more, as a part of what is around it.
        list.Add(code => mark(code) is { Pieces: [NestedPiece made] } marked && !IsMarked(code, made) && !StandsFor(code, made.Origin.Target) ? marked : code);
    }

    // What stands for an expression since that was evaluated has been noted then, and so has its owner.
    private static bool StandsFor(Code code, TrackedReference target) => code.Pieces is [VariablePiece { Variable.Tracked: { } stands }] && stands == target;

    private static bool IsMarked(Code code, NestedPiece made) =>
        code.AllPieces.OfType<NestedPiece>().Any(known => known.Origin == made.Origin && known.GetType() == made.GetType());

    public void Set(TrackedReference target, ExpressionSyntax value, bool isDeclaration)
    {
        target.Assignments++;
        foreach (var part in OriginReader.Parts(value, scope.Model))
        {
            var origin = new ReferenceOrigin(target, isDeclaration, part.ToString(), SourceRange.Of(part.GetLocation()));
            target.Origins.Add(origin);
            var read = target.IsRef ? reader.ReadPlace(origin, part) : reader.ReadSpan(origin, part);
            completions.Add(() =>
            {
                origin.Storage = read();
                origin.Stretch = target.IsSpan ? reader.StretchOf(origin, part) : Stretch.Inside;
            });
            Mark(part, code => new Code([new ReferencePiece(origin, code)]));
        }
    }

    private void SetUnknown(TrackedReference target, SyntaxNode where, string advice)
    {
        target.Assignments++;
        target.Origins.Add(new ReferenceOrigin(target, isDeclaration: false, where.ToString(), SourceRange.Of(where.GetLocation())) { Storage = new UnknownStorage(advice) });
    }

    private void SetElement(TrackedReference target, ForEachStatementSyntax loop)
    {
        var type = scope.Model.GetTypeInfo(loop.Expression).Type;
        if (target is { IsRef: false } && scope.Model.GetForEachStatementInfo(loop).GetEnumeratorMethod?.ReturnType is { } enumerator && CanKeep(enumerator))
        {
            target.Assignments++;
            var current = new ReferenceOrigin(target, isDeclaration: true, loop.Expression.ToString(), SourceRange.Of(loop.Expression.GetLocation()));
            target.Origins.Add(current);
            elements[loop] = current;
            return;
        }

        if (!target.IsRef || !(type.IsSpan() || type.IsInlineArray()))
        {
            SetUnknown(target, loop.Expression, "loop over the indices of what it is a part of");
            return;
        }

        target.Assignments++;
        var origin = new ReferenceOrigin(target, isDeclaration: true, loop.Expression.ToString(), SourceRange.Of(loop.Expression.GetLocation()));
        target.Origins.Add(origin);
        var read = reader.ReadSpan(origin, loop.Expression);
        completions.Add(() => origin.Storage = read());
    }

    private TrackedReference? New(string name, ITypeSymbol type, RefKind refKind)
    {
        if (refKind != RefKind.None)
            return type.MayBeRefLike() ? null : new TrackedReference(name, refKind == RefKind.Ref ? ReferenceKind.Ref : ReferenceKind.RefReadOnly, scope.NameOf(type));
        if (type.IsHolder())
            return reader.PartsOf(type).Parts is { } parts ? new TrackedReference(name, ReferenceKind.Holder, parts.Type) { Parts = parts } : null;
        if (!type.IsSpan())
            return null;
        return new TrackedReference(name, type.Name == "Span" ? ReferenceKind.Span : ReferenceKind.ReadOnlySpan, scope.NameOf(type.SpanElement()!));
    }
}
