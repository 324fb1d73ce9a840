using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>PG0212: a coroutine calls what parks the thread. Functions inside it that are no coroutines may run elsewhere, and are left alone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.BlockingCall];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start =>
        {
            start.RegisterOperationAction(operation => Check(operation, ((IInvocationOperation)operation.Operation).TargetMethod), OperationKind.Invocation);
            start.RegisterOperationAction(operation => Check(operation, ((IPropertyReferenceOperation)operation.Operation).Property), OperationKind.PropertyReference);
        });
    }

    private static void Check(OperationAnalysisContext context, ISymbol member)
    {
        if (BlockingMembers.Instead(member) is not { } instead || EnclosingCo.Of(context.Operation, context.ContainingSymbol) is null || IsKnownToBeOver(context.Operation))
            return;
        var name = context.Operation.Syntax switch
        {
            InvocationExpressionSyntax => FutureName.Of(context.Operation).GetLocation(),
            MemberAccessExpressionSyntax access => access.Name.GetLocation(),
            var other => other.GetLocation(),
        };
        context.ReportDiagnostic(Diagnostic.Create(Rules.BlockingCall, name, $"{member.ContainingType.Name}.{member.Name}", instead));
    }

    /// <summary>The coroutine has awaited the task before, or asks whether it is over; then its result is there.</summary>
    private static bool IsKnownToBeOver(IOperation operation)
    {
        var task = operation switch
        {
            IPropertyReferenceOperation { Property.Name: "Result", Instance: { } instance } => instance,
            IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } instance } } => instance,
            _ => null,
        };
        return task is not null && Variable(task) is { } variable && Suspensions.OfFunction(Suspensions.FunctionAround(operation)).Any(other =>
            other.Syntax.SpanStart < operation.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(Variable(other), variable) && IsAwaited(other));
    }

    private static bool IsAwaited(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not (null or IBlockOperation); outer = outer.Parent)
        {
            if (outer is IInvocationOperation call && call.TargetMethod.ContainingType.IsCo())
                return true;
            if (outer is IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" })
                return true;
        }

        return false;
    }

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };
}
