namespace PollGen.Arities;

/// <summary>Futures that refer to nothing: <c>Future&lt;TMachine, T&gt;</c>. A machine keeps them as they are.</summary>
internal sealed class OrdinaryFutures(int count) : Futures(count)
{
    public override string Folder => "Combinators";

    public override string Prefix => "";

    public override string Adjective => "";

    public override bool AreScoped => false;

    public override string ReferencesType => "";

    public override string Constraints => Lines(child => $"where {child.Machine} : struct, IFuture<{child.Result}>");

    public override string ArgumentsParameter => "";

    public override string Arguments => "";

    protected override string FirstParameterHint => "";

    public override string FutureType(string machine, string result) => $"Future<{machine}, {result}>";

    public override string Contract(string result) => $"IFuture<{result}>";

    public override string Make(string machine, string more = "") => $"new(new {machine}({List(child => child.Name)}{AndMore(more)}))";

    public override string Wrap(string machine, string combined) => $"new(new {machine}({combined}))";

    public override string KeptTypeOf(Child child) => FutureOf(child);

    public override string Poll(Child child, string result) => $"{child.Name}.Poll(in cx, out {result})";

    public override string PollCancel(Child child) => $"{child.Name}.PollCancel(in cx)";

    public override string Settle(Child child) => $"state.Settle({child.Index}, ref {child.Name}, in cx);";

    public override string Cancel(Child child) => $"state.PollCancel({child.Index}, ref {child.Name}, ref {child.Name}Result, in cx);";

    protected override string FutureOf(Child child) => FutureType(child.Machine, child.Result);

    protected override IEnumerable<(string Name, string Meaning)> TypeParametersOf(Child child) => [(child.Machine, "machine"), (child.Result, "result")];
}
