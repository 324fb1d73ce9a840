using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>The executor of a type that runs its coroutines for async callers: a field that it has already, or a new one.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Field">The new field; null where the type has one.</param>
internal sealed record TaskExecutor(string Name, MemberDeclarationSyntax? Field)
{
    public static TaskExecutor For(TypeDeclarationSyntax type, SemanticModel model)
    {
        var symbol = model.GetDeclaredSymbol(type)!;
        if (symbol.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.IsStatic && field.Type.IsThreadPoolExecutor()) is { } existing)
            return new(existing.Name, null);
        var name = FreeName.First("Executor", taken => model.LookupSymbols(type.OpenBraceToken.Span.End, null, taken).Any() || FreeName.In(type, taken) != taken);
        var end = Indentation.LineEnd(type);
        var declared = (FieldDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"private static readonly X {name} = new();")!;
        declared = declared.WithDeclaration(declared.Declaration.WithType(RuntimeNames.ThreadPoolExecutor.WithTrailingTrivia(SyntaxFactory.Space)));
        return new(name, declared.WithLeadingTrivia(Indentation.Of(type.Members[0])).WithTrailingTrivia(end.AddRange(end)));
    }
}
