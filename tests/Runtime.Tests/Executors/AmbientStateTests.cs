using System.Diagnostics;

namespace PollGen.Runtime.Tests;

public class AmbientStateTests
{
    private static readonly AsyncLocal<string?> Local = new();

    [Fact]
    public void What_a_task_sets_stays_in_that_task()
    {
        using var executor = new LocalExecutor();
        var seen = new List<string?>();
        executor.SpawnDetached(new Future<Setter, Unit>(new Setter("a", seen)));
        executor.SpawnDetached(new Future<Setter, Unit>(new Setter("b", seen)));
        executor.SpawnDetached(new Future<Setter, Unit>(new Setter(null, seen)));
        executor.RunUntilIdle();
        Assert.Equal([null, null, null, "a", "b", null], seen);
        Assert.Null(Local.Value);
    }

    [Fact]
    public void A_task_sees_the_values_of_whoever_spawned_it()
    {
        using var executor = new LocalExecutor();
        var seen = new List<string?>();
        Local.Value = "outer";
        executor.SpawnDetached(new Future<Setter, Unit>(new Setter("inner", seen)));
        Local.Value = "changed";
        executor.RunUntilIdle();
        Assert.Equal(["outer", "inner"], seen);
        Assert.Equal("changed", Local.Value);
        Local.Value = null;
    }

    [Fact]
    public void Activities_stay_in_their_task()
    {
        using var executor = new LocalExecutor();
        using var activity = new Activity("outside").Start();
        executor.SpawnDetached(ThenExtensions.AfterYield(() => new Activity("inside").Start()));
        executor.SpawnDetached(Future.Yield().Then(_ => { Assert.Equal("outside", Activity.Current!.OperationName); return 0; }));
        executor.RunUntilIdle();
        Assert.Same(activity, Activity.Current);
    }

    [Fact]
    public void A_suppressed_flow_is_put_back()
    {
        using var executor = new LocalExecutor();
        using (ExecutionContext.SuppressFlow())
        {
            using var other = new LocalExecutor();
            executor.Run(ThenExtensions.AfterYield(() => { ExecutionContext.SuppressFlow(); return 0; }));
            executor.Run(Future.Yield());
            Assert.True(ExecutionContext.IsFlowSuppressed());
        }
    }

    [Fact]
    public void What_a_handler_of_exceptions_sets_stays_there()
    {
        using var executor = new LocalExecutor();
        var seen = new List<string?>();
        int handled = 0;
        executor.UnhandledException += _ =>
        {
            handled++;
            Local.Value = "handler";
        };
        // From another thread: handled between two turns, before the first one of the next task.
        var failing = Abandoned(executor);
        executor.SpawnDetached(ThenExtensions.AfterYield(() =>
        {
            Fail(failing);
            executor.SpawnDetached(new Future<Setter, Unit>(new Setter("a", seen)));
            return 0;
        }));
        executor.RunUntilIdle();
        Assert.Equal(1, handled);
        Assert.Null(Local.Value);

        // The same without a turn after it.
        failing = Abandoned(executor);
        Fail(failing);
        executor.RunUntilIdle();
        Assert.Equal(2, handled);
        Assert.Null(Local.Value);

        // Within a turn.
        executor.SpawnDetached(Scripted.Make([], "f", "throw"));
        executor.SpawnDetached(new Future<Setter, Unit>(new Setter("b", seen)));
        executor.RunUntilIdle();
        Assert.Equal(3, handled);
        Assert.Equal([null, "a", null, "b"], seen);
        Assert.Null(Local.Value);

        static TaskCompletionSource Abandoned(LocalExecutor executor)
        {
            var source = new TaskCompletionSource();
            var waiting = executor.Spawn(source.Task.AsFuture());
            executor.RunUntilIdle();
            waiting.Cancel();
            executor.RunUntilIdle();
            return source;
        }

        static void Fail(TaskCompletionSource source)
        {
            var thread = new Thread(() => source.SetException(new TestException("late")));
            thread.Start();
            thread.Join();
        }
    }

    [Fact]
    public void Tasks_run_without_a_synchronization_context()
    {
        using var executor = new LocalExecutor();
        var context = new SynchronizationContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        executor.Run(ThenExtensions.AfterYield(() => { Assert.Null(SynchronizationContext.Current); return 0; }));
        Assert.Same(context, SynchronizationContext.Current);
        SynchronizationContext.SetSynchronizationContext(before);
    }

    private struct Setter(string? value, List<string?> seen) : IFuture<Unit>
    {
        private bool isSecond;

        public bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            seen.Add(Local.Value);
            if (isSecond)
                return true;
            isSecond = true;
            if (value is not null)
                Local.Value = value;
            cx.Waker.Wake();
            return false;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }
}
