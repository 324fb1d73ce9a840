// In: a coroutine after the stages. Out: nothing, or an exception that says which stage has broken its promise to the next. Tests and
// debug builds look; a release build does so only where it is asked to, because the C# compiler would drop everything that is generated.
using Microsoft.CodeAnalysis.Diagnostics;
using PollGen.Generator.Binding;
using PollGen.Generator.Declaring;

namespace PollGen.Generator.Validation;

internal static class Validation
{
    /// <summary>What a process that runs the generator itself sets.</summary>
    public const string Switch = "PollGen.Generator.Validate";

    /// <summary>The property of a project whose coroutines are to be looked at; it has to be visible to the compiler.</summary>
    private const string Property = "build_property.PollGenValidate";

    /// <summary>Who is told instead of an exception being thrown, with the name of the coroutine: one that goes on with what was made, and may be called from several threads.</summary>
    public static Action<string, string>? Listener { get; set; }

    /// <summary>Whether the stages are looked at.</summary>
    public static bool IsOn(AnalyzerConfigOptions options)
    {
#if DEBUG
        return true;
#else
        return (AppContext.TryGetSwitch(Switch, out var isOn) && isOn)
            || (options.TryGetValue(Property, out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase));
#endif
    }

    /// <summary>Fails where a suspension is left inside of other text.</summary>
    public static void CheckBinding(CoroutineDeclaration declaration, BoundBody body, SemanticModels models)
    {
        if (DeclaredMethod.Find(declaration, models.Compilation) is var (_, syntax))
            Fail(declaration.DisplayName, WholeStatements.Check(syntax, models.Of(syntax), body));
    }

    /// <summary>Fails where a frame does not keep what its coroutine needs.</summary>
    public static void CheckFrames(PlannedCoroutine coroutine)
    {
        if (coroutine.Layout is not { } layout)
            return;
        var name = coroutine.Lowered.Declaration.DisplayName;
        Fail(name, [.. ClosedJoins.Check(layout), .. FrameReplay.Run(coroutine.Lowered.Lowered!, layout)]);
        foreach (var local in coroutine.Locals)
            Fail($"{name}, {local.Declaration.MachineName}", [.. ClosedJoins.Check(local.Layout), .. FrameReplay.Run(local.Lowered, local.Layout)]);
    }

    /// <summary>Throws if there is something to say, and nobody listens.</summary>
    public static void Fail(string coroutine, IReadOnlyList<string> faults)
    {
        if (faults.Count == 0)
            return;
        string message = string.Join("; ", faults.Take(5));
        if (Listener is not { } listener)
            throw new BrokenStageException($"The compiler of coroutines is wrong about {coroutine}: {message}");
        listener(coroutine, message);
    }
}

/// <summary>A stage of the compiler has not done what the next one relies on.</summary>
internal sealed class BrokenStageException(string message) : Exception(message);
