// In: a method marked [Coroutine]. Out: its CoroutineDeclaration, with the problems that keep it from being one.
// Does not look into the body.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Equality;

namespace PollGen.Generator.Declaring;

internal static class DeclarationReader
{
    public static CoroutineDeclaration Read(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel model)
    {
        // Of a partial method the part with the body; what callers see of it is said by the other one.
        if (DeclaredMethod.Of(method) is var (part, text) && text != syntax)
            return Read(part, text, text.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(text.SyntaxTree));
        // The receiver of an extension block is a parameter like others.
        method = method.AsMember();
        var mark = method.CoroutineMark();
        var overload = mark is null ? method.Name : MachineName.OverloadOf(method, mark);
        var machine = MachineName.Of(method, overload);
        var isExplicit = syntax.ExplicitInterfaceSpecifier is not null;
        var isUnsafe = syntax.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Any(member => member.Modifiers.Any(SyntaxKind.UnsafeKeyword));
        var frame = FileFrame.Around(syntax, model);
        var block = ExtensionBlock.Around(syntax);
        var parameters = method.Parameters.Zip(ExtensionBlock.Parameters(syntax), (symbol, text) => (symbol, text))
            .Where(parameter => !parameter.symbol.Type.IsCo())
            .Select(parameter => ParameterReader.Read(parameter.symbol, parameter.text, method.PartialDefinitionPart?.Parameters[parameter.symbol.Ordinal]))
            .ToEquatable();

        return new CoroutineDeclaration(
            DocumentationId: method.GetDocumentationCommentId() ?? "",
            ContainingTypeId: method.ContainingType.GetDocumentationCommentId() ?? "",
            MachineId: $"{method.ContainingType.GetDocumentationCommentId()}.{machine}{(method.Arity > 0 ? $"`{method.Arity}" : "")}",
            HintName: HintName(method, machine),
            Frame: frame,
            Name: isExplicit ? machine.Substring(0, machine.Length - "Machine".Length) : syntax.Identifier.Text,
            Overload: OverloadReader.Read(method, syntax, model, overload, parameters.Skip(ExtensionBlock.TakesReceiver(syntax) ? 1 : 0)),
            MachineName: machine,
            CoName: method.Parameters.FirstOrDefault(parameter => parameter.Type.IsCo())?.Name ?? "co",
            Accessibility: isExplicit ? "private" : SyntaxFacts.GetText(method.DeclaredAccessibility),
            IsStatic: method.IsStatic,
            IsExtension: method.IsExtensionMethod,
            IsUnsafe: isUnsafe,
            TypeParameters: method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(parameter => Keywords.Escape(parameter.Name)))}>",
            Constraints: method.Replaced() is null
                ? string.Join(" ", (block?.ConstraintClauses ?? []).Concat(syntax.ConstraintClauses).Select(clause => clause.WithoutTrivia().ToString()))
                : ConstraintText.Of(method, model, syntax.SpanStart),
            Parameters: parameters,
            ResultType: method.ReturnsVoid ? "global::PollGen.Unit" : syntax.ReturnType.ToString(),
            IsVoid: method.ReturnsVoid,
            HasBody: syntax.Body is not null || syntax.ExpressionBody is not null,
            // A method that is still in its block stands in a broken one.
            Problems: method.ContainingType.IsExtension ? [] : DeclarationProblems.Of(method, syntax, model, overload, machine, HintName(method, machine)).ToEquatable())
        {
            IsObsolete = method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" }),
            MaxSize = SizeLimit.Of(mark),
            JitOptions = JitOptions.Of(method),
            IsPinned = method.IsPinned(),
            IsBroken = BrokenHead.Is(method, syntax, model, isUnsafe),
            BoxFactory = BoxFactory.IsNeeded(method) ? BoxFactory.NameOf(method) : null,
            HasOverload = !BoxFactory.IsNeeded(method) && method.Parameters.Where(parameter => parameter.IsHandedIn()).All(parameter => parameter.FitsScopedFuture()) && !(method.ContainingType.IsRefLikeType && !method.IsStatic),
            This = method.TakesThisByReference() ? HandedInParameters.Instance(method, frame.Types[frame.Types.Count - 1].Name, parameters.Any(parameter => parameter.Name == "instance") ? "instance_" : "instance") : null,
        };
    }

    private static string HintName(IMethodSymbol method, string machine)
    {
        var type = method.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        var name = $"{type}.{machine}{(method.Arity > 0 ? $"`{method.Arity}" : "")}";
        return string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '`' ? c : '_')) + ".g.cs";
    }
}
