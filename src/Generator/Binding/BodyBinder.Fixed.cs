// "fixed" around a suspension: while the coroutine waits there is no local that the collector could see, so a pinned handle stands in its place,
// from the head to the end of the block. It is freed on every way out, cancellation too.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding.References;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private const string AddressOf = "global::System.Runtime.CompilerServices.Unsafe.AsPointer(ref ";

    private void BindFixed(FixedStatementSyntax statement)
    {
        isUnsafe = true;
        BindPinned(statement, 0);
    }

    private void BindPinned(FixedStatementSyntax statement, int position)
    {
        if (position == statement.Declaration.Variables.Count)
        {
            BindStatement(statement.Statement);
            return;
        }

        var declarator = statement.Declaration.Variables[position];
        var value = declarator.Initializer!.Value;
        if (statement.Declaration.Variables.Skip(position + 1).Append<SyntaxNode>(statement.Statement).FirstOrDefault(index.Suspends) is not { } later)
        {
            CopyPinned(statement, position);
            return;
        }

        var suspension = FirstSuspension(later);
        if ((Pin(value, declarator.Identifier.Text) ?? PinReferred(value, declarator.Identifier.Text, suspension)) is not var (owner, address))
        {
            scope.Report(
                Rules.UnsupportedForm, suspension,
                $"What '{declarator.Initializer.Value}' is a part of is not known, so '{declarator.Identifier.Text}' cannot stay pinned while this is awaited; pin an array, a string, or a field of an object, or keep the handle of Memory<T>.Pin() in a 'using'");
            return;
        }

        var handle = model.Compilation.GetTypeByMetadataName("System.Runtime.InteropServices.PinnedGCHandle`1")!.Construct(model.Compilation.GetSpecialType(SpecialType.System_Object));
        var pin = scope.Temporary(declarator.Identifier.ValueText + "Pin", handle);
        Add(new BoundDeclaration(pin, $"new {pin.Type}(" + owner + ")", pin.Type), declarator);
        var body = InBlock(() =>
        {
            var symbol = (ILocalSymbol)model.GetDeclaredSymbol(declarator)!;
            var pointer = scope.Declare(symbol, declarator);
            Add(new BoundDeclaration(pointer, $"({pointer.Type})(" + address + ")", pointer.Type), declarator);
            BindPinned(statement, position + 1);
        });
        Add(new BoundTry(body, [], new BoundBlock([new BoundCode(DisposalOf(pin, handle, dispose: null)!) { Source = SourceOf(declarator) }])), declarator);
    }

    // Behind the last suspension it is C#'s own.
    private void CopyPinned(FixedStatementSyntax statement, int position)
    {
        var rest = statement.Declaration.Variables.Skip(position).Select(declarator => (Name: declarator.Identifier.Text, declarator.Initializer!.Value)).ToList();
        var heads = BindOperands([new Operand(rest[0].Value, IsPlace: false, "value")]);
        var pointers = rest.Select(pointer => pointer.Name + " = " + (heads.TryGetValue(pointer.Value, out var head) ? head : Copy(pointer.Value)));
        var type = scope.NameOf(model.GetTypeInfo(statement.Declaration.Type).Type!);
        Add(new BoundCode($"fixed ({type} " + Code.Join(", ", pointers) + ") " + Copy(statement.Statement), FallsThrough(statement)), statement);
    }

    /// <summary>The object to be pinned, and the address in it; null where the object is not known.</summary>
    private (Code Owner, Code Address)? Pin(ExpressionSyntax value, string name)
    {
        if (value is ParenthesizedExpressionSyntax parenthesized)
            return Pin(parenthesized.Expression, name);
        if (value is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } address)
            return PinPlace(address.Operand, name);
        switch (model.GetTypeInfo(value).Type)
        {
            case IArrayTypeSymbol { Rank: 1 } array:
                var items = KeepOwner(value, name, array);
                return (items, items + " is null || " + items + $".Length == 0 ? null : {AddressOf}global::System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(" + items + "))");
            case IArrayTypeSymbol grid:
                var cells = KeepOwner(value, name, grid);
                return (cells, cells + " is null || " + cells + $".Length == 0 ? null : {AddressOf}global::System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference((global::System.Array)" + cells + "))");
            case { SpecialType: SpecialType.System_String } type:
                var text = KeepOwner(value, name, type);
                return (text, text + $" is null ? null : {AddressOf}global::System.Runtime.CompilerServices.Unsafe.AsRef(in " + text + ".GetPinnableReference()))");
            default:
                return null;
        }
    }

    // The object at the start of the path, and the path from there.
    private (Code Owner, Code Address)? PinPlace(ExpressionSyntax place, string name)
    {
        var owner = place;
        while (true)
        {
            switch (owner)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    owner = parenthesized.Expression;
                    continue;
                case ElementAccessExpressionSyntax element when model.GetTypeInfo(element.Expression).Type is IArrayTypeSymbol array:
                    return PinPart(place, element.Expression, name, array, [.. element.ArgumentList.Arguments.Select(argument => argument.Expression)]);
                case MemberAccessExpressionSyntax access when model.GetSymbolInfo(access).Symbol is IFieldSymbol { IsStatic: false, ContainingType.IsReferenceType: true } field:
                    return PinPart(place, access.Expression, name, field.ContainingType, []);
                case MemberAccessExpressionSyntax access when model.GetSymbolInfo(access).Symbol is IFieldSymbol { IsStatic: false }:
                    owner = access.Expression;
                    continue;
                case IdentifierNameSyntax when model.GetSymbolInfo(owner).Symbol is IFieldSymbol { IsStatic: false, ContainingType.IsReferenceType: true }:
                    return (Code.Of("this"), AddressOf + Copy(place) + ")");
                default:
                    return null;
            }
        }
    }

    // A span, or what stands behind "&" besides: what it points into is known when everything is bound.
    private (Code Owner, Code Address)? PinReferred(ExpressionSyntax value, string name, SyntaxNode suspension)
    {
        while (value is ParenthesizedExpressionSyntax parenthesized)
            value = parenthesized.Expression;
        Variable variable;
        Code address;
        if (value is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression, Operand: var place })
        {
            if (model.GetTypeInfo(place).Type is not { } type)
                return null;
            var tracked = scope.References.OfTemporary(name, type, place, RefKind.RefReadOnly);
            variable = scope.Reference(place.ToString(), name.TrimStart('@') + "Place", type, isReadOnly: true, tracked);
            Add(new BoundDeclaration(variable, "ref " + BindPlace(place, [], isAddress: true), $"{variable.Reference} {variable.Type}"), place);
            address = AddressOf + "global::System.Runtime.CompilerServices.Unsafe.AsRef(in " + Code.Of(variable) + "))";
        }
        else if (model.GetTypeInfo(value).Type is { } span && span.IsSpan())
        {
            variable = scope.TemporaryFor(value, name.TrimStart('@') + "Span", span);
            Add(new BoundDeclaration(variable, BindFinal(value), variable.Type), value);
            address = AddressOf + "global::System.Runtime.CompilerServices.Unsafe.AsRef(in " + Code.Of(variable) + ".GetPinnableReference()))";
        }
        else
        {
            return null;
        }

        return variable.Tracked is not { } reference ? null : (new Code([new PinPiece(reference, value.ToString(), name, SourceRange.Of(suspension.GetLocation()))]), address);
    }

    private (Code Owner, Code Address)? PinPart(ExpressionSyntax place, ExpressionSyntax owner, string name, ITypeSymbol type, IReadOnlyList<ExpressionSyntax> indices)
    {
        if (owner is ThisExpressionSyntax or BaseExpressionSyntax)
            return (Code.Of("this"), AddressOf + Copy(place) + ")");
        var kept = KeepOwner(owner, name, type);
        var replacements = new Dictionary<SyntaxNode, Code> { [owner] = kept };
        for (var i = 0; i < indices.Count; i++)
            replacements[indices[i]] = BindStable(indices[i], "index", [.. indices.Skip(i + 1)]);
        return (kept, AddressOf + Copy(place, replacements) + ")");
    }

    private Code KeepOwner(ExpressionSyntax owner, string name, ITypeSymbol type)
    {
        var kept = scope.Temporary(name.TrimStart('@') + "Owner", type);
        Add(new BoundDeclaration(kept, BindFinal(owner), kept.Type), owner);
        return Code.Of(kept);
    }
}
