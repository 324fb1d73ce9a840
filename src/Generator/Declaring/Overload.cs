using PollGen.Generator.Equality;

namespace PollGen.Generator.Declaring;

/// <summary>The generated method that makes the future: all of it but its parameters and its result.</summary>
/// <param name="Name">With an @ where it needs one.</param>
/// <param name="Modifiers">Such as "public static" or "protected override"; empty for an explicit implementation.</param>
/// <param name="Interface">The interface whose member it implements explicitly, with the dot, such as "IStore."; empty for most.</param>
/// <param name="TypeParameters">Its own, such as "&lt;T&gt;"; the machine also has those of the extension block.</param>
/// <param name="Parameters">Its own, as they are declared.</param>
/// <param name="Constraints">What a declaration of its kind says of its type parameters: an override inherits most of it.</param>
/// <param name="IsBoxed">Whether the future is a BoxedFuture: because the object decides which machine is made, or because the machine must stay where it is.</param>
/// <param name="Attributes">The attributes of the coroutine that speak to its callers, each in brackets.</param>
/// <param name="Documentation">Where the parameters are described, as a documentation id; empty where nothing is.</param>
/// <param name="DocumentsResult">Whether the result is described there too.</param>
/// <param name="Block">The head of the extension block that it stands in; empty for most.</param>
/// <param name="Implementations">Members of interfaces that get this overload by a method of their own, because its result is another one.</param>
internal sealed record Overload(
    string Name,
    string Modifiers,
    string Interface,
    string TypeParameters,
    EquatableArray<DeclaredParameter> Parameters,
    string Constraints,
    bool IsBoxed,
    EquatableArray<string> Attributes,
    string Documentation,
    bool DocumentsResult,
    string Block,
    EquatableArray<Implementation> Implementations);

/// <summary>The overload of an interface's coroutine, implemented explicitly.</summary>
/// <param name="Name">Such as "IStore.Read".</param>
/// <param name="IsStatic">Whether it is a static member.</param>
/// <param name="Constraints">What it must say of its type parameters.</param>
internal sealed record Implementation(string Name, bool IsStatic, string Constraints);
