namespace PollGen.Conformance.Tests.Testing;

/// <summary>
/// Stands for cancellation in direct execution of a body that was rewritten for it: every catch clause asks whether the body was
/// given up while its try was running, and every finally says where it begins and ends.
/// </summary>
public sealed partial class Trace
{
    private int finallys;

    /// <summary>Whether the leaf at which the body is to be given up has been reached.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Whether a finally is running: what is tried in it is ordinary code, also when the body is given up meanwhile.</summary>
    public bool IsInFinally => finallys > 0;

    /// <summary>A finally begins: what waits in it is clean-up and is waited for.</summary>
    public void EnterFinally() => finallys++;

    /// <summary>A finally is left, in whatever way.</summary>
    public void LeaveFinally() => finallys--;

    /// <summary>A finally that no exception entered ends: a body that was given up in it goes no further.</summary>
    public void EndFinally()
    {
        if (IsGivenUp && finallys == 0)
            throw new CancelledException();
    }

    /// <summary>In a filter that catches nothing: notes that an exception leaves the try.</summary>
    public bool Leaves(out bool isFailing)
    {
        isFailing = true;
        return false;
    }

    private bool GiveUp()
    {
        IsGivenUp = true;
        return finallys == 0;
    }
}

/// <summary>Marks the body of a coroutine that was rewritten so that its direct execution shows what cancelling it must do.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RewrittenCoroutineAttribute : Attribute;
