using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>Writes the methods of a plan as coroutines, and the types around them as partial.</summary>
internal sealed class FileRewriter(SemanticModel model, ConversionPlan plan) : CSharpSyntaxRewriter
{
    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) => WithCoroutines(node);

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) => WithCoroutines(node);

    public override SyntaxNode? VisitInterfaceDeclaration(InterfaceDeclarationSyntax node) => WithCoroutines(node);

    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node) => WithCoroutines(node);

    private TypeDeclarationSyntax WithCoroutines(TypeDeclarationSyntax type)
    {
        if (!type.DescendantNodes().OfType<MethodDeclarationSyntax>().Any(method => plan.Of(method) is not null))
            return type;
        var executor = plan.NeedsExecutor(type) ? TaskExecutor.For(type, model) : null;
        var members = type.Members.SelectMany(member => Convert(member, executor));
        if (executor is { Field: { } field })
            members = members.Prepend(field);
        return PartialTypes.MakePartial(type.WithMembers(SyntaxFactory.List(members)));
    }

    private IEnumerable<MemberDeclarationSyntax> Convert(MemberDeclarationSyntax member, TaskExecutor? executor)
    {
        if (member is not MethodDeclarationSyntax method || plan.Of(method) is not { } planned)
            return [(MemberDeclarationSyntax)Visit(member)!];
        var coroutine = CoroutineWriter.Write(planned, new BodyRewriter(model, plan, planned));
        return planned.KeepsTask ? [coroutine, TaskMethod.Write(planned, executor!)] : [coroutine];
    }
}
