using System.Runtime.CompilerServices;
using PollGen.Generator.Diagnostics;
using PollGen.Generator.Equality;

namespace PollGen.Generator.Declaring;

/// <summary>
/// The product of the first stage: all that callers see of one coroutine, as text in the user's own words, and where to
/// find its body again. Holds nothing of Roslyn, so it may flow through the pipeline.
/// </summary>
/// <param name="DocumentationId">Finds the method among the members of its type, in any compilation of the same sources.</param>
/// <param name="ContainingTypeId">Finds the type.</param>
/// <param name="MachineId">The documentation id that the machine will have.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="Frame">What stands around the method in its file: usings, namespaces, types.</param>
/// <param name="Name">The method, and so the one that runs its body; what implements an interface explicitly is called after both.</param>
/// <param name="Overload">The generated method that makes the future.</param>
/// <param name="MachineName">The generated struct.</param>
/// <param name="CoName">The parameter of type Co.</param>
/// <param name="Accessibility">The modifiers that decide who may name the machine, such as "public" or "protected internal".</param>
/// <param name="IsStatic">Whether there is no <c>this</c>.</param>
/// <param name="IsExtension">Whether the first parameter has the modifier <c>this</c>.</param>
/// <param name="IsUnsafe">Whether it stands in unsafe context.</param>
/// <param name="TypeParameters">Such as "&lt;T&gt;", or nothing.</param>
/// <param name="Constraints">All of them, such as "where T : class", or nothing.</param>
/// <param name="Parameters">Without the one of type Co.</param>
/// <param name="ResultType">The result, "Unit" where there is none.</param>
/// <param name="IsVoid">Whether the method returns nothing.</param>
/// <param name="HasBody">Whether there is anything to run: an abstract coroutine has an overload and no machine.</param>
/// <param name="Problems">Why it is no coroutine; then nothing is emitted for it.</param>
internal sealed record CoroutineDeclaration(
    string DocumentationId,
    string ContainingTypeId,
    string MachineId,
    string HintName,
    FileFrame Frame,
    string Name,
    Overload Overload,
    string MachineName,
    string CoName,
    string Accessibility,
    bool IsStatic,
    bool IsExtension,
    bool IsUnsafe,
    string TypeParameters,
    string Constraints,
    EquatableArray<DeclaredParameter> Parameters,
    string ResultType,
    bool IsVoid,
    bool HasBody,
    EquatableArray<Problem> Problems)
{
    /// <summary>What is passed again at every poll, because the frame may not keep it; nothing in most coroutines.</summary>
    public IEnumerable<HandedInParameter> HandedIn => This is null ? HandedInParameters : HandedInParameters.Prepend(This);

    /// <summary>The parameters among that, which are those of the body too.</summary>
    public IEnumerable<HandedInParameter> HandedInParameters => Parameters.Select(parameter => parameter.HandedIn).OfType<HandedInParameter>();

    /// <summary><c>this</c>, where it is passed by reference; null where the frame keeps it, and where there is none.</summary>
    public HandedInParameter? This { get; init; }

    /// <summary>Whether the frame keeps <c>this</c>.</summary>
    public bool KeepsThis => !IsStatic && This is null;

    /// <summary>What the frame keeps.</summary>
    public IEnumerable<DeclaredParameter> Stored => Parameters.Where(parameter => parameter.HandedIn is null);

    /// <summary>Whether a scoped future can hold what is handed in.</summary>
    public bool HasOverload { get; init; } = true;

    /// <summary>The hidden method that makes the machine on the heap where the object decides whose it is and something is handed in; null for most.</summary>
    public string? BoxFactory { get; init; }

    /// <summary>Whether the machine may stand on the heap and be handed its references there.</summary>
    public bool IsBoxable => BoxFactory is not null || (IsScoped && Overload.Implementations.Count > 0);

    /// <summary>The ref struct that holds what is handed in.</summary>
    public string ArgumentsName => MachineName.Substring(0, MachineName.Length - "Machine".Length) + "Arguments";

    /// <summary>Of the overload and of the machine's interface.</summary>
    public bool IsScoped => HandedIn.Any();

    /// <summary>Whether it is a local function: its machine is handed frames, and is no future that could stand elsewhere.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The frames around that of a local coroutine, from the outside in; it is handed them at every poll.</summary>
    public EquatableArray<OuterFrame> OuterFrames { get; init; }

    /// <summary>Whether the machine is a generic type, or stands in one.</summary>
    public bool IsGeneric => TypeParameters.Length > 0 || Frame.Types.Any(type => type.Name.Contains('<'));

    /// <summary>Whether the C# compiler refuses its head; then nothing is emitted for it either, and nothing more is said.</summary>
    public bool IsBroken { get; init; }

    /// <summary>The most bytes that its future may take; null where the user sets no limit.</summary>
    public int? MaxSize { get; init; }

    /// <summary>What the user asks of the JIT, for the method that runs the body.</summary>
    public MethodImplOptions JitOptions { get; init; }

    /// <summary>Whether its future must stay where it is made.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Whether it is marked [Obsolete]; then what is generated is too, so that it may use what else is obsolete.</summary>
    public bool IsObsolete { get; init; }

    /// <summary>Whether callers see anything of it. While someone types, a method may stand outside of all types; the compiler says so.</summary>
    public bool IsEmitted => !IsBroken && Problems.Count == 0 && Frame.Types.Count > 0;

    /// <summary>The machine as it is named inside the containing type.</summary>
    public string MachineType => MachineName + TypeParameters;

    /// <summary>What stands for <c>this</c> among the parameters.</summary>
    public string InstanceParameter => Parameters.Any(parameter => parameter.Name == "instance") ? "instance_" : "instance";

    /// <summary>The struct inside the machine that holds its fields.</summary>
    public string FrameType => MachineName + "Frame" + TypeParameters;

    /// <summary>The containing type as it is named inside itself, such as "Wire" or "Pool&lt;T&gt;".</summary>
    public string ContainingType => Frame.Types[Frame.Types.Count - 1].Name;

    /// <summary>Such as "Wire.ReadFrame", for messages.</summary>
    public string DisplayName => ContainingType + "." + Name;
}

/// <summary>One parameter of a coroutine.</summary>
/// <param name="Name">As the user wrote it, with an @ where it needs one.</param>
/// <param name="Type">The type, as the machine's field has it.</param>
/// <param name="Declaration">The whole parameter in the user's words: attributes, modifiers, type, name, default value.</param>
/// <param name="HandedIn">What it is if it is passed again at every poll; null for what the frame keeps.</param>
internal sealed record DeclaredParameter(string Name, string Type, string Declaration, HandedInParameter? HandedIn = null);

/// <summary>A frame that a local coroutine is handed.</summary>
internal sealed record OuterFrame(string Type, string Name);

/// <summary>A parameter that is passed again at every poll.</summary>
/// <param name="Modifier">Such as "ref"; empty for spans and other ref structs.</param>
/// <param name="Type">The type.</param>
/// <param name="Name">As the user wrote it.</param>
/// <param name="IsRefLike">Whether the type is a ref struct.</param>
internal sealed record HandedInParameter(string Modifier, string Type, string Name, bool IsRefLike)
{
    /// <summary>Such as "ref int count".</summary>
    public string Declaration => Modifier.Length == 0 ? $"{Type} {Name}" : $"{Modifier} {Type} {Name}";

    /// <summary>How it is passed on.</summary>
    public string Argument => ArgumentPrefix + Name;

    /// <summary>What stands before an argument.</summary>
    public string ArgumentPrefix => Modifier switch
    {
        "" => "",
        "in" or "ref readonly" => "in ",
        _ => "ref ",
    };

    /// <summary>The field that holds it in a ref struct.</summary>
    public string Field => Modifier switch
    {
        "" => $"public readonly {Type} {Name};",
        "ref" => $"public readonly ref {Type} {Name};",
        _ => $"public readonly ref readonly {Type} {Name};",
    };
}
