using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PollGen.Generator.Declaring;

namespace PollGen.Analyzers.Moves;

/// <summary>Reads from a control flow graph what its references mean, and which variables others can reach.</summary>
internal static class GraphContext
{
    public static PlaceContext Of(ControlFlowGraph graph, IMethodSymbol? function)
    {
        var context = new PlaceContext
        {
            Function = function,
            TakesInstance = function is not null && (function.HasMark("MovedAttribute") || (function.AssociatedSymbol?.HasMark("MovedAttribute") ?? false)),
        };
        var operations = graph.Blocks.SelectMany(block => block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations)
            .SelectMany(operation => operation.DescendantsAndSelf()).ToList();
        ReadCaptures(operations, context);
        ReadAliases(operations, context);
        foreach (var operation in graph.OriginalOperation.Descendants())
        {
            var variable = operation switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => (ISymbol)parameter.Parameter,
                _ => null,
            };
            if (variable is not null && (operation.Parent is IAddressOfOperation || IsInAnotherFunction(operation, variable)))
                context.Escaped.Add(variable);
        }

        return context;
    }

    public static bool IsInAnotherFunction(IOperation reference, ISymbol variable)
    {
        for (var outer = reference.Parent; outer is not null; outer = outer.Parent)
        {
            var function = outer switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => null,
            };
            if (function is not null)
                return !SymbolEqualityComparer.Default.Equals(function, variable.ContainingSymbol);
        }

        return false;
    }

    // The graph keeps receivers and targets aside while it evaluates what branches. It does not say whether it keeps a place or a value; what is done with it does.
    private static void ReadCaptures(List<IOperation> operations, PlaceContext context)
    {
        var places = new HashSet<CaptureId>(operations.OfType<IFlowCaptureReferenceOperation>()
            .Where(reference => Uses.Of(reference) is not (Use.Value or Use.Nothing)).Select(reference => reference.Id));
        context.References.UnionWith(places);
        foreach (var captures in operations.OfType<IFlowCaptureOperation>().GroupBy(capture => capture.Id))
        {
            if (places.Contains(captures.Key) && captures.Count() == 1)
                context.Captured.Add(captures.Key, captures.Single().Value);
            else
                context.Values.Add(captures.Key, captures.Select(capture => capture.Value).ToList());
        }
    }

    private static void ReadAliases(List<IOperation> operations, PlaceContext context)
    {
        foreach (var assignments in operations.OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is ILocalReferenceOperation local && (assignment.IsRef || SpansOf(local.Type)))
            .GroupBy(assignment => ((ILocalReferenceOperation)assignment.Target).Local, SymbolEqualityComparer.Default))
        {
            if (assignments.Count() == 1 && assignments.Single().Value is var value && RefersBack(value, assignments.Key!))
                context.Aliases.Add((ILocalSymbol)assignments.Key!, value);
        }
    }

    private static bool SpansOf(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    // Only to what was declared before: in a program that does not compile, references can go in a circle.
    private static bool RefersBack(IOperation value, ISymbol local) => value.DescendantsAndSelf().All(operation =>
        operation is not ILocalReferenceOperation { Local.Locations: [var declared, ..] } || declared.SourceSpan.Start < local.Locations[0].SourceSpan.Start);
}
