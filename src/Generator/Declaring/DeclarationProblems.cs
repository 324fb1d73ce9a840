// What keeps a marked method from being a coroutine. Everything here stands at the method's name or at a parameter.
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;

namespace PollGen.Generator.Declaring;

internal static class DeclarationProblems
{
    public static IEnumerable<Problem> Of(
        IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel model, string overload, string machine, string hint)
    {
        var name = syntax.Identifier.GetLocation();
        return OfCo(method, syntax, name)
            .Concat(OfType(method, name))
            .Concat(Unsupported(method, syntax).Concat(DispatchProblems.Of(method, model)).Take(1).Select(reason => Problem.At(Rules.UnsupportedDeclaration, name, method.Name, reason)))
            .Concat(OfParameters(method, syntax))
            .Concat(OfOverload(method, name, overload, machine, hint));
    }

    private static IEnumerable<Problem> OfCo(IMethodSymbol method, MethodDeclarationSyntax syntax, Location name)
    {
        var found = method.Parameters.Where(parameter => parameter.Type.IsCo()).ToList();
        if (found.Count == 0)
        {
            yield return Problem.At(Rules.MissingCo, name, method.Name);
            yield break;
        }

        foreach (var extra in found.Skip(1))
            yield return Problem.At(Rules.SeveralCo, SyntaxOf(extra, syntax), method.Name);
        if (found[0].RefKind != RefKind.None)
            yield return Problem.At(Rules.CoByReference, SyntaxOf(found[0], syntax), method.Name, RefKindText(found[0].RefKind));
        if (found[0].Ordinal != (ExtensionBlock.TakesReceiver(syntax) || IsClassicExtension(syntax) ? 1 : 0))
            yield return Problem.At(Rules.CoOutOfPlace, SyntaxOf(found[0], syntax), method.Name);
    }

    private static bool IsClassicExtension(MethodDeclarationSyntax syntax) => syntax.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true;

    private static IEnumerable<Problem> OfType(IMethodSymbol method, Location name)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            var isPartial = type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>()
                .All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial)
                yield return Problem.At(Rules.TypeNotPartial, name, type.Name, method.Name);
        }
    }

    private static IEnumerable<string> Unsupported(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        var type = method.ContainingType;
        if (method.IsAsync)
            yield return "it is 'async'; remove 'async' and write co.Await(x) for 'await x'";
        if (syntax.Body is null && syntax.ExpressionBody is null && !method.IsAbstract)
            yield return "it has no body";
        if (IsIterator(syntax))
            yield return "it is an iterator; collect the values, or hand each to a delegate";
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            yield return "it returns by reference; return the owner and the index instead";
        if (method.ReturnType.MayBeRefLike())
            yield return "it returns a ref struct; return Memory<T> or the owner and the range instead";
        if (method.ReturnType is IPointerTypeSymbol or IFunctionPointerTypeSymbol)
            yield return "it returns a pointer; return a nint instead";
        if (method.IsVararg)
            yield return "it takes __arglist";
        if (method.TakesThisByReference() && method.IsPinned())
            yield return $"it is pinned, so its future stands on the heap and would hold a copy of '{type.Name}', which the method may change; make '{type.Name}' a class, or the method readonly";
        if (method.TakesThisByReference() && Implemented(method) is { } member)
            yield return $"it implements '{member.ContainingType.Name}.{member.Name}', whose future would have to hold '{type.Name}', which the method may change; make '{type.Name}' a class or a readonly struct, or the method readonly";
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
                yield return $"'{outer.Name}' is file-local, and the machine stands in another file; make the type internal";
        }

        if (Hidden(method) is var (inner, hidden))
            yield return $"its type parameter '{inner.Name}' hides that of '{hidden.Name}', and the machine needs both; rename it";
        if (!TypeNames.CanBeNamedElsewhere(method.ReturnType))
            yield return "the type of its result is file-local; make the type internal";
        if ((JitOptions.Of(method) & MethodImplOptions.Synchronized) != 0)
            yield return "it is [MethodImpl(Synchronized)], and a lock cannot be held across a suspension";
        if (method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ConditionalAttribute"))
            yield return "it is [Conditional], and what awaits a future cannot leave it out; test the condition in the body, or with #if";
    }

    private static IMethodSymbol? Implemented(IMethodSymbol method) => method.ExplicitInterfaceImplementations.FirstOrDefault()
        ?? Dispatch.ImplicitlyImplemented(method).FirstOrDefault(member => member.IsCoroutine());

    private static (ITypeParameterSymbol, INamedTypeSymbol)? Hidden(IMethodSymbol method)
    {
        foreach (var parameter in method.TypeParameters)
        {
            for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            {
                if (type.TypeParameters.Any(outer => outer.Name == parameter.Name))
                    return (parameter, type);
            }
        }

        return null;
    }

    private static IEnumerable<Problem> OfParameters(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        foreach (var parameter in method.Parameters.Where(parameter => !parameter.Type.IsCo()))
        {
            if (parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol)
                yield return Problem.At(Rules.UnsupportedDeclaration, SyntaxOf(parameter, syntax), method.Name, $"its parameter '{parameter.Name}' is a pointer; take a nint instead");
            else if (!TypeNames.CanBeNamedElsewhere(parameter.Type))
                yield return Problem.At(Rules.UnsupportedDeclaration, SyntaxOf(parameter, syntax), method.Name, $"the type of its parameter '{parameter.Name}' is file-local; make the type internal");
            else if (parameter.IsHandedIn() && method.IsPinned())
                yield return Problem.At(Rules.UnsupportedDeclaration, SyntaxOf(parameter, syntax), method.Name, $"it is pinned, so its future stands on the heap, which cannot hold the reference '{parameter.Name}'; take Memory<T>, an array or a pointer, or remove 'Pinned'");
            else if (parameter.IsHandedIn() && BoxFactory.IsNeeded(method) && !parameter.FitsScopedFuture())
                yield return Problem.At(Rules.UnsupportedDeclaration, SyntaxOf(parameter, syntax), method.Name, $"it is virtual or implements an interface explicitly, and its parameter '{parameter.Name}' is {(parameter.RefKind == RefKind.Out ? "'out'; return it with the result" : "a reference that nothing can hold; take it without 'scoped', and ref structs by value")}");
            else if (parameter.IsHandedIn() && parameter.Ordinal == 0 && ExtensionBlock.TakesReceiver(syntax))
                yield return Problem.At(Rules.UnsupportedDeclaration, SyntaxOf(parameter, syntax), method.Name, $"the receiver '{parameter.Name}' of its block is a reference; write it as a static method with 'this'");
        }
    }

    private static IEnumerable<Problem> OfOverload(IMethodSymbol method, Location name, string overload, string machine, string hint)
    {
        if (!SyntaxFacts.IsValidIdentifier(overload))
        {
            yield return Problem.At(Rules.UnsupportedDeclaration, name, method.Name, $"\"{overload}\" is not a name; give Overload an identifier");
            yield break;
        }

        if (CollisionOf(method, overload, machine, hint) is { } collision)
            yield return Problem.At(Rules.OverloadCollides, name, method.Name, collision, Proposal(method));
    }

    private static string? CollisionOf(IMethodSymbol method, string overload, string machine, string hint)
    {
        var type = method.ContainingType;
        if (type.Name == overload || type.Name == machine || type.Name == machine + "Frame")
            return $"{type.Name}.{(type.Name == overload ? overload : machine)}";
        if (type.GetTypeMembers(machine).Any(member => member.Arity == method.Arity && member.GetMembers("Start").IsEmpty))
            return machine;

        // What implements an interface explicitly has no name that could be taken.
        if (!method.ExplicitInterfaceImplementations.IsEmpty)
            return null;
        if (BoxFactory.IsNeeded(method))
            return type.GetMembers(BoxFactory.NameOf(method)).FirstOrDefault(member => member is not IMethodSymbol made || !made.ReturnType.IsBoxedScopedMachine())?.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        if (method.Parameters.Any(parameter => parameter.IsHandedIn() && !parameter.FitsScopedFuture()) || (type.IsRefLikeType && !method.IsStatic))
            return null;
        var own = method.Parameters.Where(parameter => !parameter.Type.IsCo()).ToList();
        var members = type.GetMembers(overload).Where(member => !member.Equals(method.PartialDefinitionPart ?? method, SymbolEqualityComparer.Default) && !IsGenerated(member, hint));
        var collision = members.FirstOrDefault(member => member is not IMethodSymbol other || IsSameSignature(other, method, own))
            ?? type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(other => IsNamesake(other, method, overload, own));
        return collision?.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
    }

    // Another coroutine whose overload would be the same.
    private static bool IsNamesake(IMethodSymbol other, IMethodSymbol method, string overload, List<IParameterSymbol> own) =>
        !SymbolEqualityComparer.Default.Equals(other, method.PartialDefinitionPart ?? method)
        && other.ExplicitInterfaceImplementations.IsEmpty
        && other.CoroutineMark() is { } mark && MachineName.OverloadOf(other, mark) == overload
        && other.Arity == method.Arity
        && other.Parameters.Where(parameter => !parameter.Type.IsCo()).ToList() is var theirs
        && theirs.Count == own.Count
        && theirs.Zip(own, (their, mine) => (their.RefKind == RefKind.None) == (mine.RefKind == RefKind.None) && SameType(their.Type, mine.Type)).All(same => same);

    // In the final compilation our own overload is there too.
    private static bool IsGenerated(ISymbol member, string hint) =>
        member.DeclaringSyntaxReferences.Any(reference => System.IO.Path.GetFileName(reference.SyntaxTree.FilePath).StartsWith(hint.Substring(0, hint.Length - "g.cs".Length), StringComparison.Ordinal));

    /// <summary>A name that is free: "ReadFuture" for "Read".</summary>
    private static string Proposal(IMethodSymbol method)
    {
        var name = method.Name + "Future";
        while (method.ContainingType.GetMembers(name).Length > 0)
            name += "_";
        return name;
    }

    private static bool IsSameSignature(IMethodSymbol other, IMethodSymbol method, List<IParameterSymbol> own) =>
        other.Arity == method.Arity
        && other.Parameters.Length == own.Count
        && other.Parameters.Zip(own, (parameter, mine) => (parameter.RefKind == RefKind.None) == (mine.RefKind == RefKind.None) && SameType(parameter.Type, mine.Type)).All(same => same);

    // The type parameters of two methods are different symbols: they correspond by position.
    public static bool SameType(ITypeSymbol left, ITypeSymbol right) => (left, right) switch
    {
        (ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } a, ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } b) => a.Ordinal == b.Ordinal,
        (IArrayTypeSymbol a, IArrayTypeSymbol b) => a.Rank == b.Rank && SameType(a.ElementType, b.ElementType),
        (INamedTypeSymbol { Arity: > 0 } a, INamedTypeSymbol { Arity: > 0 } b) => SymbolEqualityComparer.Default.Equals(a.OriginalDefinition, b.OriginalDefinition)
            && a.TypeArguments.Zip(b.TypeArguments, SameType).All(same => same),
        _ => SymbolEqualityComparer.Default.Equals(left, right),
    };

    private static bool IsIterator(MethodDeclarationSyntax syntax) => syntax.Body is { } body && body
        .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Any(node => node is YieldStatementSyntax);

    private static Location SyntaxOf(IParameterSymbol parameter, MethodDeclarationSyntax syntax) =>
        ExtensionBlock.Parameters(syntax).ElementAt(parameter.Ordinal).Identifier.GetLocation();

    private static string RefKindText(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref",
        RefKind.Out => "out",
        RefKind.In => "in",
        _ => "ref readonly",
    };
}
