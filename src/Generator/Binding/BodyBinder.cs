// In: the syntax of a coroutine, bound against a compilation that has every coroutine's signature. Out: a BoundBody.
// A statement that does not suspend is copied; one that does is taken apart until each suspension stands alone.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding.References;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Text;

namespace PollGen.Generator.Binding;

internal sealed partial class BodyBinder
{
    private readonly Scope scope;
    private readonly BodyIndex index;
    private readonly SemanticModel model;
    private ImmutableArray<BoundStatement>.Builder output = ImmutableArray.CreateBuilder<BoundStatement>();

    private BodyBinder(Scope scope)
    {
        this.scope = scope;
        index = scope.Index;
        model = scope.Model;
    }

    public static BoundBody Bind(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModels models, CancellationToken cancellation)
    {
        var model = models.Of(syntax);
        var body = (SyntaxNode?)syntax.Body ?? syntax.ExpressionBody!.Expression;
        var problems = new List<Problem>();
        var index = new BodyIndex(body, method, model, problems, cancellation);
        var scope = new Scope(model, index, method, syntax.Identifier.SpanStart, cancellation);
        scope.Problems.AddRange(problems);
        var binder = new BodyBinder(scope);
        var receiver = ExtensionBlock.Receiver(method);
        if (receiver is not null)
            scope.Names.Fresh(receiver.Name);
        var parameters = (receiver is null ? method.Parameters : method.Parameters.Insert(0, receiver)).Where(parameter => !parameter.Type.IsCo() && !parameter.IsHandedIn())
            .Select(parameter => scope.Declare(parameter, syntax.ParameterList)).ToImmutableArray();
        var names = new BodyNames(
            scope.Names.Fresh("frame"), scope.Names.Fresh("cx"), scope.Names.Fresh("result"), scope.Names.Fresh("cancelling"), scope.Names.Fresh("resume"), scope.Names);
        // The head counts too: that not every path returns is said at the name.
        var hasErrors = models.HasErrors(syntax, cancellation);
        if (!hasErrors)
        {
            scope.References.Collect();
            names = names with { HandedIn = [.. method.Parameters.Where(parameter => parameter.IsHandedIn()).Select(binder.DeclareHandedIn)] };
            binder.BindWhole(body, method.ReturnsVoid);
            scope.References.Complete();
        }

        return new BoundBody(
            new BoundBlock(binder.output.ToImmutable()), parameters, ShapeReader.Of(method.ContainingType, method.ContainingAssembly), method.ReturnsVoid ? null : scope.NameOf(method.ReturnType), scope.Return, names, scope.Accessors.Classes, scope.Problems.ToImmutableArray(), hasErrors)
        {
            IsUnsafe = binder.isUnsafe,
            Locals = binder.locals.ToImmutable(),
        };
    }

    /// <summary>A parameter that is handed in stands for itself, unless the body makes it point elsewhere.</summary>
    /// <returns>Its name in the generated method.</returns>
    private string DeclareHandedIn(IParameterSymbol parameter)
    {
        var syntax = parameter.DeclaringSyntaxReferences[0].GetSyntax(scope.Cancellation);
        // A ref struct that may change itself is the callee's own copy.
        var isCopy = parameter.RefKind == RefKind.None && !parameter.Type.IsReadOnly && !parameter.Type.IsSpan();
        var isSet = index.UsesOf(parameter).Any(use => parameter.RefKind == RefKind.None
            ? AccessKind.IsSet(use) || (isCopy && AccessKind.MayWrite(use, parameter))
            : use.Parent is AssignmentExpressionSyntax { Right: RefExpressionSyntax } assignment && assignment.Left == use);
        if (!isSet)
        {
            var itself = scope.Declare(parameter, syntax, VariableKind.HandedIn);
            scope.References.SetHandedIn(parameter, itself.Name, itself);
            return itself.Name;
        }

        var name = scope.Names.Fresh(parameter.Name + "Argument");
        var variable = scope.Declare(parameter, syntax, VariableKind.Local);
        var value = scope.References.SetHandedIn(parameter, name, null);
        Add(new BoundDeclaration(variable, variable.IsReference ? "ref " + value : value, variable.IsReference ? $"{variable.Reference} {variable.Type}" : variable.Type));
        return name;
    }

    private void BindWhole(SyntaxNode body, bool isVoid)
    {
        BindFunctionsOf(body);
        BindBody(body, isVoid);
        BindLocalCoroutines();
        BindOuterFunctions(body);
    }

    private void BindBody(SyntaxNode body, bool isVoid)
    {
        if (body is BlockSyntax block)
            BindStatements(block.Statements);
        else if (isVoid)
            BindExpressionStatement((ExpressionSyntax)body, body);
        else
            Add(new BoundReturn(BindFinal((ExpressionSyntax)body)), body);
    }

    private void Add(BoundStatement statement, SyntaxNode? source = null)
    {
        statement = InContext(statement);
        output.Add(source is null ? statement : statement with { Source = SourceOf(source) });
        if (statement is BoundDeclaration { Variable: { IsCaptured: true } variable })
            ResetDelegates(symbol => scope.VariableOf(symbol) == variable);
    }

    private static SourceLine SourceOf(SyntaxNode node)
    {
        var start = node.GetLocation().GetLineSpan();
        return new SourceLine(start.Path, start.StartLinePosition.Line + 1, start.StartLinePosition.Character);
    }

    /// <summary>What <paramref name="bind"/> adds, as a block of its own.</summary>
    private BoundBlock InBlock(Action bind)
    {
        var outer = output;
        output = ImmutableArray.CreateBuilder<BoundStatement>();
        bind();
        var block = new BoundBlock(output.ToImmutable());
        output = outer;
        return block;
    }

    private BoundBlock BindBlock(StatementSyntax statement) => InBlock(() => BindStatement(statement));

    /// <summary>Copies text in which nothing suspends; what it declares for others becomes a variable first.</summary>
    private Code Copy(SyntaxNode node, IReadOnlyDictionary<SyntaxNode, Code>? replacements = null)
    {
        DeclareLeaking(node);
        return TextCopier.Copy(scope, node, replacements);
    }

    // Pattern variables and out variables can be used outside of the text that declares them.
    private void DeclareLeaking(SyntaxNode node)
    {
        foreach (var designation in node.DescendantNodesAndSelf(child => !BodyIndex.IsNestedFunction(child)).OfType<SingleVariableDesignationSyntax>())
        {
            if (model.GetDeclaredSymbol(designation) is ILocalSymbol symbol && scope.VariableOf(symbol) is null
                && index.UsesOf(symbol).Any(use => !node.Span.Contains(use.Span)))
                AddDeclaration(new BoundDeclaration(scope.Declare(symbol, designation), null, scope.NameOf(symbol.Type)));
        }
    }
}
