// In: a declaration. Out: what callers see: the overload that makes the future, and the shell of the machine.
using System.Security;
using PollGen.Generator.Declaring;
using PollGen.Generator.Text;

namespace PollGen.Generator.Emission;

internal static class SignatureEmitter
{
    public const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    /// <summary>
    /// The signatures with a machine that only throws: binding needs no more, and callers of a coroutine with errors still
    /// build up to that error. The mark lets the analyzer report whatever would ship like this.
    /// </summary>
    public static string EmitShell(CoroutineDeclaration declaration)
    {
        var writer = new SourceWriter();
        declaration.Frame.Open(writer);
        WriteOverload(writer, declaration, declaration.HasBody ? SizeDoc.Unknown : "");
        if (declaration.HasBody)
            WriteShell(writer, declaration);
        declaration.Frame.Close(writer);
        return writer.ToString();
    }

    public static void WriteOverload(SourceWriter writer, CoroutineDeclaration declaration, string size)
    {
        if (declaration.BoxFactory is not null)
            WriteFactory(writer, declaration);
        if (!declaration.HasOverload)
            return;
        var overload = declaration.Overload;
        if (overload.Block.Length > 0)
            writer.Open(overload.Block);
        // The name leads an editor from here to what the user wrote.
        writer.Line($"/// <summary>Makes the future of <see cref=\"{SecurityElement.Escape(declaration.DocumentationId)}\">{declaration.Name}</see>; nothing of it runs until it is polled.{Space(size)}</summary>");
        if (!overload.DocumentsResult)
            writer.Line($"/// <returns>{(declaration.IsVoid ? "The future; it has no result" : $"The future; its result is of type <c>{SecurityElement.Escape(declaration.ResultType.Replace("global::", ""))}</c>")}.</returns>");
        if (overload.Documentation.Length > 0)
            writer.Line($"/// <inheritdoc cref=\"{overload.Documentation}\" path=\"/*[not(self::summary)]\"/>");
        foreach (var attribute in overload.Attributes)
            writer.Line(attribute);
        if (declaration.This is not null)
            writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
        if (declaration.HasBody)
            writer.Line(DebuggerEmitter.SteppedOver);
        var modifiers = overload.Modifiers + (declaration.IsUnsafe ? Space("unsafe") : "");
        var parameters = string.Join(", ", overload.Parameters.Select(ScopedEmitter.OverloadParameter));
        var result = overload.IsBoxed ? BoxedType(declaration) : ScopedEmitter.FutureType(declaration);
        var head = $"{modifiers} {result} {overload.Interface}{overload.Name}{overload.TypeParameters}({parameters}){Space(overload.Constraints)}".TrimStart();
        writer.Line(declaration.HasBody ? head : head + ";");
        new LineMap(writer).Hide();
        if (declaration.HasBody)
            writer.Line(overload.IsBoxed ? $"    => {NewBox(declaration)};" : $"    => new({NewMachine(declaration)}{ScopedEmitter.ArgumentsOf(declaration)});");
        if (overload.Block.Length > 0)
            writer.Close();
        foreach (var implementation in overload.Implementations)
            WriteImplementation(writer, declaration, implementation);
        writer.Directive("#line default");
        if (declaration.HasBody)
            writer.Line();
    }

    private static void WriteShell(SourceWriter writer, CoroutineDeclaration declaration)
    {
        writer.Line("[global::PollGen.CompilerServices.MissingMachine]");
        OpenMachine(writer, declaration);
        if (Plain(declaration).Length > 0)
            writer.Line($"internal {declaration.MachineName}({Plain(declaration)}) => throw null!;");
        writer.Line($"{StartHead(declaration)} => throw null!;");
        writer.Line($"public bool Poll(in global::PollGen.PollContext cx, out {declaration.ResultType} result{BodySignature.HandedInParameters(declaration)}) => throw null!;");
        writer.Line($"public bool PollCancel(in global::PollGen.PollContext cx{BodySignature.HandedInParameters(declaration)}) => throw null!;");
        ScopedEmitter.WriteInterface(writer, declaration);
        writer.Close();
        ScopedEmitter.WriteArguments(writer, declaration);
    }

    // What the object decides about, where parameters are handed in.
    private static void WriteFactory(SourceWriter writer, CoroutineDeclaration declaration)
    {
        var overload = declaration.Overload;
        writer.Line($"/// <summary>Makes the machine of <c>{declaration.Name}</c> on the heap; whoever polls it hands in its references.</summary>");
        writer.Line(Hidden);
        WriteObsolete(writer, declaration);
        var modifiers = overload.Modifiers + (declaration.IsUnsafe ? Space("unsafe") : "");
        var parameters = string.Join(", ", overload.Parameters.Where(parameter => parameter.HandedIn is null).Select(ScopedEmitter.OverloadParameter));
        var head = $"{modifiers} {BoxedType(declaration)} {overload.Interface}{declaration.BoxFactory}{overload.TypeParameters}({parameters}){Space(overload.Constraints)}".TrimStart();
        writer.Line(declaration.HasBody ? head : head + ";");
        if (declaration.HasBody)
            writer.Line($"    => {NewBox(declaration)};");
        foreach (var implementation in overload.Implementations)
            WriteImplementation(writer, declaration, implementation);
        if (declaration.HasBody)
            writer.Line();
    }

    // A virtual overload is called as such: a derived class may override it.
    private static void WriteImplementation(SourceWriter writer, CoroutineDeclaration declaration, Implementation implementation)
    {
        var parameters = string.Join(", ", declaration.Stored.Select(parameter => $"{parameter.Type} {parameter.Name}"));
        var make = declaration.Overload.IsBoxed
            ? $"{declaration.BoxFactory ?? declaration.Overload.Name}{declaration.TypeParameters}({string.Join(", ", declaration.Stored.Select(parameter => parameter.Name))})"
            : NewBox(declaration);
        writer.Line();
        WriteObsolete(writer, declaration);
        writer.Line(DebuggerEmitter.SteppedOver);
        writer.Line($"{(implementation.IsStatic ? "static " : "")}{(declaration.IsUnsafe ? "unsafe " : "")}{BoxedType(declaration)} {implementation.Name}{declaration.TypeParameters}({parameters}){Space(implementation.Constraints)}");
        writer.Line($"    => {make};");
    }

    private static string BoxedType(CoroutineDeclaration declaration) => declaration.IsScoped
        ? $"global::PollGen.CompilerServices.BoxedScopedMachine<{BoxFactory.ArgumentsType(declaration)}, {declaration.ResultType}>"
        : $"global::PollGen.BoxedFuture<{declaration.ResultType}>";

    private static string NewBox(CoroutineDeclaration declaration) => declaration.IsScoped ? $"{BoxedType(declaration)}.Of({NewMachine(declaration)})" : $"{NewFuture(declaration)}.{(declaration.IsPinned ? "Pinned" : "Boxed")}()";

    private static string NewFuture(CoroutineDeclaration declaration) => $"new {ScopedEmitter.FutureType(declaration)}({NewMachine(declaration)})";

    private static string NewMachine(CoroutineDeclaration declaration)
    {
        var arguments = declaration.Stored.Select(parameter => parameter.Name);
        return $"new {declaration.MachineType}({string.Join(", ", declaration.KeepsThis ? arguments.Prepend("this") : arguments)})";
    }

    /// <summary>Without its message: nobody but generated code uses what it stands on.</summary>
    public static void WriteObsolete(SourceWriter writer, CoroutineDeclaration declaration)
    {
        if (declaration.IsObsolete)
            writer.Line("[global::System.Obsolete]");
    }

    public static void OpenMachine(SourceWriter writer, CoroutineDeclaration declaration)
    {
        WriteObsolete(writer, declaration);
        writer.Open($"{declaration.Accessibility}{(declaration.IsUnsafe ? " unsafe" : "")} struct {declaration.MachineType}{(declaration.IsLocal ? "" : ScopedEmitter.Interface(declaration))}{Space(declaration.Constraints)}");
    }

    /// <summary>The parameters without attributes, modifiers and default values.</summary>
    public static string Plain(CoroutineDeclaration declaration)
    {
        var parameters = declaration.Stored.Select(parameter => $"{parameter.Type} {parameter.Name}");
        return string.Join(", ", declaration.KeepsThis ? parameters.Prepend($"{declaration.ContainingType} {declaration.InstanceParameter}") : parameters);
    }

    /// <summary>
    /// Start makes the machine in place and polls it. The user's parameters come last, as they were declared, so that a call
    /// may name them, leave them out or pass several for one, as it does in the source.
    /// </summary>
    public static string StartHead(CoroutineDeclaration declaration, string start = "public static bool Start")
    {
        var parameters = UserParameters(declaration);
        var names = StartNames.Of(declaration);
        return $"{start}(out {declaration.MachineType} {names.Machine}, in global::PollGen.PollContext {names.Context}, out {declaration.ResultType} {names.Result}{BodySignature.OuterFrameParameters(declaration)}{(parameters.Length == 0 ? "" : ", ")}{parameters})";
    }

    public static string UserParameters(CoroutineDeclaration declaration)
    {
        var parameters = declaration.Parameters.Select(parameter => parameter.HandedIn?.Declaration ?? WithoutThis(parameter.Declaration));
        return string.Join(", ", declaration.IsStatic ? parameters : parameters.Prepend(declaration.This?.Declaration ?? $"{declaration.ContainingType} {declaration.InstanceParameter}"));
    }

    public static string Space(string text) => text.Length == 0 ? "" : " " + text;

    private static string WithoutThis(string declaration) =>
        declaration.StartsWith("this ", StringComparison.Ordinal) ? declaration.Substring("this ".Length) : declaration;
}

/// <summary>The names of the parameters that Start adds to the user's.</summary>
internal sealed record StartNames(string Machine, string Context, string Result)
{
    public static StartNames Of(CoroutineDeclaration declaration)
    {
        var names = new NameAllocator(declaration.Parameters.Select(parameter => parameter.Name.TrimStart('@')).Append(declaration.InstanceParameter));
        return new StartNames(names.Fresh("machine"), names.Fresh("cx"), names.Fresh("result"));
    }
}
