using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Analyzers.Moves;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>
/// PG0204 to PG0210, PG0219: a future has one place and one owner. It moves before its first poll and never after, it is not copied, and what is polled is polled to
/// an end. Looks at each method by itself; methods that name no future cost one look at each of their operations.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MoveAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics =>
    [
        Rules.Copied, Rules.MovedAfterPoll, Rules.UsedAfterMove, Rules.PolledAfterEnd, Rules.OverwrittenWhilePending, Rules.LeftPending, Rules.NeverUsed, Rules.DanglingReference,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Machines are written by a compiler that knows where their futures are.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterWherePollGenIsReferenced(start =>
        {
            var types = new OwnedTypes();
            start.RegisterOperationBlockAction(block => Check(block, types));
        });
    }

    private static void Check(OperationBlockAnalysisContext context, OwnedTypes types)
    {
        var roots = new HashSet<IOperation>();
        foreach (var block in context.OperationBlocks)
        {
            var operations = block.DescendantsAndSelf().ToList();
            var places = new PlaceContext { TakesInstance = TakesInstance(context.OwningSymbol) };
            var sites = new CopySites(types, places, context.ReportDiagnostic);
            var namesFutures = false;
            foreach (var operation in operations)
            {
                sites.Check(operation);
                namesFutures |= types.IsOwned(operation.Type) && operation is ILocalReferenceOperation or IVariableDeclaratorOperation or IParameterReferenceOperation or IMemberReferenceOperation
                    or IInstanceReferenceOperation or IArrayElementReferenceOperation or IDeclarationPatternOperation || operation is IVariableDeclaratorOperation declarator && types.IsOwned(declarator.Symbol.Type);
            }

            if (!namesFutures)
                continue;
            CheckHoisted(operations, context.OwningSymbol, types, context.ReportDiagnostic);
            if (block.Kind is not (OperationKind.Attribute or OperationKind.None) && Root(block) is var root && roots.Add(root))
                Follow(context.GetControlFlowGraph(block), context.OwningSymbol as IMethodSymbol, types, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static void CheckHoisted(List<IOperation> operations, ISymbol owner, OwnedTypes types, Action<Diagnostic> report)
    {
        if (owner is IMethodSymbol method)
            HoistedVariables.Check(operations[0], method, types, report);
        foreach (var operation in operations)
        {
            if (operation is IAnonymousFunctionOperation lambda)
                HoistedVariables.Check(lambda.Body, lambda.Symbol, types, report);
            else if (operation is ILocalFunctionOperation { Body: { } body } local)
                HoistedVariables.Check(body, local.Symbol, types, report);
        }
    }

    private static void Follow(ControlFlowGraph graph, IMethodSymbol? function, OwnedTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        new FutureFlow(graph, function, types, report).Run();
        foreach (var local in graph.LocalFunctions)
            Follow(graph.GetLocalFunctionControlFlowGraph(local, cancellation), local, types, report, cancellation);
        foreach (var lambda in graph.Blocks.SelectMany(block => block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations)
            .SelectMany(operation => operation.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>())
        {
            Follow(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), lambda.Symbol, types, report, cancellation);
        }
    }

    private static bool TakesInstance(ISymbol owner) =>
        owner.HasMark("MovedAttribute") || (owner is IMethodSymbol { AssociatedSymbol: { } property } && property.HasMark("MovedAttribute"));

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }
}
