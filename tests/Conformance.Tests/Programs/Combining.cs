using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Combinators in bodies. In each only one leaf runs at a time, so that the order of effects is given.</summary>
public static partial class Combining
{
    private const string Several = "A leaf in a combinator that throws leaves another trace than one that is given up together with its neighbours.";

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static int SelectsInALoop(Co co, Trace t)
    {
        var sum = 0;
        for (var i = 0; i < 4; i++)
        {
            try
            {
                var won = co.Await(Future.SelectBiased(t.Leaf(i), Future.Never<string>(), Future.Delay(TimeSpan.FromHours(1))));
                t.Log($"{i}: {won}");
                if (won.IsFirst(out var value))
                    sum += value;
            }
            finally
            {
                t.Log("round over");
            }
        }

        return sum;
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string LoserCleansUpBeforeTheResult(Co co, Trace t)
    {
        var won = co.Await(Future.SelectBiased(Stuck(t), Later(t)));
        t.Log("result");
        return won.ToString();
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string FailingSelectIsCaught(Co co, Trace t)
    {
        try
        {
            co.Await(Future.SelectBiased(Stuck(t), Failing(t)));
            return "no";
        }
        catch (LeafException e) when (t.Filter(true, e.Message))
        {
            t.Log("caught");
            return t.Get(co, e.Message);
        }
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string FailingTryJoinIsCleanBeforeTheFilter(Co co, Trace t)
    {
        try
        {
            co.Await(Future.TryJoin(Stuck(t), Failing(t)));
            return "no";
        }
        catch (LeafException e) when (t.Filter(true, e.Message))
        {
            return e.Message;
        }
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static int RacesKeepWhatIsPending(Co co, Trace t)
    {
        var sum = 0;
        using var race = Future.Race(t.Leaf(1), Future.Never());
        for (var i = 2; i < 6; i++)
        {
            if (co.Await(race.Next()).IsFirst(out var value))
                sum += value;
            t.Step(co, $"between {i}");
            race.SetFirst(t.Leaf(i));
        }

        race.StopFirst();
        co.Await(race.Leave());
        return sum;
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static int GroupsWaitForTheirChildren(Co co, Trace t)
    {
        var sum = co.Await(TaskGroup.Run(t, static (group, t) => Parent(group, t)));
        t.Log("left");
        return sum;
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string GroupsFailWithTheFirst(Co co, Trace t)
    {
        try
        {
            co.Await(TaskGroup.Run(t, static (group, t) => ParentOfFailing(group, t)));
            return "no";
        }
        catch (LeafException e)
        {
            t.Log("caught");
            return e.Message;
        }
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static int WrappersAreTransparent(Co co, Trace t)
    {
        var a = co.Await(t.Leaf(1).Timeout(TimeSpan.FromHours(1)));
        var b = co.Await(t.Leaf(2).Shield());
        var c = co.Await(t.Leaf(3).Settled()).Result;
        var d = co.Await(t.Leaf(4).CancelledBy(new CancellationTokenSource().Token));
        var e = co.Await(Future.FromTask(token => t.TaskOf(5)));
        var f = co.Await(Future.WithToken(token => t.Leaf(6)));
        var failed = co.Await(t.Fail("seven").Settled());
        return a + b + c + d + e + f + failed.Exception!.Message.Length;
    }

    [Coroutine]
    private static string Stuck(Co co, Trace t)
    {
        try
        {
            co.Await(Future.Never());
            return "never";
        }
        finally
        {
            t.Step(co, "cleaning");
            t.Log("clean");
        }
    }

    [Coroutine]
    private static int Later(Co co, Trace t) => t.Get(co, 1);

    [Coroutine]
    private static int Failing(Co co, Trace t) => t.Lose<int>(co, "lost");

    [Coroutine]
    private static int Parent(Co co, TaskGroup group, Trace t)
    {
        var child = group.Spawn(Later(t));
        var sum = co.Await(child);
        t.Log("body");
        group.Spawn(Later(t));
        return sum;
    }

    [Coroutine]
    private static string ParentOfFailing(Co co, TaskGroup group, Trace t)
    {
        group.Spawn(Failing(t));
        return co.Await(Future.Never<string>());
    }
}
