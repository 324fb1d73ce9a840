namespace PollGen;

public sealed partial class TaskGroup
{
    private void Link(Member member)
    {
        member.Next = first;
        if (first is not null)
            first.Previous = member;
        first = member;
    }

    private void Remove(Member member, Exception? failure)
    {
        if (failure is not null)
            Fail(failure);
        lock (gate)
        {
            if (member.Previous is not null)
                member.Previous.Next = member.Next;
            else if (ReferenceEquals(first, member))
                first = member.Next;
            if (member.Next is not null)
                member.Next.Previous = member.Previous;
            living--;
        }

        changed.Set();
    }

    /// <summary>A child: waits for its task as others wait for a handle.</summary>
    private abstract class Member(TaskGroup group) : IWakeable
    {
        private bool hasEnded;

        internal Member? Next;
        internal Member? Previous;

        public void Wake()
        {
            if (!Interlocked.Exchange(ref hasEnded, true))
                group.Remove(this, Failure);
        }

        internal abstract void Cancel();

        private protected abstract Exception? Failure { get; }
    }

    private sealed class Member<T>(TaskGroup group, HandleTask<T> task) : Member(group)
    {
        private protected override Exception? Failure => task.TakeFailure()?.SourceException;

        internal override void Cancel() => task.Cancel();
    }
}
