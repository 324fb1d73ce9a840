using Microsoft.Extensions.Time.Testing;

namespace PollGen.Runtime.Tests;

/// <summary>One run of a combinator over futures whose scripts are drawn by a seed: what it did, and how it ended.</summary>
internal sealed class TwinRun(int seed)
{
    private readonly Random random = new(seed);
    private readonly FakeTimeProvider clock = new();
    private readonly CancellationTokenSource source = new();

    public List<string> Trace { get; } = [];

    public string Run(Func<BoxedFuture<string>> make)
    {
        // Selects draw their turns from the numbers of the executor, which are the same in each.
        using var executor = new LocalExecutor();
        return executor.Run(new Future<Driver, string>(new Driver(this, make())));
    }

    public BoxedFuture<string> Ordinary(string combinator, int count) => (combinator, count) switch
    {
        ("Join", 2) => Box(Future.Join(F(0), F(1))),
        ("Join", 3) => Box(Future.Join(F(0), F(1), F(2))),
        ("Join", 4) => Box(Future.Join(F(0), F(1), F(2), F(3))),
        ("Join", 5) => Box(Future.Join(F(0), F(1), F(2), F(3), F(4))),
        ("Join", 6) => Box(Future.Join(F(0), F(1), F(2), F(3), F(4), F(5))),
        ("Join", 7) => Box(Future.Join(F(0), F(1), F(2), F(3), F(4), F(5), F(6))),
        ("Join", 8) => Box(Future.Join(F(0), F(1), F(2), F(3), F(4), F(5), F(6), F(7))),
        ("TryJoin", 2) => Box(Future.TryJoin(F(0), F(1))),
        ("TryJoin", 3) => Box(Future.TryJoin(F(0), F(1), F(2))),
        ("TryJoin", 4) => Box(Future.TryJoin(F(0), F(1), F(2), F(3))),
        ("TryJoin", 5) => Box(Future.TryJoin(F(0), F(1), F(2), F(3), F(4))),
        ("TryJoin", 6) => Box(Future.TryJoin(F(0), F(1), F(2), F(3), F(4), F(5))),
        ("TryJoin", 7) => Box(Future.TryJoin(F(0), F(1), F(2), F(3), F(4), F(5), F(6))),
        ("TryJoin", 8) => Box(Future.TryJoin(F(0), F(1), F(2), F(3), F(4), F(5), F(6), F(7))),
        ("Select", 2) => Box(Future.Select(F(0), F(1))),
        ("Select", 3) => Box(Future.Select(F(0), F(1), F(2))),
        ("Select", 4) => Box(Future.Select(F(0), F(1), F(2), F(3))),
        ("Select", 5) => Box(Future.Select(F(0), F(1), F(2), F(3), F(4))),
        ("Select", 6) => Box(Future.Select(F(0), F(1), F(2), F(3), F(4), F(5))),
        ("Select", 7) => Box(Future.Select(F(0), F(1), F(2), F(3), F(4), F(5), F(6))),
        ("Select", 8) => Box(Future.Select(F(0), F(1), F(2), F(3), F(4), F(5), F(6), F(7))),
        ("SelectBiased", 2) => Box(Future.SelectBiased(F(0), F(1))),
        ("SelectBiased", 3) => Box(Future.SelectBiased(F(0), F(1), F(2))),
        ("SelectBiased", 4) => Box(Future.SelectBiased(F(0), F(1), F(2), F(3))),
        ("SelectBiased", 5) => Box(Future.SelectBiased(F(0), F(1), F(2), F(3), F(4))),
        ("SelectBiased", 6) => Box(Future.SelectBiased(F(0), F(1), F(2), F(3), F(4), F(5))),
        ("SelectBiased", 7) => Box(Future.SelectBiased(F(0), F(1), F(2), F(3), F(4), F(5), F(6))),
        ("SelectBiased", 8) => Box(Future.SelectBiased(F(0), F(1), F(2), F(3), F(4), F(5), F(6), F(7))),
        ("Timeout", 1) => Box(F(0).Timeout(TimeSpan.FromSeconds(3), clock)),
        ("Shield", 1) => Box(F(0).Shield()),
        ("Settled", 1) => Box(F(0).Settled()),
        ("CancelledBy", 1) => Box(F(0).CancelledBy(source.Token)),
        _ => throw new ArgumentException($"{combinator} of {count}"),
    };

    public BoxedFuture<string> Scoped(string combinator, int count) => (combinator, count) switch
    {
        ("Join", 2) => Box(Future.Join(S(0), S(1)).Lower()),
        ("Join", 3) => Box(Future.Join(S(0), S(1), S(2)).Lower()),
        ("Join", 4) => Box(Future.Join(S(0), S(1), S(2), S(3)).Lower()),
        ("Join", 5) => Box(Future.Join(S(0), S(1), S(2), S(3), S(4)).Lower()),
        ("Join", 6) => Box(Future.Join(S(0), S(1), S(2), S(3), S(4), S(5)).Lower()),
        ("Join", 7) => Box(Future.Join(S(0), S(1), S(2), S(3), S(4), S(5), S(6)).Lower()),
        ("Join", 8) => Box(Future.Join(S(0), S(1), S(2), S(3), S(4), S(5), S(6), S(7)).Lower()),
        ("TryJoin", 2) => Box(Future.TryJoin(S(0), S(1)).Lower()),
        ("TryJoin", 3) => Box(Future.TryJoin(S(0), S(1), S(2)).Lower()),
        ("TryJoin", 4) => Box(Future.TryJoin(S(0), S(1), S(2), S(3)).Lower()),
        ("TryJoin", 5) => Box(Future.TryJoin(S(0), S(1), S(2), S(3), S(4)).Lower()),
        ("TryJoin", 6) => Box(Future.TryJoin(S(0), S(1), S(2), S(3), S(4), S(5)).Lower()),
        ("TryJoin", 7) => Box(Future.TryJoin(S(0), S(1), S(2), S(3), S(4), S(5), S(6)).Lower()),
        ("TryJoin", 8) => Box(Future.TryJoin(S(0), S(1), S(2), S(3), S(4), S(5), S(6), S(7)).Lower()),
        ("Select", 2) => Box(Future.Select(S(0), S(1)).Lower()),
        ("Select", 3) => Box(Future.Select(S(0), S(1), S(2)).Lower()),
        ("Select", 4) => Box(Future.Select(S(0), S(1), S(2), S(3)).Lower()),
        ("Select", 5) => Box(Future.Select(S(0), S(1), S(2), S(3), S(4)).Lower()),
        ("Select", 6) => Box(Future.Select(S(0), S(1), S(2), S(3), S(4), S(5)).Lower()),
        ("Select", 7) => Box(Future.Select(S(0), S(1), S(2), S(3), S(4), S(5), S(6)).Lower()),
        ("Select", 8) => Box(Future.Select(S(0), S(1), S(2), S(3), S(4), S(5), S(6), S(7)).Lower()),
        ("SelectBiased", 2) => Box(Future.SelectBiased(S(0), S(1)).Lower()),
        ("SelectBiased", 3) => Box(Future.SelectBiased(S(0), S(1), S(2)).Lower()),
        ("SelectBiased", 4) => Box(Future.SelectBiased(S(0), S(1), S(2), S(3)).Lower()),
        ("SelectBiased", 5) => Box(Future.SelectBiased(S(0), S(1), S(2), S(3), S(4)).Lower()),
        ("SelectBiased", 6) => Box(Future.SelectBiased(S(0), S(1), S(2), S(3), S(4), S(5)).Lower()),
        ("SelectBiased", 7) => Box(Future.SelectBiased(S(0), S(1), S(2), S(3), S(4), S(5), S(6)).Lower()),
        ("SelectBiased", 8) => Box(Future.SelectBiased(S(0), S(1), S(2), S(3), S(4), S(5), S(6), S(7)).Lower()),
        ("Timeout", 1) => Box(S(0).Timeout(TimeSpan.FromSeconds(3), clock).Lower()),
        ("Shield", 1) => Box(S(0).Shield().Lower()),
        ("Settled", 1) => Box(S(0).Settled().Lower()),
        ("CancelledBy", 1) => Box(S(0).CancelledBy(source.Token).Lower()),
        _ => throw new ArgumentException($"{combinator} of {count}"),
    };

    private static BoxedFuture<string> Box<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T> => future.Then(result => $"given {(result is Settled<Resource> settled ? settled.Exception?.Message ?? $"{settled.Result}" : $"{result}")}").Boxed();

    private ScopedFuture<UnscopedMachine<Then<Scripted, string, Resource>, Resource>, NoReferences, Resource> S(int index) => F(index).Scoped();

    // Results are resources, so that the trace says which were disposed.
    private Future<Then<Scripted, string, Resource>, Resource> F(int index)
    {
        string name = "abcdefgh"[index..(index + 1)];
        string polls = string.Concat(Enumerable.Repeat("pending ", random.Next(4))) + (random.Next(4) == 0 ? "throw" : name.ToUpperInvariant());
        string cancels = string.Concat(Enumerable.Repeat("pending ", random.Next(3))) + (random.Next(4) == 0 ? "throw" : "done");
        return Scripted.Make(Trace, name, polls, cancels).Then(result => new Resource(Trace, result));
    }

    private sealed class Resource(List<string> trace, string name) : IDisposable
    {
        public void Dispose() => trace.Add($"{name} disposed");

        public override string ToString() => name;
    }

    /// <summary>Polls it to its end, or gives it up on the way; a second passes before each poll, and at one of them the token is signalled.</summary>
    private struct Driver(TwinRun run, BoxedFuture<string> future) : IFuture<string>
    {
        public readonly bool Poll(in PollContext cx, out string result)
        {
            int last = run.random.Next(3) == 0 ? run.random.Next(1, 4) : int.MaxValue;
            int signal = run.random.Next(8);
            result = "";
            try
            {
                for (int polls = 0; result.Length == 0; polls++)
                {
                    run.Trace.Add($"poll {polls}");
                    run.clock.Advance(TimeSpan.FromSeconds(1));
                    if (polls == signal)
                        run.source.Cancel();
                    if (polls == last)
                        result = "given-up";
                    else if (!future.Poll(in cx, out result))
                        result = "";
                }
            }
            catch (Exception e)
            {
                result = $"failed {Describe(e)}";
            }

            while (true)
            {
                run.Trace.Add("cancel");
                try
                {
                    if (future.PollCancel(in cx))
                        return true;
                }
                catch (Exception e)
                {
                    result += $", then {Describe(e)}";
                }
            }
        }

        public readonly bool PollCancel(in PollContext cx) => true;

        private static string Describe(Exception e) => $"{e.GetType().Name} {e.Message} [{string.Join(", ", e.Suppressed.Select(Describe))}]";
    }
}
