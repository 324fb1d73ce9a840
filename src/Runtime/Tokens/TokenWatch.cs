namespace PollGen;

/// <summary>One registration with a token, and whom it wakes.</summary>
internal sealed class TokenWatch
{
    private readonly CancellationTokenRegistration registration;
    private Signal signal;

    // The callback may come within the registration.
    internal TokenWatch(CancellationToken token) =>
        registration = token.UnsafeRegister(static watch => ((TokenWatch)watch!).signal.Set(), this);

    internal bool Poll(Waker waker) => signal.Poll(waker);

    internal void Leave()
    {
        signal.Leave();
        // Does not wait for a callback that is under way: it wakes nobody any more.
        registration.Unregister();
    }
}
