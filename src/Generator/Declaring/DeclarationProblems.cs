// What keeps a marked method from being a coroutine. Everything here stands at the method's name or at a parameter.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;

namespace PollGen.Generator.Declaring;

internal static class DeclarationProblems
{
    public static IEnumerable<Problem> Of(
        IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel model, string overload, string machine)
    {
        var name = syntax.Identifier.GetLocation();
        return OfCo(method, syntax, name)
            .Concat(OfType(method, name))
            .Concat(Unsupported(method, syntax).Select(reason => Problem.At(Rules.UnsupportedDeclaration, name, method.Name, reason)))
            .Concat(OfParameters(method, syntax))
            .Concat(OfOverload(method, name, overload, machine));
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
        if (found[0].Ordinal != (method.IsExtensionMethod ? 1 : 0))
            yield return Problem.At(Rules.CoOutOfPlace, SyntaxOf(found[0], syntax), method.Name);
    }

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
        if (syntax.Body is null && syntax.ExpressionBody is null)
            yield return "it has no body";
        else if (IsIterator(syntax))
            yield return "it is an iterator; collect the values, or hand each to a delegate";
        if (method.IsPartialDefinition || method.PartialDefinitionPart is not null)
            yield return "it is a partial method; let the partial method call the coroutine";
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            yield return "it returns by reference; return the owner and the index instead";
        if (method.ReturnType.IsRefLikeType)
            yield return "it returns a ref struct; return Memory<T> or the owner and the range instead";
        if (method.ReturnType is IPointerTypeSymbol or IFunctionPointerTypeSymbol)
            yield return "it returns a pointer; return a nint instead";
        if (method.IsVararg)
            yield return "it takes __arglist";
        if (method.IsVirtual || method.IsAbstract || method.IsOverride)
            yield return "it is virtual; call a coroutine that is not virtual from a virtual method that returns BoxedFuture<T>";
        if (method.ExplicitInterfaceImplementations.Length > 0)
            yield return "it implements an interface explicitly; implement the member by an ordinary method that returns BoxedFuture<T>";
        if (type.TypeKind == TypeKind.Interface && !method.IsStatic)
            yield return "it is an instance member of an interface; make it static, or an extension method";
        if (type.IsRefLikeType && !method.IsStatic)
            yield return "it is an instance method of a ref struct; make it static";
        else if (type.TypeKind == TypeKind.Struct && !method.IsStatic && !type.IsReadOnly && !method.IsReadOnly)
            yield return $"it is an instance method of a struct that is not readonly; make '{type.Name}' a readonly struct, or the method readonly or static";
        if (type.Name.Length == 0)
            yield return "it stands in an extension block; write it as a static method with 'this'";
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
                yield return $"'{outer.Name}' is file-local, and the machine stands in another file; make the type internal";
        }

        if (method.GetAttributes().Any(IsSynchronized))
            yield return "it is [MethodImpl(Synchronized)], and a lock cannot be held across a suspension";
        if (method.TypeParameters.Any(parameter => parameter.AllowsRefLikeType))
            yield return "a type parameter 'allows ref struct'; remove that";
    }

    private static IEnumerable<Problem> OfParameters(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        foreach (var parameter in method.Parameters.Where(parameter => !parameter.Type.IsCo()))
        {
            if (parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol)
                yield return Problem.At(Rules.UnsupportedDeclaration, SyntaxOf(parameter, syntax), method.Name, $"its parameter '{parameter.Name}' is a pointer; take a nint instead");
            else if (!TypeNames.CanBeNamedElsewhere(parameter.Type))
                yield return Problem.At(Rules.UnsupportedDeclaration, SyntaxOf(parameter, syntax), method.Name, $"the type of its parameter '{parameter.Name}' is file-local; make the type internal");
        }
    }

    private static IEnumerable<Problem> OfOverload(IMethodSymbol method, Location name, string overload, string machine)
    {
        if (!SyntaxFacts.IsValidIdentifier(overload))
        {
            yield return Problem.At(Rules.UnsupportedDeclaration, name, method.Name, $"\"{overload}\" is not a name; give Overload an identifier");
            yield break;
        }

        if (method.Parameters.Any(parameter => parameter.IsHandedIn() && !parameter.FitsScopedFuture()))
            yield break;
        var own = method.Parameters.Where(parameter => !parameter.Type.IsCo()).ToList();
        var members = method.ContainingType.GetMembers(overload)
            .Where(member => !member.Equals(method, SymbolEqualityComparer.Default) && !IsGenerated(member, machine));
        var collision = members.FirstOrDefault(member => member is not IMethodSymbol other || IsSameSignature(other, method, own));
        collision ??= method.ContainingType.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(other => IsNamesake(other, method, overload, own));
        if (collision is not null)
            yield return Problem.At(Rules.OverloadCollides, name, method.Name, collision.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), Proposal(method));
        if (method.ContainingType.GetTypeMembers(machine).Any(type => type.Arity == method.Arity && type.GetMembers("Start").IsEmpty))
            yield return Problem.At(Rules.OverloadCollides, name, method.Name, machine, Proposal(method));
    }

    // Another coroutine whose overload would be the same.
    private static bool IsNamesake(IMethodSymbol other, IMethodSymbol method, string overload, List<IParameterSymbol> own) =>
        !SymbolEqualityComparer.Default.Equals(other, method)
        && other.CoroutineMark() is { } mark && MachineName.OverloadOf(other, mark) == overload
        && other.Arity == method.Arity
        && other.Parameters.Where(parameter => !parameter.Type.IsCo()).ToList() is var theirs
        && theirs.Count == own.Count
        && theirs.Zip(own, (their, mine) => (their.RefKind == RefKind.None) == (mine.RefKind == RefKind.None) && SameType(their.Type, mine.Type)).All(same => same);

    // In the final compilation our own overload is there too.
    private static bool IsGenerated(ISymbol member, string machine) =>
        member is IMethodSymbol { ReturnType: INamedTypeSymbol { TypeArguments: [var first, ..] } type } && (type.IsFutureWithMachine() || type.IsScopedFuture()) && first.Name == machine;

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
    private static bool SameType(ITypeSymbol left, ITypeSymbol right) => (left, right) switch
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

    private static bool IsSynchronized(AttributeData attribute) =>
        attribute.AttributeClass?.Name == "MethodImplAttribute"
        && attribute.ConstructorArguments.FirstOrDefault().Value is { } options
        && (Convert.ToInt32(options) & (int)System.Runtime.CompilerServices.MethodImplOptions.Synchronized) != 0;

    private static Location SyntaxOf(IParameterSymbol parameter, MethodDeclarationSyntax syntax) =>
        syntax.ParameterList.Parameters[parameter.Ordinal].Identifier.GetLocation();

    private static string RefKindText(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref",
        RefKind.Out => "out",
        RefKind.In => "in",
        _ => "ref readonly",
    };
}
