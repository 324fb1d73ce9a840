namespace PollGen.Arities;

/// <summary>
/// Futures that refer to their caller's storage: <c>ScopedFuture&lt;TMachine, TArgs, T&gt;</c>. A machine keeps their machines; the references, pairs of pairs, are
/// handed in at every poll.
/// </summary>
internal sealed class ScopedFutures(int count) : Futures(count)
{
    public override string Folder => "Scoped";

    public override string Prefix => "Scoped";

    public override string Adjective => "scoped ";

    public override bool AreScoped => true;

    public override string ReferencesType => Nested(child => child.References, "ReferencePair<", ">");

    public override string Constraints => Lines(child => $"where {child.Machine} : struct, IScopedMachine<{child.References}, {child.Result}>\nwhere {child.References} : allows ref struct");

    public override string ArgumentsParameter => $", scoped in {ReferencesType} args";

    public override string Arguments => ", in args";

    protected override string FirstParameterHint => " An ordinary one becomes scoped by <c>Scoped()</c>.";

    public override string FutureType(string machine, string result) => $"ScopedFuture<{machine}, {ReferencesType}, {result}>";

    public override string Contract(string result) => $"IScopedMachine<{ReferencesType}, {result}>";

    public override string Make(string machine, string more = "") =>
        $"new(new {machine}({List(child => $"{child.Name}.Machine")}{AndMore(more)}), {Nested(child => $"{child.Name}.Arguments", "new(", ")")})";

    public override string Wrap(string machine, string combined) =>
        $"new(new {machine}({combined}.Machine), {Nested(child => $"{child.Name}.Arguments", "new(", ")")})";

    public override string KeptTypeOf(Child child) => child.Machine;

    public override string Poll(Child child, string result) => $"{child.Name}.Poll(in cx, out {result}, in {Path(child)})";

    public override string PollCancel(Child child) => $"{child.Name}.PollCancel(in cx, in {Path(child)})";

    public override string Settle(Child child) => $"state.Settle<{TypeArguments(child)}>({child.Index}, ref {child.Name}, in {Path(child)}, in cx);";

    public override string Cancel(Child child) => $"state.PollCancel({child.Index}, ref {child.Name}, in {Path(child)}, ref {child.Name}Result, in cx);";

    protected override string FutureOf(Child child) => $"ScopedFuture<{TypeArguments(child)}>";

    protected override IEnumerable<(string Name, string Meaning)> TypeParametersOf(Child child) =>
        [(child.Machine, "machine"), (child.References, "references"), (child.Result, "result")];

    private static string TypeArguments(Child child) => $"{child.Machine}, {child.References}, {child.Result}";

    // first, (second, (third, fourth))
    private string Nested(Func<Child, string> element, string open, string close) => All.Reverse().Select(element).Aggregate((inner, one) => $"{open}{one}, {inner}{close}");

    // Where the references of a future are in the pairs: args.Second.Second.First.
    private string Path(Child child) =>
        "args" + string.Concat(Enumerable.Repeat(".Second", child.Index)) + (child.Number == Count ? "" : ".First");
}
