// What is put into a ref struct that is a local of the body, after it has been set as a whole.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding.References;

internal sealed partial class ReferenceTracker
{
    private readonly Dictionary<CommonForEachStatementSyntax, ReferenceOrigin> elements = [];

    /// <summary>An enumerator that is a ref struct, made from what a loop stands over.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="method">The method that makes it.</param>
    /// <param name="source">What it is called on.</param>
    /// <param name="holder">The span or ref struct that this is; null for everything else.</param>
    /// <param name="value">The call.</param>
    /// <returns>The enumerator, and the text for it.</returns>
    public (TrackedReference Enumerator, Code Value) OfEnumerator(string name, IMethodSymbol method, ExpressionSyntax source, TrackedReference? holder, Code value)
    {
        var enumerator = New(name, method.ReturnType, RefKind.None)!;
        var origin = new ReferenceOrigin(enumerator, isDeclaration: true, source.ToString(), SourceRange.Of(source.GetLocation()))
        {
            Storage = reader.PartsOfResult(method) switch
            {
                { Gap: null, Parts.IsEmpty: true } => new NoStorage(),
                { Gap: null } given when holder is not null && given.Parts.All(part => part.Path.IsEmpty && part.Field is null && (part.Root == KnownCallees.Receiver || method.IsStatic && part.Root == 0)) => new SameStorage(holder),
                _ => new UnknownStorage($"what its enumerator points to is not known; loop over the indices, or copy the elements to an array first"),
            },
        };
        enumerator.Assignments++;
        enumerator.Origins.Add(origin);
        return (enumerator, new Code([new ReferencePiece(origin, value)]));
    }

    /// <summary>An element that is a span or a ref struct, as the enumerator gives it.</summary>
    public Code OfElement(CommonForEachStatementSyntax loop, TrackedReference enumerator, IMethodSymbol? current, Code value)
    {
        if (!elements.TryGetValue(loop, out var origin))
            return value;
        if (current is not null && reader.PartsOfResult(current) is { Gap: null } given && given.Parts.All(part => part is { Root: KnownCallees.Receiver, Path.IsEmpty: true, Field: null }))
            origin.Storage = new SameStorage(enumerator);
        return new Code([new ReferencePiece(origin, value)]);
    }

    /// <summary>A ref struct of our own that is made first, and whose members are set then, one by one.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="type">Its type.</param>
    /// <param name="whole">What it stands for: a creation, or a copy that differs.</param>
    /// <param name="initializer">What its members are set to.</param>
    /// <returns>Itself, and where its first value comes from; null if it is no ref struct that can be kept.</returns>
    public (TrackedReference Made, ReferenceOrigin First)? OfMade(string name, ITypeSymbol type, ExpressionSyntax whole, InitializerExpressionSyntax initializer)
    {
        if (!type.IsHolder() || New(name, type, RefKind.None) is not { } made)
            return null;
        made.Scope = new TextRange(whole.SpanStart, whole.Span.End);
        var source = whole is WithExpressionSyntax with ? with.Expression : whole;
        var first = new ReferenceOrigin(made, isDeclaration: true, source.ToString(), SourceRange.Of(source.GetLocation()));
        made.Assignments++;
        made.Origins.Add(first);
        var read = whole is BaseObjectCreationExpressionSyntax creation ? reader.ReadConstructed(first, creation) : reader.ReadSpan(first, source);
        completions.Add(() => first.Storage = read());
        temporaries[whole] = made;
        foreach (var item in initializer.Expressions)
        {
            if (item is AssignmentExpressionSyntax { Left: not ImplicitElementAccessSyntax, Right: not InitializerExpressionSyntax } assignment)
                Store(made, assignment, scope.Model.GetSymbolInfo(assignment.Left).Symbol);
            else
                SetUnknown(made, item, "set it after that, under the name of the ref struct");
        }

        return (made, first);
    }

    /// <summary>Why a ref struct cannot be kept across a suspension.</summary>
    public string ObstacleOf(ITypeSymbol type) => reader.PartsOf(type).Obstacle ?? "make it again after the suspension";

    /// <summary>Whether it is a ref struct whose parts can all be kept.</summary>
    public bool CanKeep(ITypeSymbol type) => type.IsHolder() && reader.PartsOf(type).Parts is not null;

    private void CollectStored(SyntaxNode node)
    {
        switch (node)
        {
            case AssignmentExpressionSyntax { Left: TupleExpressionSyntax targets } tuple:
                foreach (var target in targets.DescendantNodes().OfType<ArgumentSyntax>().Where(part => part.Parent is TupleExpressionSyntax).Select(part => part.Expression))
                {
                    if (IsHeld(target))
                        SetUnknown(HolderOf(target)!, tuple, "assign its parts one after the other");
                    else if (target is IdentifierNameSyntax name && Of(scope.Index.SymbolOf(name)) is { IsSpan: true } span)
                        SetUnknown(span, tuple, "assign the span on its own, from what it is a part of");
                }

                break;
            case AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.SimpleAssignmentExpression, Left: var changed } when IsHeld(changed):
                SetUnknown(HolderOf(changed)!, node, "call a member of it, whose source shows what it changes");
                break;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression, Operand: var operand } when IsHeld(operand):
                SetUnknown(HolderOf(operand)!, node, "call a member of it, whose source shows what it changes");
                break;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression, Operand: var operand } when IsHeld(operand):
                SetUnknown(HolderOf(operand)!, node, "call a member of it, whose source shows what it changes");
                break;
            case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax or ElementAccessExpressionSyntax } assignment when HolderOf(ReceiverOf(assignment.Left)) is { } holder:
                Store(holder, assignment, scope.Model.GetSymbolInfo(assignment.Left).Symbol);
                break;
            case ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword, Expression: MemberAccessExpressionSyntax part } argument when IsHeld(part):
                SetUnknown(HolderOf(part)!, argument.Parent?.Parent ?? argument, "let the method return what it is set to");
                break;
            case RefExpressionSyntax { Expression: MemberAccessExpressionSyntax part } when IsHeld(part):
                SetUnknown(HolderOf(part)!, node, "set it under its own name, not through a reference");
                break;
            case InvocationExpressionSyntax invocation when CallSite.Of(invocation, scope.Model) is { Receiver: { } receiver } call && HolderOf(receiver) is { } holder && scope.Model.GetTypeInfo(receiver).Type.IsHolder():
                Call(holder, invocation, call);
                break;
        }
    }

    private static ExpressionSyntax? ReceiverOf(ExpressionSyntax member) => member switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        ElementAccessExpressionSyntax element => element.Expression,
        _ => null,
    };

    /// <summary>The ref struct that the path begins with, if it leads through fields only.</summary>
    private TrackedReference? HolderOf(ExpressionSyntax? path) => path switch
    {
        ParenthesizedExpressionSyntax parenthesized => HolderOf(parenthesized.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiving => HolderOf(forgiving.Operand),
        IdentifierNameSyntax name => Of(scope.Index.SymbolOf(name)) is { IsHolder: true } holder ? holder : null,
        MemberAccessExpressionSyntax access when scope.Model.GetSymbolInfo(access).Symbol is IFieldSymbol { IsStatic: false } => HolderOf(access.Expression),
        _ => null,
    };

    private bool IsHeld(ExpressionSyntax part) => HolderOf(part) is not null && scope.Model.GetTypeInfo(part).Type is { IsRefLikeType: true };

    private void Store(TrackedReference holder, AssignmentExpressionSyntax assignment, ISymbol? member)
    {
        switch (member)
        {
            case IFieldSymbol { RefKind: var kind and not RefKind.None }:
                if (assignment.Right is RefExpressionSyntax rebound)
                    Take(holder, rebound.Expression, kind == RefKind.Ref ? ReferenceKind.Ref : ReferenceKind.RefReadOnly);
                break;
            case IFieldSymbol { Type.IsRefLikeType: true }:
                Take(holder, assignment.Right, null);
                break;
            case IPropertySymbol { SetMethod: { } setter }:
                var stored = reader.StoredBy(setter);
                if (stored.Parts.Any(part => part.Root != setter.Parameters.Length - 1 || !part.Path.IsEmpty || part.Field is not null))
                    SetUnknown(holder, assignment, "set it where it is made");
                else if (!stored.Parts.IsEmpty)
                    Take(holder, assignment.Right, null);
                else if (scope.Model.GetTypeInfo(assignment.Right).ConvertedType is { IsRefLikeType: true })
                    Widen(holder, assignment.Right);
                break;
        }
    }

    private void Call(TrackedReference holder, InvocationExpressionSyntax invocation, CallSite call)
    {
        if (call.IsExtension)
        {
            if (call.MayChangeReceiver)
                SetUnknown(holder, invocation, "let it be a member of the ref struct, whose source shows what it changes");
            return;
        }

        if (call.Callee.IsCoroutine() && call.Callee is { IsReadOnly: false, ContainingType.IsReadOnly: false })
        {
            SetUnknown(holder, invocation, "it may change itself while it waits, so it cannot be kept meanwhile; let the coroutine be 'readonly', or give it what it needs");
            return;
        }

        var taken = new HashSet<ExpressionSyntax>();
        foreach (var part in reader.StoredBy(call.Declared).Parts)
        {
            if (call.ArgumentOf(part.Root) is not var (value, isPlace) || !part.Path.IsEmpty || part.Field is not null || part.Root < 0)
            {
                if (part.Root < 0 || !call.Declared.Parameters[part.Root].IsOptional)
                    SetUnknown(holder, invocation, "let it take in what it points into as a parameter, and write that here");
                continue;
            }

            taken.Add(value);
            Take(holder, value, !isPlace ? null : call.Declared.Parameters[part.Root].RefKind == RefKind.Ref ? ReferenceKind.Ref : ReferenceKind.RefReadOnly);
        }

        // What lives as long as the coroutine, as far as C# knows, takes in nothing that does not.
        foreach (var argument in call.Arguments?.Arguments.Where(argument => argument.RefKindKeyword.IsKind(SyntaxKind.None) && !taken.Contains(argument.Expression)) ?? [])
        {
            if (scope.Model.GetTypeInfo(argument.Expression).ConvertedType is { IsRefLikeType: true } type && !type.IsCo())
                Widen(holder, argument.Expression);
        }
    }

    /// <summary>A part of the ref struct is set to it, the others stay as they are.</summary>
    private void Take(TrackedReference holder, ExpressionSyntax value, ReferenceKind? reference)
    {
        holder.Assignments++;
        foreach (var part in OriginReader.Parts(value, scope.Model))
        {
            var origin = OfPart(holder, part, reference);
            holder.Origins.Add(origin);
            var read = reference is null ? reader.ReadSpan(origin, part) : reader.ReadPlace(origin, part);
            completions.Add(() => origin.Storage = read());
            Mark(part, code => new Code([new ReferencePiece(origin, code)]));
        }
    }

    private void Widen(TrackedReference holder, ExpressionSyntax value)
    {
        var origin = OfPart(holder, value, null);
        origin.Storage = new NoStorage();
        Mark(value, code => new Code([new ReferencePiece(origin, code)]));
    }

    private ReferenceOrigin OfPart(TrackedReference holder, ExpressionSyntax value, ReferenceKind? reference)
    {
        var info = scope.Model.GetTypeInfo(value);
        var type = info.ConvertedType ?? info.Type;
        (ReferenceKind Kind, string Element)? given = reference is { } kind ? (kind, info.Type is null ? "" : scope.NameOf(info.Type))
            : type.IsSpan() ? (type!.Name == "Span" ? ReferenceKind.Span : ReferenceKind.ReadOnlySpan, scope.NameOf(type.SpanElement()!))
            : type is null ? null
            : (ReferenceKind.Holder, scope.NameOf(type));
        return new ReferenceOrigin(holder, isDeclaration: false, value.ToString(), SourceRange.Of(value.GetLocation())) { Round = scope.Index.RoundOf(value), Given = given };
    }
}
