using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Generator.Declaring;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers;

/// <summary>
/// PG0008: what overrides or implements a coroutine is none itself. Called with a Co the new body would run, while the overload still
/// made the future of the old one, or there would be none.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnmarkedImplementationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rules.UnmarkedImplementation];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterWherePollGenIsReferenced(start => start.RegisterSymbolAction(Check, SymbolKind.NamedType));
    }

    private static void Check(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(method => !method.IsCoroutine()))
        {
            if (CoroutineBehind(method) is { } replaced)
                Report(context, method.Locations[0], method, replaced, "mark it [Coroutine] too", isMark: true);
        }

        if (type.TypeKind is TypeKind.Class or TypeKind.Struct)
            CheckInterfaces(context, type);
    }

    private static IMethodSymbol? CoroutineBehind(IMethodSymbol method)
    {
        for (var replaced = method.Replaced(); replaced is not null; replaced = replaced.Replaced())
        {
            if (replaced.IsCoroutine())
                return replaced;
        }

        return null;
    }

    private static void CheckInterfaces(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        var members = Dispatch.Listed(type).SelectMany(listed => listed.GetMembers().OfType<IMethodSymbol>()).Where(member => member.IsCoroutine());
        foreach (var member in members)
        {
            if (type.FindImplementationForInterfaceMember(member) is not IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: true, ContainingType.TypeKind: not TypeKind.Interface } method)
                continue;
            var isOwn = SymbolEqualityComparer.Default.Equals(method.ContainingType, type);
            if (!method.IsCoroutine())
                Report(context, isOwn ? method.Locations[0] : type.Locations[0], method, member, isOwn ? "mark it [Coroutine] too" : "mark it [Coroutine] where it is declared", isMark: isOwn);
            else if (!isOwn && !method.IsDispatched() && !Dispatch.Listed(method.ContainingType).Contains(member.ContainingType, SymbolEqualityComparer.Default))
                Report(context, type.Locations[0], method, member, $"its overload returns another type there; declare '{method.Name}' in '{type.Name}' as a coroutine that calls base.{method.Name}", isMark: false);
        }
    }

    private static void Report(SymbolAnalysisContext context, Location where, IMethodSymbol method, IMethodSymbol coroutine, string advice, bool isMark)
    {
        var properties = isMark ? ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Mark, "") : ImmutableDictionary<string, string?>.Empty;
        var name = method.ExplicitInterfaceImplementations.IsEmpty ? method.Name : coroutine.Name;
        context.ReportDiagnostic(Diagnostic.Create(
            Rules.UnmarkedImplementation, where, properties, $"{method.ContainingType.Name}.{name}", $"{coroutine.ContainingType.Name}.{coroutine.Name}", advice));
    }
}
