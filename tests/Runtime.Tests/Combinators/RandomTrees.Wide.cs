namespace PollGen.Runtime.Tests;

internal sealed partial class RandomTrees
{
    /// <summary>Combinators with many futures, and those of scoped ones. Their futures are two levels lower, lest the tree be all leaves of them.</summary>
    private BoxedFuture<Bag> Wide(int depth) => random.Next(12) switch
    {
        0 => Map(Future.Join(L(depth), L(depth), L(depth), L(depth), L(depth), L(depth)), six => New(six.Item1, six.Item2, six.Item3, six.Item4, six.Item5, six.Item6)),
        1 => Map(
            Future.TryJoin(L(depth), L(depth), L(depth), L(depth), L(depth), L(depth), L(depth), L(depth)),
            all => New(all.Item1, all.Item2, all.Item3, all.Item4, all.Item5, all.Item6, all.Item7, all.Item8)),
        2 => Map(
            Future.Select(L(depth), L(depth), L(depth), L(depth), L(depth)),
            won => New(won.IsFirst(out var a) ? a : won.IsSecond(out var b) ? b : won.IsThird(out var c) ? c : won.IsFourth(out var d) ? d : won.IsFifth(out var e) ? e : throw new InvalidOperationException())),
        3 => Map(Future.Join(S(depth), S(depth)).Lower(), two => New(two.Item1, two.Item2)),
        4 => Map(
            Future.Join(S(depth), S(depth), S(depth), S(depth), S(depth), S(depth), S(depth)).Lower(),
            all => New(all.Item1, all.Item2, all.Item3, all.Item4, all.Item5, all.Item6, all.Item7)),
        5 => Map(Future.TryJoin(S(depth), S(depth), S(depth), S(depth), S(depth)).Lower(), all => New(all.Item1, all.Item2, all.Item3, all.Item4, all.Item5)),
        6 => Map(Future.Select(S(depth), S(depth), S(depth)).Lower(), won => New(won.IsFirst(out var a) ? a : won.IsSecond(out var b) ? b : won.IsThird(out var c) ? c : throw new InvalidOperationException())),
        7 => Map(
            Future.SelectBiased(S(depth), S(depth), S(depth), S(depth), S(depth), S(depth)).Lower(),
            won => New(won.IsFirst(out var a) ? a : won.IsSecond(out var b) ? b : won.IsThird(out var c) ? c : won.IsFourth(out var d) ? d : won.IsFifth(out var e) ? e : won.IsSixth(out var f) ? f : throw new InvalidOperationException())),
        8 => Map(S(depth).Shield().Lower(), one => New(one)),
        9 => Map(S(depth).Settled().Lower(), one => one.Exception is null ? New(one.Result) : New()),
        10 => Map(S(depth).Timeout(Timeout.InfiniteTimeSpan).Lower(), one => New(one)),
        _ => Signalled(depth),
    };

    private BoxedFuture<Bag> Signalled(int depth)
    {
        var source = new CancellationTokenSource();
        if (random.Next(2) == 0)
            coming.Add(source.Cancel);
        return Map(S(depth).CancelledBy(source.Token).Settled().Lower(), one => one.Exception is null ? New(one.Result) : New());
    }

    private Future<BoxedMachine<Bag>, Bag> L(int depth) => Tree(Math.Max(depth - 2, 0)).AsFuture();

    private ScopedFuture<UnscopedMachine<BoxedMachine<Bag>, Bag>, NoReferences, Bag> S(int depth) => L(depth).Scoped();
}
