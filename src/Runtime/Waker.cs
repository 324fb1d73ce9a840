namespace PollGen;

/// <summary>Tells the owner of a future that polling it again makes sense.</summary>
/// <remarks>A small value over one reference; copying it is free. All members may be called from any thread.</remarks>
public readonly struct Waker : IEquatable<Waker>
{
    private readonly IWakeable? target;

    /// <summary>Makes a waker that wakes <paramref name="target"/>.</summary>
    /// <param name="target">A task, a parked thread, or a combinator that watches several futures.</param>
    public Waker(IWakeable target) => this.target = target;

    internal IWakeable? Target => target;

    /// <summary>A waker that wakes nobody: for owners that poll anyway. The same as <c>default</c>.</summary>
    public static Waker None => default;

    /// <summary>
    /// Asks for another poll. May be called any number of times, also during a poll and after completion; wakes that come
    /// before the next poll count as one.
    /// </summary>
    public void Wake() => target?.Wake();

    /// <summary>Whether both wake the same owner, so that a future need not replace the one it has kept.</summary>
    /// <param name="other">The waker to compare with.</param>
    /// <returns>True when waking the one has the same effect as waking the other.</returns>
    public bool WillWake(Waker other) => ReferenceEquals(target, other.target);

    /// <inheritdoc/>
    public bool Equals(Waker other) => WillWake(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Waker other && WillWake(other);

    /// <inheritdoc/>
    public override int GetHashCode() => target is null ? 0 : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(target);

    /// <summary>The same as <see cref="WillWake"/>.</summary>
    public static bool operator ==(Waker left, Waker right) => left.WillWake(right);

    /// <summary>The opposite of <see cref="WillWake"/>.</summary>
    public static bool operator !=(Waker left, Waker right) => !left.WillWake(right);
}

/// <summary>What a <see cref="Waker"/> wakes: implemented by tasks and by owners of futures outside this library.</summary>
public interface IWakeable
{
    /// <summary>Asks for another poll. Called from any thread, any number of times; must not throw and must not block.</summary>
    void Wake();
}
