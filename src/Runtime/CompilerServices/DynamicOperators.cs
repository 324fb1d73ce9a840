using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.CSharp.RuntimeBinder;

namespace PollGen.CompilerServices;

/// <summary>For generated code: the operators of <c>dynamic</c> values that C# applies only inside <c>&amp;&amp;</c> and <c>||</c>. Thread-safe.</summary>
[RequiresUnreferencedCode("Dynamic operators are found by reflection.")]
[RequiresDynamicCode("Dynamic operators are compiled at run time.")]
public static class DynamicOperators
{
    private static readonly CallSite<Func<CallSite, object?, bool>> True = Test(ExpressionType.IsTrue);
    private static readonly CallSite<Func<CallSite, object?, bool>> False = Test(ExpressionType.IsFalse);
    private static readonly CallSite<Func<CallSite, object?, object?, object>> Both = Combination(ExpressionType.And);
    private static readonly CallSite<Func<CallSite, object?, object?, object>> Either = Combination(ExpressionType.Or);

    private static readonly ConcurrentDictionary<(string Name, Type Context), CallSite<Func<CallSite, object?, bool>>> Events = [];

    /// <summary>Whether the value is true, as its type says.</summary>
    /// <exception cref="RuntimeBinderException">Its type has no such operator.</exception>
    public static bool IsTrue(object? value) => True.Target(True, value);

    /// <summary>Whether the value is false, as its type says.</summary>
    /// <exception cref="RuntimeBinderException">Its type has no such operator.</exception>
    public static bool IsFalse(object? value) => False.Target(False, value);

    /// <summary>Whether a value's member of that name, as code in <paramref name="context"/> sees it, is an event.</summary>
    public static bool IsEvent(object? value, string name, Type context)
    {
        var site = Events.GetOrAdd((name, context), static key => CallSite<Func<CallSite, object?, bool>>.Create(Binder.IsEvent(CSharpBinderFlags.None, key.Name, key.Context)));
        return site.Target(site, value);
    }

    /// <summary>What <c>left &amp;&amp; right</c> is when the left side is not false.</summary>
    /// <exception cref="RuntimeBinderException">The types have no such operator.</exception>
    public static object And(object? left, object? right) => Both.Target(Both, left, right);

    /// <summary>What <c>left || right</c> is when the left side is not true.</summary>
    /// <exception cref="RuntimeBinderException">The types have no such operator.</exception>
    public static object Or(object? left, object? right) => Either.Target(Either, left, right);

    private static CallSite<Func<CallSite, object?, bool>> Test(ExpressionType operation) => CallSite<Func<CallSite, object?, bool>>.Create(
        Binder.UnaryOperation(CSharpBinderFlags.None, operation, typeof(DynamicOperators), [Operand()]));

    private static CallSite<Func<CallSite, object?, object?, object>> Combination(ExpressionType operation) => CallSite<Func<CallSite, object?, object?, object>>.Create(
        Binder.BinaryOperation(CSharpBinderFlags.BinaryOperationLogical, operation, typeof(DynamicOperators), [Operand(), Operand()]));

    private static CSharpArgumentInfo Operand() => CSharpArgumentInfo.Create(CSharpArgumentInfoFlags.None, null);
}
