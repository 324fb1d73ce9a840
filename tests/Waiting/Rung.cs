namespace PollGen.Waiting;

/// <summary>Pending once, until the bell has rung.</summary>
public struct Rung(Bell bell) : IFuture<int>
{
    private bool isArmed;

    public bool Poll(in PollContext cx, out int result)
    {
        result = 1;
        if (isArmed)
            return true;
        isArmed = true;
        bell.Arm(cx.Waker);
        return false;
    }

    public readonly bool PollCancel(in PollContext cx) => true;
}
