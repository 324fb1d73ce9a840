namespace PollGen;

internal partial struct ChildrenState
{
    /// <summary>One step of a scoped future's clean-up, if it is not over; in the first round, a result that is held already is disposed.</summary>
    internal void PollCancel<TMachine, TArgs, T>(int child, ref TMachine machine, scoped in TArgs args, ref T result, in PollContext cx)
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : allows ref struct
    {
        if (IsPending(child))
            Settle<TMachine, TArgs, T>(child, ref machine, in args, in cx);
        else if (Stage != Cancelling)
            Refuse(ref result);
    }

    /// <summary>One step of a scoped future's clean-up, if it is not over.</summary>
    internal void Settle<TMachine, TArgs, T>(int child, ref TMachine machine, scoped in TArgs args, in PollContext cx)
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : allows ref struct
    {
        if (!IsPending(child))
            return;
        try
        {
            if (machine.PollCancel(in cx, in args))
                SetOver(child);
        }
        catch (Exception e)
        {
            SetOver(child);
            Fail(e);
        }
    }
}
