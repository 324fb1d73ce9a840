// A ref struct points to whatever has been put into it: what it is made of, and what it is given later.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding.References;

internal sealed partial class OriginReader
{
    private readonly CalleeReader callees = new(scope.Model.Compilation, scope.Cancellation);
    private HolderReader? holders;

    /// <summary>What a ref struct is made of, or why it cannot be kept.</summary>
    public (StructParts? Parts, string? Obstacle) PartsOf(ITypeSymbol type) => (holders ??= new HolderReader(scope, callees)).Of(type);

    /// <summary>What of its arguments a member of a ref struct puts into that.</summary>
    public ReturnedParts StoredBy(IMethodSymbol method) => callees.StoredBy(method);

    /// <summary>What the result of a method is a part of.</summary>
    public ReturnedParts PartsOfResult(IMethodSymbol method) => callees.Of(method.ReducedFrom ?? method);

    private Func<Storage> Holder(ReferenceOrigin origin, ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name when tracker.Of(scope.Index.SymbolOf(name)) is { IsHolder: true } source => () => new SameStorage(source),
        BaseObjectCreationExpressionSyntax creation => Created(origin, creation),
        MemberAccessExpressionSyntax access when IsPartOfHolder(access) => ReadSpan(origin, access.Expression),
        IdentifierNameSyntax or ThisExpressionSyntax or MemberAccessExpressionSyntax => CallSite.Of(value, Model) is null ? Unknown(AboutHolder(value)) : Returned(origin, value),
        _ => Returned(origin, value),
    };

    private Func<Storage> Created(ReferenceOrigin origin, BaseObjectCreationExpressionSyntax creation) => Created(origin, creation, creation.Initializer?.Expressions ?? []);

    /// <summary>What a ref struct is made of whose members are set afterwards.</summary>
    public Func<Storage> ReadConstructed(ReferenceOrigin origin, BaseObjectCreationExpressionSyntax creation) => Created(origin, creation, []);

    private Func<Storage> Created(ReferenceOrigin origin, BaseObjectCreationExpressionSyntax creation, IEnumerable<ExpressionSyntax> initializer)
    {
        var sources = new List<Func<ReferenceOrigin, Func<Storage>>>();
        if (CallSite.Of(creation, Model) is { Callee.IsImplicitlyDeclared: false } call)
        {
            var stored = callees.StoredBy(call.Declared);
            if (stored.Gap is not null)
                return Unknown(AboutCall(creation, stored.Gap));
            sources.AddRange(stored.Parts.Select<ReturnedPart, Func<ReferenceOrigin, Func<Storage>>>(part => one => Given(one, call, part)));
        }

        foreach (var item in initializer)
        {
            if (item is not AssignmentExpressionSyntax { Right: not InitializerExpressionSyntax and var value } assignment)
                return Unknown($"what '{item}' puts into '{creation.NewKeyword}' is not followed; assign it after that");
            switch (Model.GetSymbolInfo(assignment.Left).Symbol)
            {
                case IFieldSymbol { RefKind: not Microsoft.CodeAnalysis.RefKind.None } when value is RefExpressionSyntax reference:
                    sources.Add(one => ReadPlace(one, reference.Expression));
                    break;
                case IPropertySymbol { IsIndexer: true }:
                    return Unknown($"what '{item}' puts into '{creation.NewKeyword}' is not followed; assign it after that");
                case IFieldSymbol { Type.IsRefLikeType: true }:
                case IPropertySymbol { SetMethod: { } setter } when callees.StoredBy(setter) is not { Gap: null, Parts.IsEmpty: true }:
                    sources.Add(one => ReadSpan(one, value));
                    break;
            }
        }

        return Several(origin, sources);
    }

    private bool IsPartOfHolder(MemberAccessExpressionSyntax access) =>
        Model.GetSymbolInfo(access).Symbol is IFieldSymbol { IsStatic: false } && Model.GetTypeInfo(access.Expression).Type.IsHolder();

    /// <summary>Whether a variable is made to point elsewhere after its value has been taken, before the call.</summary>
    private bool IsSetMeanwhile(ExpressionSyntax value, CallSite call) => value is IdentifierNameSyntax name && scope.Index.SymbolOf(name) is { } symbol
        && scope.Index.UsesOf(symbol).Any(use => use != value && call.Node.Span.Contains(use.Span) && AccessKind.IsSet(use));

    private static string AboutHolder(ExpressionSyntax value) =>
        $"'{value}' is read from a ref struct, which does not tell what it points to; keep an array or a Memory<T> instead";
}
