// In: a declaration with parameters that are handed in. Out: what stands for them in its signatures: the ref struct that holds them, and
// the interface through which a machine takes them.
using PollGen.Generator.Declaring;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal static class ScopedEmitter
{
    public static string FutureType(CoroutineDeclaration declaration) => declaration.IsScoped
        ? $"global::PollGen.ScopedFuture<{declaration.MachineType}, {Arguments(declaration)}, {declaration.ResultType}>"
        : $"global::PollGen.Future<{declaration.MachineType}, {declaration.ResultType}>";

    /// <summary>What the machine implements; nothing where no scoped future can hold its parameters.</summary>
    public static string Interface(CoroutineDeclaration declaration) => !declaration.IsScoped
        ? $" : global::PollGen.IFuture<{declaration.ResultType}>"
        : Held(declaration).Any() ? $" : {string.Join(", ", Held(declaration).Select(held => held.Interface))}" : "";

    /// <summary>A parameter of the overload. "params" and "scoped" mean nothing for a future that is polled later.</summary>
    public static string OverloadParameter(DeclaredParameter parameter) => parameter.HandedIn is { } handed
        ? (parameter.Declaration.StartsWith("this ", StringComparison.Ordinal) ? "this " : "") + handed.Declaration
        : parameter.Declaration;

    /// <summary>The second argument of a scoped future's constructor.</summary>
    public static string ArgumentsOf(CoroutineDeclaration declaration) => declaration.IsScoped
        ? $", new {Arguments(declaration)}({string.Join(", ", declaration.HandedIn.Select(handed => handed == declaration.This ? handed.ArgumentPrefix + "this" : handed.Argument))})"
        : "";

    public static void WriteInterface(SourceWriter writer, CoroutineDeclaration declaration)
    {
        foreach (var (self, type, taken) in Held(declaration))
        {
            var handed = string.Concat(taken.Select(argument => ", " + argument));
            writer.Line();
            writer.Line(DebuggerEmitter.Unseen);
            writer.Line($"bool {self}.Poll(in global::PollGen.PollContext cx, out {declaration.ResultType} result, scoped in {type} args)");
            writer.Line($"    => Poll(in cx, out result{handed});");
            writer.Line();
            writer.Line(DebuggerEmitter.Unseen);
            writer.Line($"bool {self}.PollCancel(in global::PollGen.PollContext cx, scoped in {type} args)");
            writer.Line($"    => PollCancel(in cx{handed});");
        }
    }

    // What can hold the references: the struct of a scoped future, and what every method that overrides or implements the same names alike.
    private static IEnumerable<(string Interface, string Type, IEnumerable<string> Taken)> Held(CoroutineDeclaration declaration)
    {
        if (!declaration.IsScoped || declaration.IsLocal)
            yield break;
        if (declaration.HasOverload)
            yield return (InterfaceOf(Arguments(declaration)), Arguments(declaration), declaration.HandedIn.Select(parameter => $"{parameter.ArgumentPrefix}args.{parameter.Name}"));
        if (declaration.IsBoxable)
            yield return (InterfaceOf(BoxFactory.ArgumentsType(declaration)), BoxFactory.ArgumentsType(declaration), BoxFactory.Taken(declaration, "args"));

        string InterfaceOf(string type) => $"global::PollGen.IScopedMachine<{type}, {declaration.ResultType}>";
    }

    public static void WriteArguments(SourceWriter writer, CoroutineDeclaration declaration)
    {
        if (!declaration.IsScoped || !declaration.HasOverload)
            return;
        writer.Line();
        writer.Line($"/// <summary>The references that are handed in to <c>{declaration.Name}</c> at every poll.</summary>");
        writer.Line(SignatureEmitter.Hidden);
        writer.Open($"{declaration.Accessibility}{(declaration.IsUnsafe ? " unsafe" : "")} readonly ref struct {Arguments(declaration)}{SignatureEmitter.Space(declaration.Constraints)}");
        foreach (var parameter in declaration.HandedIn)
            writer.Line(parameter.Field);
        writer.Line();
        writer.Open($"public {declaration.ArgumentsName}({string.Join(", ", declaration.HandedIn.Select(parameter => parameter.Declaration))})");
        foreach (var parameter in declaration.HandedIn)
            writer.Line($"this.{parameter.Name} = {(parameter.Modifier.Length == 0 ? "" : "ref ")}{parameter.Name};");
        writer.Close();
        writer.Close();
    }

    private static string Arguments(CoroutineDeclaration declaration) => declaration.ArgumentsName + declaration.TypeParameters;
}
