namespace PollGen.Conformance.Tests.Testing;

/// <summary>A leaf like any other, but that its owner may poll it before it has a place, and has nothing to clean up when it throws.</summary>
[CancelSafe, MovableWhilePending]
public struct MovableProbe<T> : IFuture<T>
{
    private Probe<T> probe;

    internal MovableProbe(Probe<T> probe) => this.probe = probe;

    public bool Poll(in PollContext cx, out T result) => probe.Poll(in cx, out result);

    public bool PollCancel(in PollContext cx) => probe.PollCancel(in cx);
}
