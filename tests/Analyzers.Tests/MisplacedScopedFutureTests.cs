using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class MisplacedScopedFutureTests
{
    [Theory]
    [InlineData("co.Await(Future.{|CS0411:{|PG0203:JoinAll|}|}(Fill(a), Fill(b)));")]
    [InlineData("co.Await(Future.{|CS0411:{|PG0203:JoinAll|}|}([Fill(a), Fill(b)]));")]
    [InlineData("Future.{|CS0411:{|PG0203:TryJoinAll|}|}(Fill(a));")]
    [InlineData("using var race = Future.{|CS0411:{|PG0203:Race|}|}(Fill(a), Fill(b));")]
    [InlineData("using var race = Future.{|CS0411:{|PG0203:Race|}|}(Fill(a), Future.Yield());")]
    [InlineData("executor.{|CS0411:{|PG0203:Spawn|}|}(Fill(a));")]
    [InlineData("executor.{|CS0411:{|PG0203:SpawnDetached|}|}(Fill(a));")]
    [InlineData("executor.{|CS0411:{|PG0203:Run|}|}(Fill(a));")]
    [InlineData("group.{|CS0411:{|PG0203:Spawn|}|}(Fill(a));")]
    [InlineData("co.Await(Future.{|CS0411:{|PG0203:Join|}|}(Fill(a), Future.Yield()));")]
    [InlineData("co.Await(Future.{|CS0411:{|PG0203:TryJoin|}|}(Future.Yield(), Fill(a), Fill(b)));")]
    [InlineData("co.Await(Future.{|CS0411:{|PG0203:Select|}|}(Fill(a), Future.Yield()));")]
    [InlineData("co.Await(Future.{|CS0411:{|PG0203:SelectBiased|}|}(Future.Yield(), Fill(a)));")]
    public Task Flags(string statements) => RuleTest<MisplacedScopedFutureAnalyzer>.Check(Around(statements));

    [Theory]
    [InlineData("co.Await(Future.Join(Fill(a), Fill(b)));")]
    [InlineData("co.Await(Future.Join(Fill(a), Future.Yield().Scoped()));")]
    [InlineData("co.Await(Future.Select(Fill(a), Fill(b), Future.Never().Scoped()));")]
    [InlineData("co.Await(Future.JoinAll(Future.Yield(), Future.Yield()));")]
    [InlineData("executor.Spawn(Future.Yield());")]
    [InlineData("co.Await(Fill(a).Timeout(TimeSpan.Zero));")]
    [InlineData("Spawn(Fill(a));")]
    [InlineData("Future.{|CS0411:Join|}(Fill(a), 1);")]
    [InlineData("Future.{|CS0411:JoinAll|}(1, 2);")]
    [InlineData("Future.{|CS1501:Join|}(Fill(a));")]
    public Task Allows(string statements) => RuleTest<MisplacedScopedFutureAnalyzer>.Check(Around(statements));

    [Fact]
    public Task Flags_a_box() => RuleTest<MisplacedScopedFutureAnalyzer>.Check(Around("Fill(a).{|CS1061:{|PG0203:Boxed|}|}();"));

    private static string Around(string statements) => $$"""
        partial class Program
        {
            [Coroutine]
            void Run(Co co, LocalExecutor executor, TaskGroup group, Span<byte> a, Span<byte> b)
            {
                {{statements}}
            }

            [Coroutine]
            static int Fill(Co co, Span<byte> destination)
            {
                co.Await(Future.Yield());
                return destination.Length;
            }

            static void Spawn(ScopedFuture<FillMachine, FillArguments, int> future) => Future.BlockOn(future);
        }
        """;
}
