using System.Reflection;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>A program of the suite: a static coroutine in the namespace Programs whose only parameters are Co and Trace.</summary>
internal abstract class CoroutineProgram(MethodInfo method)
{
    private static readonly Lazy<IReadOnlyDictionary<string, CoroutineProgram>> Found = new(() => FindIn(typeof(CoroutineProgram).Assembly).ToDictionary(program => program.Name));

    public static IReadOnlyDictionary<string, CoroutineProgram> All => Found.Value;

    public string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>Why the program's cancellation is not compared with a leaf that throws; null if it is.</summary>
    public string? CancellationExcuse { get; } = method.GetCustomAttribute<NoCancellationOracleAttribute>()?.Reason;

    /// <summary>Whether two runs at once would disturb each other.</summary>
    public bool IsAlone { get; } = method.GetCustomAttribute<AloneAttribute>() is not null;

    /// <summary>Whether it keeps references across suspensions.</summary>
    public bool IsAboutReferences { get; } = method.DeclaringType!.Namespace!.EndsWith(".References", StringComparison.Ordinal);

    /// <summary>The same machine, compared with another body.</summary>
    public CoroutineProgram WithOracle(MethodInfo oracle) => (CoroutineProgram)Activator.CreateInstance(GetType(), oracle, Factory)!;

    /// <summary>Makes the future.</summary>
    public abstract MethodInfo Factory { get; }

    /// <summary>Runs the body as it stands.</summary>
    public abstract Outcome RunDirectly(Trace trace);

    /// <summary>Makes the program's future, twice: to be run alone, and to be run among others.</summary>
    public abstract IRun Start(Trace trace);

    /// <summary>The programs of an assembly.</summary>
    public static IEnumerable<CoroutineProgram> FindIn(Assembly assembly)
    {
        foreach (var method in assembly.GetTypes()
            .Where(type => type.Namespace?.Contains(".Programs") == true && !type.ContainsGenericParameters)
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<CoroutineAttribute>() is not null && !method.IsGenericMethod))
        {
            var parameters = method.GetParameters();
            if (parameters.Length != 2 || parameters[0].ParameterType != typeof(Co) || parameters[1].ParameterType != typeof(Trace))
                continue;
            string overload = method.GetCustomAttribute<CoroutineAttribute>()!.Overload ?? method.Name;
            var factory = method.DeclaringType!.GetMethod(overload, BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly, [typeof(Trace)])
                ?? throw new InvalidOperationException($"{method.DeclaringType.Name}.{overload}(Trace) was not generated.");
            var type = typeof(CoroutineProgram<,>).MakeGenericType(factory.ReturnType.GetGenericArguments());
            yield return (CoroutineProgram)Activator.CreateInstance(type, method, factory)!;
        }
    }
}

internal sealed class CoroutineProgram<TMachine, T> : CoroutineProgram
    where TMachine : struct, IFuture<T>
{
    private readonly Action<Trace>? action;
    private readonly DirectFunction? function;
    private readonly Func<Trace, Future<TMachine, T>> factory;

    public CoroutineProgram(MethodInfo method, MethodInfo factory)
        : base(method)
    {
        Factory = factory;
        this.factory = factory.CreateDelegate<Func<Trace, Future<TMachine, T>>>();
        if (method.ReturnType != typeof(void))
        {
            function = method.CreateDelegate<DirectFunction>();
            return;
        }

        var direct = method.CreateDelegate<DirectAction>();
        action = trace => direct(Co.Blocking, trace);
    }

    private delegate T DirectFunction(Co co, Trace trace);

    private delegate void DirectAction(Co co, Trace trace);

    public override MethodInfo Factory { get; }

    public override Outcome RunDirectly(Trace trace)
    {
        try
        {
            if (function is not null)
                return Outcome.Of(function(Co.Blocking, trace), trace);
            action!(trace);
            return Outcome.Of(default(Unit), trace);
        }
        catch (Exception e)
        {
            return Outcome.Of(e, trace);
        }
    }

    public override IRun Start(Trace trace) => new Run<TMachine, T>(factory(trace), trace);
}

/// <summary>Here, where a leaf that throws stands for the cancellation, this program's is not compared. tests/Cancellation.Tests does, with the program's handlers switched off.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NoCancellationOracleAttribute(string reason) : Attribute
{
    public string Reason => reason;
}

/// <summary>Uses static state, so it does not run twice at once.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AloneAttribute : Attribute;
