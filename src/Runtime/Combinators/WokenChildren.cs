namespace PollGen;

/// <summary>Which of many futures were woken since their owner has last looked, in the order of their coming; waking one wakes the owner.</summary>
/// <remarks>
/// <see cref="Member.Wake"/> may come from any thread. The stack is taken whole, and a member is in it once at most, so nothing is allocated
/// and nothing can be confused. Why no wake is lost: the owner leaves its waker before it looks; a member is marked as absent
/// before it is polled.
/// </remarks>
internal sealed class WokenChildren
{
    private static readonly Member End = new(null!, -1);

    private Member top = End;
    private Member taken = End;
    private Signal owner;

    /// <summary>Begins a round: says who is to be woken, and collects what was woken until now. Owner.</summary>
    internal void Watch(Waker waker)
    {
        // What has come until now is found by looking; what comes from here on wakes.
        while (owner.Poll(waker))
            owner.Reset();
        Member last = taken;
        Member come = Reversed(Interlocked.Exchange(ref top, End));
        if (ReferenceEquals(last, End))
        {
            taken = come;
            return;
        }

        // The last round was cut short by an exception.
        while (!ReferenceEquals(last.Next, End))
            last = last.Next!;
        last.Next = come;
    }

    /// <summary>Takes one of those that were woken before <see cref="Watch"/>. Owner.</summary>
    internal bool TryTake(out int index)
    {
        Member member = taken;
        index = member.Index;
        if (ReferenceEquals(member, End))
            return false;
        taken = member.Next!;
        // A full fence: what was written before a wake that finds the mark gone is seen by the poll to come.
        Interlocked.Exchange(ref member.Next, null);
        return true;
    }

    private static Member Reversed(Member stack)
    {
        Member reversed = End;
        while (!ReferenceEquals(stack, End))
        {
            Member next = stack.Next!;
            stack.Next = reversed;
            reversed = stack;
            stack = next;
        }

        return reversed;
    }

    /// <summary>The waker of one future.</summary>
    internal sealed class Member(WokenChildren all, int index) : IWakeable
    {
        // Null: not woken. Otherwise the one below in the stack.
        internal Member? Next;

        internal int Index => index;

        public void Wake()
        {
            // The claim: End stands for "in the stack, or about to be".
            if (Interlocked.CompareExchange(ref Next, End, null) is not null)
                return;
            Member seen = Volatile.Read(ref all.top);
            while (true)
            {
                Next = seen;
                Member before = Interlocked.CompareExchange(ref all.top, this, seen);
                if (ReferenceEquals(before, seen))
                    break;
                seen = before;
            }

            all.owner.Set();
        }
    }
}
