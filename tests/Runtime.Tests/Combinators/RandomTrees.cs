namespace PollGen.Runtime.Tests;

/// <summary>Trees of combinators over leaves that wait, give, fail and clean up as a seed says, and the books of what they own.</summary>
/// <param name="seed">Decides everything.</param>
/// <param name="cancelAt">How many polls come before the tree is given up; null: as the seed says.</param>
internal sealed partial class RandomTrees(int seed, int? cancelAt = null)
{
    private readonly Random random = new(seed);
    private readonly List<Action> coming = [];
    private readonly List<Leaf> leaves = [];
    private readonly List<Bag> bags = [];

    public List<string> Violations { get; } = [];

    /// <summary>How often the tree was polled until it ended.</summary>
    public int Polls { get; private set; }

    /// <summary>Makes a tree, polls it to its end or cancels it somewhere, and looks into the books.</summary>
    public string Run()
    {
        BoxedFuture<Bag> root = Tree(random.Next(1, 5));
        int drawn = random.Next(3) == 0 ? random.Next(12) : int.MaxValue;
        int last = cancelAt ?? drawn;
        var watch = new Watch();
        string end = "";
        Exception? failure = null;
        try
        {
            for (; end.Length == 0; Polls++)
            {
                if (Polls == last)
                    end = "cancelled";
                else if (root.Poll(new PollContext(new Waker(watch)), out Bag result))
                    end = Take(result);
                else
                    Wait(watch);
            }
        }
        catch (Exception e)
        {
            failure = e;
            end = "failed";
        }

        try
        {
            while (!root.PollCancel(new PollContext(new Waker(watch))))
                Wait(watch);
        }
        catch (Exception e)
        {
            failure = e;
        }

        if (failure is not (null or TestException or OperationCanceledException))
            Violations.Add($"{failure}");
        if (!root.PollCancel(default))
            Violations.Add("PollCancel after the end waits");
        foreach (Leaf leaf in leaves)
            leaf.Check();
        foreach (Bag bag in bags.Where(bag => bag.Uses != 1))
            Violations.Add($"a result was taken or disposed {bag.Uses} times");
        return end;
    }

    private static string Take(Bag result)
    {
        result.Use();
        return "done";
    }

    private void Wait(Watch watch)
    {
        while (!watch.TryTake())
        {
            if (coming.Count == 0)
                throw new InvalidOperationException("pending, and nobody will wake it");
            int next = random.Next(coming.Count);
            Action happens = coming[next];
            coming.RemoveAt(next);
            happens();
        }

        // Polls that nobody asked for are harmless.
        if (random.Next(4) == 0)
            watch.Wake();
    }

    private BoxedFuture<Bag> Tree(int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
            return new Future<LeafMachine, Bag>(new LeafMachine(Add(new Leaf(this)))).Boxed();
        switch (random.Next(15))
        {
            case 0:
                return Map(Future.Join(F(depth), F(depth)), two => New(two.Item1, two.Item2));
            case 1:
                return Map(Future.Join(F(depth), F(depth), F(depth), F(depth), F(depth)), five => New(five.Item1, five.Item2, five.Item3, five.Item4, five.Item5));
            case 2:
                return Map(Future.Select(F(depth), F(depth)), won => won.IsFirst(out var a) ? New(a) : won.IsSecond(out var b) ? New(b) : throw new InvalidOperationException());
            case 3:
                return Map(
                    Future.SelectBiased(F(depth), F(depth), F(depth)),
                    won => won.IsFirst(out var a) ? New(a) : won.IsSecond(out var b) ? New(b) : won.IsThird(out var c) ? New(c) : throw new InvalidOperationException());
            case 4:
                return Map(Future.TryJoin(F(depth), F(depth), F(depth)), three => New(three.Item1, three.Item2, three.Item3));
            case 5:
                return Map(Future.JoinAll(F(depth), F(depth), F(depth), F(depth)), all => New(all));
            case 6:
                return Map(Future.TryJoinAll(F(depth), F(depth)), all => New(all));
            case 7:
                return Map(F(depth).Shield(), one => New(one));
            case 8:
                return Map(F(depth).Settled(), one => one.Exception is null ? New(one.Result) : New());
            case 9:
                return Map(F(depth).Timeout(Timeout.InfiniteTimeSpan), one => New(one));
            case 10:
                return Map(TaskGroup.Run(group => Body(group, depth)), one => New(one));
            case 11:
                return new Future<RaceLoopMachine, Bag>(new RaceLoopMachine(new RaceLoop(this, depth))).Boxed();
            case 12:
            case 13:
                return Wide(depth);
            default:
                var source = new CancellationTokenSource();
                if (random.Next(2) == 0)
                    coming.Add(source.Cancel);
                return Map(F(depth).CancelledBy(source.Token).Settled(), one => one.Exception is null ? New(one.Result) : New());
        }
    }

    private Future<BoxedMachine<Bag>, Bag> F(int depth) => Tree(depth - 1).AsFuture();

    /// <summary>A scope with some children. Nobody asks for their results, so they use them themselves.</summary>
    private Future<BoxedMachine<Bag>, Bag> Body(TaskGroup group, int depth)
    {
        for (int children = random.Next(4); children > 0; children--)
        {
            group.Spawn(F(depth).Then(bag =>
            {
                bag.Use();
                return 0;
            }));
        }

        if (random.Next(5) == 0)
            coming.Add(group.Cancel);
        return F(depth);
    }

    private BoxedFuture<Bag> Map<TMachine, T>(Future<TMachine, T> future, Func<T, Bag> then)
        where TMachine : struct, IFuture<T> => future.Then(then).Boxed();

    private Leaf Add(Leaf leaf)
    {
        leaves.Add(leaf);
        return leaf;
    }

    private Bag New(params Bag[] parts)
    {
        // What is in another bag goes where that goes.
        foreach (Bag part in parts)
            part.Use();
        Bag bag = random.Next(3) == 0 ? new SlowBag(coming) : new QuickBag();
        bags.Add(bag);
        return bag;
    }

    private sealed class Watch : IWakeable
    {
        private bool isWoken;

        public void Wake() => isWoken = true;

        public bool TryTake()
        {
            bool was = isWoken;
            isWoken = false;
            return was;
        }
    }

    private abstract class Bag
    {
        public int Uses { get; private set; }

        public void Use() => Uses++;
    }

    private sealed class QuickBag : Bag, IDisposable
    {
        public void Dispose() => Use();
    }

    private sealed class SlowBag(List<Action> coming) : Bag, IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            var end = new TaskCompletionSource();
            coming.Add(() =>
            {
                Use();
                end.SetResult();
            });
            return new ValueTask(end.Task);
        }
    }

    private sealed class Leaf(RandomTrees trees)
    {
        private int left = trees.random.Next(4);
        private int leftToClean = trees.random.Next(3);
        private string state = "new";

        public bool Poll(Waker waker, out Bag result)
        {
            result = null!;
            if (state is not ("new" or "pending"))
                trees.Violations.Add($"a leaf was polled that is {state}");
            if (left-- > 0)
            {
                state = "pending";
                trees.coming.Add(waker.Wake);
                return false;
            }

            if (trees.random.Next(6) == 0)
            {
                state = "failed";
                throw new TestException("leaf");
            }

            state = "over";
            result = trees.New();
            return true;
        }

        public bool PollCancel(Waker waker)
        {
            if (state is "new" or "over")
                return true;
            state = "cleaning";
            if (leftToClean-- > 0)
            {
                trees.coming.Add(waker.Wake);
                return false;
            }

            state = "over";
            return trees.random.Next(8) == 0 ? throw new TestException("clean-up") : true;
        }

        public void Check()
        {
            if (state is not ("new" or "over"))
                trees.Violations.Add($"a leaf was left {state}");
        }
    }

    private readonly struct LeafMachine(Leaf leaf) : IFuture<Bag>
    {
        public bool Poll(in PollContext cx, out Bag result) => leaf.Poll(cx.Waker, out result);

        public bool PollCancel(in PollContext cx) => leaf.PollCancel(cx.Waker);
    }
}
