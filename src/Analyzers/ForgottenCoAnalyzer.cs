using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
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
            var coroutine = maker is IInvocationOperation call ? GeneratedOverload.CoroutineOf(call.TargetMethod) : null;
            var co = coroutine is null ? null : EnclosingCo.Of(maker, context.ContainingSymbol);
            var name = FutureName.Of(maker);
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ForgottenCo, name.GetLocation(), PropertiesFor(co, coroutine), name.ToString(), Advice(co, coroutine, maker)));
        }
    }

    private static string Advice(IParameterSymbol? co, IMethodSymbol? coroutine, IOperation maker)
    {
        if (co is null || coroutine is null)
            return "await, spawn or return it";
        return coroutine.Name == ((IInvocationOperation)maker).TargetMethod.Name
            ? $"pass '{co.Name}' to run it here"
            : $"call '{coroutine.Name}' with '{co.Name}' to run it here";
    }

    private static ImmutableDictionary<string, string?> PropertiesFor(IParameterSymbol? co, IMethodSymbol? coroutine)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (co is null || coroutine is null)
            return properties;
        properties = properties
            .Add(FixProperties.Co, co.Name)
            .Add(FixProperties.Coroutine, coroutine.Name)
            .Add(FixProperties.Parameter, coroutine.Parameters.First(parameter => parameter.Type.IsCo()).Name);
        return coroutine.ReturnsVoid ? properties.Add(FixProperties.Void, "") : properties;
    }
}
