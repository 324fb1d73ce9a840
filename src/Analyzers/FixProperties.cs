namespace PollGen.Analyzers;

/// <summary>What a diagnostic tells the code fixes, which live in another assembly and read the same names.</summary>
internal static class FixProperties
{
    /// <summary>PG0006: a free name for the overload.</summary>
    public const string Overload = "Overload";

    /// <summary>PG0008: present when the marked method only lacks the attribute.</summary>
    public const string Mark = "Mark";

    /// <summary>PG0104: the name of the variable that cannot be kept.</summary>
    public const string Variable = "Variable";

    /// <summary>PG0201: the name of the Co that is in scope. Missing when there is none, and then there is no fix.</summary>
    public const string Co = "Co";

    /// <summary>PG0201: the coroutine to call instead of its overload.</summary>
    public const string Coroutine = "Coroutine";

    /// <summary>PG0201: the name of that coroutine's parameter of type Co.</summary>
    public const string Parameter = "Parameter";

    /// <summary>PG0201: present when that coroutine returns nothing, so that a call of it has no value.</summary>
    public const string Void = "Void";

    /// <summary>PG0201: present when an extension method is called as a static one, so that the Co comes second.</summary>
    public const string ReceiverIsArgument = "ReceiverIsArgument";

    /// <summary>PG0204: present when what is copied is a variable, which can be moved out of.</summary>
    public const string Take = "Take";
}
