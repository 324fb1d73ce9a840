using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.CodeFixes;
using PollGen.Generator.Diagnostics;

namespace PollGen.Analyzers.Tests.Testing;

/// <summary>Every rule, analyzer and fix there is, found as the compiler finds them.</summary>
internal static class AllRules
{
    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (DiagnosticDescriptor)field.GetValue(null)!).OrderBy(rule => rule.Id),
    ];

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = Instances<DiagnosticAnalyzer>(typeof(CoroutineAnalyzer).Assembly);

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = Instances<CodeFixProvider>(typeof(RuleFix).Assembly);

    private static ImmutableArray<T> Instances<T>(Assembly assembly) =>
    [
        .. assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract).Select(type => (T)Activator.CreateInstance(type)!),
    ];
}
