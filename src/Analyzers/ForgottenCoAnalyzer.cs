using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>
/// PG0201: a future is made and its value is dropped, by an expression statement, a discard, or a local that is never
/// named again. A future does nothing before it is polled, so this never runs; mostly <c>co</c> was forgotten.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForgottenCoAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.ForgottenCo];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // A machine repeats the user's statements; what is wrong with them is said once, in the user's file.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start =>
        {
            start.RegisterOperationAction(CheckStatement, OperationKind.ExpressionStatement);
            start.RegisterOperationAction(CheckLocal, OperationKind.VariableDeclarator);
        });
    }

    // Also what a lambda or method with an expression body, a for loop's initialiser and its iterator consist of.
    private static void CheckStatement(OperationAnalysisContext context) =>
        Report(context, ((IExpressionStatementOperation)context.Operation).Operation);

    private static void CheckLocal(OperationAnalysisContext context)
    {
        var declarator = (IVariableDeclaratorOperation)context.Operation;
        if (declarator.Symbol.Type.IsUnstartedFuture()
            && declarator.GetVariableInitializer() is { } initializer
            && !IsUsing(declarator)
            && !IsNamed(declarator.Symbol, declarator))
        {
            Report(context, initializer.Value);
        }
    }

    /// <summary>A resource is used where it is disposed.</summary>
    private static bool IsUsing(IVariableDeclaratorOperation declarator) =>
        declarator.Parent?.Parent?.Parent is IUsingOperation or IUsingDeclarationOperation;

    private static bool IsNamed(ILocalSymbol local, IOperation declaration)
    {
        var body = declaration;
        while (body.Parent is not null)
            body = body.Parent;
        return body.Descendants().Any(operation =>
            operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local));
    }

    private static void Report(OperationAnalysisContext context, IOperation dropped)
    {
        foreach (var maker in DroppedValue.MakersOf(dropped).Where(maker => maker.Type.IsUnstartedFuture()))
        {
            var name = FutureName.Of(maker);
            var advice = "await, spawn or return it";
            var properties = ImmutableDictionary<string, string?>.Empty;
            if (maker is IInvocationOperation call
                && GeneratedOverload.CoroutineOf(call.TargetMethod) is { } coroutine
                && EnclosingCo.Of(maker, context.ContainingSymbol) is { } co)
            {
                advice = coroutine.Name == call.TargetMethod.Name
                    ? $"pass '{co.Name}' to run it here"
                    : $"call '{coroutine.Name}' with '{co.Name}' to run it here";
                properties = PropertiesFor(call, coroutine, co);
            }

            context.ReportDiagnostic(Diagnostic.Create(Rules.ForgottenCo, name.GetLocation(), properties, name.ToString(), advice));
        }
    }

    private static ImmutableDictionary<string, string?> PropertiesFor(IInvocationOperation call, IMethodSymbol coroutine, IParameterSymbol co)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(FixProperties.Co, co.Name)
            .Add(FixProperties.Coroutine, coroutine.Name)
            .Add(FixProperties.Parameter, coroutine.Parameters.First(parameter => parameter.Type.IsCo()).Name);
        if (coroutine.ReturnsVoid)
            properties = properties.Add(FixProperties.Void, "");
        if (coroutine.IsExtensionMethod && !call.TargetMethod.ContainingType.IsExtension && call.Arguments[0].Syntax is ArgumentSyntax)
            properties = properties.Add(FixProperties.ReceiverIsArgument, "");
        return properties;
    }
}
