using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>
/// PG0202: a race is made, kept in a local or not at all, and neither disposed nor left, so that the futures that are pending in it are never cleaned up.
/// One that is returned, stored or passed on is somebody else's to dispose.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForgottenRaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.ForgottenRace];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // A machine repeats the user's statements; what is wrong with them is said once, in the user's file.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start => start.RegisterOperationAction(Check, OperationKind.Invocation));
    }

    private static void Check(OperationAnalysisContext context)
    {
        var made = (IInvocationOperation)context.Operation;
        if (!IsRace(made.Type) || made.Instance is not null || made.TargetMethod.Name != "Race")
            return;
        IOperation value = made;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        var isForgotten = value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => !IsUsing(declarator) && IsOnlyUsed(declarator.Symbol, declarator),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => IsOnlyUsed(local.Local, local),
            ISimpleAssignmentOperation { Target: IDiscardOperation } or IExpressionStatementOperation => true,
            IInvocationOperation call => IsPlainUse(value, call),
            _ => false,
        };
        if (isForgotten)
        {
            var name = FutureName.Of(made);
            context.ReportDiagnostic(Diagnostic.Create(Rules.ForgottenRace, name.GetLocation()));
        }
    }

    private static bool IsUsing(IVariableDeclaratorOperation declarator) =>
        declarator.Parent?.Parent?.Parent is IUsingOperation or IUsingDeclarationOperation;

    /// <summary>Whether all that is done with a local is to call other members of the race than those that end it.</summary>
    private static bool IsOnlyUsed(ILocalSymbol local, IOperation place)
    {
        var body = place;
        while (body.Parent is not null)
            body = body.Parent;
        return body.Descendants().OfType<ILocalReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local)).All(reference => reference.Parent switch
        {
            IInvocationOperation call => IsPlainUse(reference, call),
            IConversionOperation { IsImplicit: true, Parent: IInvocationOperation call } receiver => IsPlainUse(receiver, call),
            IAssignmentOperation assignment => assignment.Target == reference,
            _ => false,
        });
    }

    private static bool IsPlainUse(IOperation receiver, IInvocationOperation call) =>
        call.Instance == receiver && call.TargetMethod.Name is not ("Dispose" or "Leave");

    private static bool IsRace(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is INamedTypeSymbol { Name: "Race", Arity: 1, ContainingNamespace: { Name: WellKnown.Namespace, ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }
}
