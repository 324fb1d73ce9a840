using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class InsertCoFixTests
{
    [Theory]
    [InlineData("c.{|PG0201:Send|}(1);", "c.Send(co, 1);")]
    [InlineData("c.{|PG0201:Send|}(item: 1);", "c.Send(co, item: 1);")]
    [InlineData("c?.{|PG0201:Send|}(1);", "c?.Send(co, 1);")]
    [InlineData("c.{|PG0201:Receive|}();", "c.Receive(co);")]
    [InlineData("c.{|PG0201:Receive|}(timeout: 5);", "c.Receive(co, timeout: 5);")]
    [InlineData("Channel.{|PG0201:Echo|}<string>(\"\");", "Channel.Echo<string>(co, \"\");")]
    [InlineData("c.{|PG0201:SendAll|}([1], pause: 2);", "c.SendAll(co, [1], pause: 2);")]
    [InlineData("ChannelExtensions.{|PG0201:SendAll|}(c, [1]);", "ChannelExtensions.SendAll(c, co, [1]);")]
    [InlineData("ChannelExtensions.{|PG0201:SendAll|}(items: [1], channel: c);", "ChannelExtensions.SendAll(items: [1], channel: c, co: co);")]
    [InlineData("c.{|PG0201:CloseFuture|}(); // and done", "c.Close(co); // and done")]
    public Task A_statement(string before, string after) => Check(before, after);

    [Theory]
    [InlineData("_ = c.{|PG0201:Receive|}();", "_ = c.Receive(co);")]
    [InlineData("_ = c.{|PG0201:Send|}(1);", "c.Send(co, 1);")]
    [InlineData("_ = c?.{|PG0201:CloseFuture|}();", "c?.Close(co);")]
    [InlineData("var received = c.{|PG0201:Receive|}();", "var received = c.Receive(co);")]
    [InlineData("var sent = c.{|PG0201:Send|}(1);", "c.Send(co, 1);")]
    [InlineData("Future<Channel.ReceiveMachine, int> received = c.{|PG0201:Receive|}(); // first", "c.Receive(co); // first")]
    [InlineData("_ = flag ? c.{|PG0201:Receive|}(1) : c.{|PG0201:Receive|}(2);", "_ = flag ? c.Receive(co, 1) : c.Receive(co, 2);")]
    public Task What_kept_the_future_goes_where_it_does_not_fit(string before, string after) => Check(before, after);

    [Fact]
    public Task Several_in_one_file_at_once() => Check(
        """
        // first
        c.{|PG0201:Send|}(1);
        for (c.{|PG0201:Receive|}(); flag; c.{|PG0201:Receive|}())
            c.{|PG0201:SendAll|}(
                [1],
                pause: 2);
        """,
        """
        // first
        c.Send(co, 1);
        for (c.Receive(co); flag; c.Receive(co))
            c.SendAll(
                co, [1],
                pause: 2);
        """);

    [Fact]
    public Task The_Co_that_is_in_scope() => FixTest<ForgottenCoAnalyzer, InsertCoFix>.Check(
        Channel.Source + """
        static partial class Program
        {
            [Coroutine] static void Run(Co @event, Channel c) => c.{|PG0201:Send|}(1);
        }
        """,
        Channel.Source + """
        static partial class Program
        {
            [Coroutine] static void Run(Co @event, Channel c) => c.Send(@event, 1);
        }
        """);

    [Theory]
    [InlineData("Action a = () => c.{|PG0201:Send|}(1);")]
    [InlineData("void Local() => c.{|PG0201:Send|}(1);")]
    [InlineData("Future.{|PG0201:Yield|}();")]
    [InlineData("c.Receive().{|PG0201:Boxed|}();")]
    [InlineData("_ = flag ? c.{|PG0201:Send|}(1) : c.{|PG0201:Send|}(2);")]
    public Task Not_offered(string statement) => Check(statement, statement);

    [Fact]
    public Task Not_offered_without_a_Co() => FixTest<ForgottenCoAnalyzer, InsertCoFix>.CheckNotOffered(Channel.Source + """
        static class Program
        {
            static void Run(Channel c) => c.{|PG0201:Send|}(1);
        }
        """);

    private static Task Check(string before, string after) => FixTest<ForgottenCoAnalyzer, InsertCoFix>.Check(Program(before), Program(after));

    private static string Program(string statement) => Channel.Source + $$"""
        static partial class Program
        {
            [Coroutine]
            public static void Run(Co co, Channel c, bool flag)
            {
                {{statement.Replace("\n", "\n        ")}}
            }
        }
        """;
}
