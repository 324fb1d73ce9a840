using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PollGen.Analyzers.Threads;

/// <summary>What belongs to the thread that has taken or asked for it.</summary>
internal static class ThreadBound
{
    private static readonly Dictionary<string, (HashSet<string> Take, HashSet<string> Give)> Locks = new()
    {
        ["Monitor"] = (["Enter", "TryEnter"], ["Exit"]),
        ["Lock"] = (["Enter", "TryEnter"], ["Exit"]),
        ["SpinLock"] = (["Enter", "TryEnter"], ["Exit"]),
        ["Mutex"] = (["WaitOne"], ["ReleaseMutex"]),
        ["ReaderWriterLockSlim"] = (
            ["EnterReadLock", "EnterWriteLock", "EnterUpgradeableReadLock", "TryEnterReadLock", "TryEnterWriteLock", "TryEnterUpgradeableReadLock"],
            ["ExitReadLock", "ExitWriteLock", "ExitUpgradeableReadLock"]),
    };

    private static readonly HashSet<string> Sources = ["Thread.CurrentThread", "Environment.CurrentManagedThreadId", "SynchronizationContext.Current", "ThreadLocal.Value"];

    /// <summary>Whether the call takes a lock that only the same thread can give back.</summary>
    public static bool IsAcquired(IOperation operation) => operation is IInvocationOperation call && LockOf(call) is { } names && names.Take.Contains(call.TargetMethod.Name);

    public static bool IsReleased(IOperation operation) => operation is IInvocationOperation call && LockOf(call) is { } names && names.Give.Contains(call.TargetMethod.Name);

    /// <summary>Names the lock: its text, for there is nothing better to tell two apart by.</summary>
    public static string KeyOf(IInvocationOperation call) => (call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Syntax.ToString() ?? "";

    /// <summary>Whether the value is the thread's own.</summary>
    public static bool IsSource(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true } field } => field.GetAttributes().Any(mark => mark.AttributeClass is { Name: "ThreadStaticAttribute" }),
        IPropertyReferenceOperation { Property: var property } => Sources.Contains($"{property.ContainingType.Name}.{property.Name}") && IsOfSystem(property.ContainingType),
        _ => false,
    };

    private static (HashSet<string> Take, HashSet<string> Give)? LockOf(IInvocationOperation call)
    {
        for (var type = call.TargetMethod.ContainingType; type is not null; type = type.BaseType)
        {
            if (Locks.TryGetValue(type.Name, out var names) && type.ContainingNamespace is { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return names;
        }

        // WaitOne is declared in a base class.
        return call is { TargetMethod.Name: "WaitOne", Instance.Type: { Name: "Mutex" } } ? Locks["Mutex"] : null;
    }

    private static bool IsOfSystem(INamedTypeSymbol type)
    {
        var outer = type.ContainingNamespace;
        while (outer is { ContainingNamespace.IsGlobalNamespace: false })
            outer = outer.ContainingNamespace;
        return outer is { Name: "System" };
    }
}
