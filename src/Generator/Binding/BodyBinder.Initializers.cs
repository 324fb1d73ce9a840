// "new X { A = S }" and "x with { A = S }": the object is made first, then its members are assigned in turn.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private Code BindInitializers(BaseObjectCreationExpressionSyntax creation)
    {
        var type = model.GetTypeInfo(creation).Type!;
        var (target, first) = Made(NameOfMade(type), type, creation, creation.Initializer!);
        var arguments = BindOperands([.. (creation.ArgumentList?.Arguments ?? []).Select(argument => OperandOf(creation, argument))]);
        var argumentList = creation.ArgumentList is null ? Code.Of("()") : TextCopier.Copy(scope, creation.ArgumentList, arguments);
        var constructor = model.GetSymbolInfo(creation).Symbol as IMethodSymbol;
        if (constructor is null || !WantsRequiredMembers(constructor))
            Add(new BoundDeclaration(target, Marked($"new {scope.NameOf(type)}" + argumentList, first), target.Type), creation);
        else if (constructor is { IsImplicitlyDeclared: true, ContainingType.IsValueType: true })
            Add(new BoundDeclaration(target, Marked(Code.Of("default"), first), target.Type), creation);
        else if (scope.Accessors.Constructor(constructor) is { } accessor)
            Add(new BoundDeclaration(target, Marked(accessor + argumentList, first), target.Type), creation);
        else
            return Refuse(creation.Initializer!, $"'{type.Name}' has required members and is generic inside a generic type, so a suspension in its initialiser cannot be compiled; keep its value in a local before");
        BindInitializer(creation.Initializer!, Code.Of(target, Access.Any), target);
        return Code.Of(target);
    }

    // Anonymous types cannot be copied before: their type has no name. Nobody can see the difference.
    private Code BindWith(WithExpressionSyntax with)
    {
        var type = TypeOfValue(with);
        if (type.IsAnonymousType)
            return BindStrict(with, [with.Expression, .. with.Initializer.Expressions.Cast<AssignmentExpressionSyntax>().Select(member => member.Right)]);
        var (copy, first) = Made("copy", type, with, with.Initializer);
        var value = BindFinal(with.Expression);
        Add(new BoundDeclaration(copy, Marked(type.IsValueType ? value : value + " with { }", first), copy.Type), with);
        BindInitializer(with.Initializer, Code.Of(copy, Access.Any), copy);
        return Code.Of(copy);
    }

    private (Variable Target, ReferenceOrigin? First) Made(string name, ITypeSymbol type, ExpressionSyntax whole, InitializerExpressionSyntax initializer) =>
        scope.References.OfMade(name, type, whole, initializer) is var (made, first) ? (scope.Temporary(name, type, made), first) : (scope.Temporary(name, type), null);

    private static Code Marked(Code value, ReferenceOrigin? first) => first is null ? value : new Code([new ReferencePiece(first, value)]);

    /// <param name="initializer">The elements.</param>
    /// <param name="path">What they are members of.</param>
    /// <param name="owner">The new object; null for a member of it, which is read again for each element.</param>
    private void BindInitializer(InitializerExpressionSyntax initializer, Code path, Variable? owner)
    {
        foreach (var element in initializer.Expressions)
        {
            // It is read before the element's value is evaluated.
            var target = owner is null && index.Suspends(element) ? Kept(path, initializer) : path;
            if (element is not AssignmentExpressionSyntax assignment || initializer.IsKind(SyntaxKind.CollectionInitializerExpression))
            {
                var arguments = element is InitializerExpressionSyntax several ? several.Expressions.ToList() : [element];
                var bound = BindOperands([.. arguments.Select(argument => new Operand(argument, IsPlace: false, "item"))]);
                Add(new BoundCode(target + ".Add(" + Code.Join(", ", arguments.Select(argument => bound.TryGetValue(argument, out var code) ? code : Copy(argument))) + ");"), element);
                continue;
            }

            var indices = assignment.Left is ImplicitElementAccessSyntax access
                ? access.ArgumentList.Arguments.Select(argument => BindStable(argument.Expression, "index", [assignment.Right])).ToList()
                : [];
            var member = indices.Count > 0 ? target + "[" + Code.Join(", ", indices) + "]" : target + "." + assignment.Left.ToString();
            if (assignment.Right is InitializerExpressionSyntax nested)
                BindInitializer(nested, member, owner: null);
            else if (model.GetSymbolInfo(assignment.Left).Symbol is IPropertySymbol { SetMethod.IsInitOnly: true } property)
                BindInitOnly(assignment, property, target, owner!, indices);
            else
                Add(new BoundCode(member + " = " + BindFinal(assignment.Right) + ";"), assignment);
        }
    }

    private void BindInitOnly(AssignmentExpressionSyntax assignment, IPropertySymbol property, Code target, Variable owner, List<Code> indices)
    {
        var value = BindFinal(assignment.Right);
        if (property is { IsIndexer: false, ContainingType.IsValueType: true })
            Add(new BoundCode(target + " = " + Code.Of(owner) + " with { " + assignment.Left.ToString() + " = " + value + " };"), assignment);
        else if (scope.Accessors.Setter(property) is { } accessor)
            Add(new BoundCode($"{accessor}(" + Code.Join(", ", [property.ContainingType.IsValueType ? "ref " + target : target, .. indices, value]) + ");"), assignment);
        else
            Refuse(assignment, $"'{property.Name}' can only be set inside an object initialiser, and its type is generic inside a generic type, so a suspension there cannot be compiled; keep its value in a local before");
    }

    private Code Kept(Code path, InitializerExpressionSyntax initializer)
    {
        if (initializer.Parent is not AssignmentExpressionSyntax { Left: var member } || TypeOfMember(member) is not { IsReferenceType: true } type)
            return path;
        var temporary = scope.Temporary(member is IdentifierNameSyntax name ? char.ToLowerInvariant(name.Identifier.ValueText[0]) + name.Identifier.ValueText.Substring(1) : "item", type);
        Add(new BoundDeclaration(temporary, path, temporary.Type), initializer);
        return Code.Of(temporary, Access.Any);
    }

    private ITypeSymbol? TypeOfMember(ExpressionSyntax member) => model.GetSymbolInfo(member).Symbol switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => model.GetTypeInfo(member).Type,
    };

    private static bool WantsRequiredMembers(IMethodSymbol constructor)
    {
        if (constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute"))
            return false;
        for (var owner = constructor.ContainingType; owner is not null; owner = owner.BaseType)
        {
            if (owner.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
                return true;
        }

        return false;
    }

    private static string NameOfMade(ITypeSymbol type)
    {
        var name = type.Name.Length > 0 ? char.ToLowerInvariant(type.Name[0]) + type.Name.Substring(1) : "target";
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "target";
    }
}
