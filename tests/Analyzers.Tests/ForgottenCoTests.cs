using Microsoft.CodeAnalysis.Testing;
using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class ForgottenCoTests
{
    [Theory]
    [InlineData("c.{|PG0201:Send|}(1);")]
    [InlineData("_ = c.{|PG0201:Send|}(1);")]
    [InlineData("c.{|PG0201:Fill|}(new int[1]);")]
    [InlineData("c?.{|PG0201:Send|}(1);")]
    [InlineData("_ = c?.{|PG0201:Send|}(1);")]
    [InlineData("_ = (c.{|PG0201:Receive|}());")]
    [InlineData("c.{|PG0201:CloseFuture|}();")]
    [InlineData("c.{|PG0201:SendAll|}([1]);")]
    [InlineData("ChannelExtensions.{|PG0201:SendAll|}(c, [1]);")]
    [InlineData("Channel.{|PG0201:Echo|}<string>(\"\");")]
    [InlineData("_ = flag ? c.{|PG0201:Send|}(1) : c.{|PG0201:Send|}(2);")]
    [InlineData("_ = flag switch { true => c.{|PG0201:Send|}(1), false => c.{|PG0201:Send|}(2) };")]
    [InlineData("_ = (c.{|PG0201:Send|}(1), c.{|PG0201:Send|}(2));")]
    [InlineData("(_, var x) = (c.{|PG0201:Send|}(1), 2);")]
    [InlineData("object kept; (_, (_, kept)) = (1, (c.{|PG0201:Send|}(1), (object)2));")]
    [InlineData("for (c.{|PG0201:Send|}(1); flag; c.{|PG0201:Send|}(2)) { }")]
    [InlineData("if (flag) c.{|PG0201:Send|}(1); else c.{|PG0201:Send|}(2);")]
    [InlineData("var sent = c.{|PG0201:Send|}(1);")]
    [InlineData("Future<Channel.ReceiveMachine, int> received = c.{|PG0201:Receive|}();")]
    [InlineData("IFuture<int> boxed = c.{|PG0201:Receive|}();")]
    public Task A_dropped_future_of_a_coroutine(string statement) => Check(statement);

    [Theory]
    [InlineData("Action a = () => c.{|PG0201:Send|}(1);")]
    [InlineData("Action a = () => { c.{|PG0201:Send|}(1); };")]
    [InlineData("Action<int> a = delegate (int item) { c.{|PG0201:Send|}(item); };")]
    [InlineData("new List<int>().ForEach(item => c.{|PG0201:Send|}(item));")]
    [InlineData("void Local() => c.{|PG0201:Send|}(1);")]
    [InlineData("void Local() { _ = c.{|PG0201:Send|}(1); }")]
    public Task In_functions_that_return_nothing(string statement) => Check(statement);

    [Theory]
    [InlineData("new {|PG0201:Machine|}<int>();")]
    [InlineData("_ = new global::{|PG0201:Machine|}<int>();")]
    [InlineData("Machine<int> machine = {|PG0201:new|}();")]
    [InlineData("new Future<Machine<int>, int>(new Machine<int>()).{|PG0201:Boxed|}();")]
    [InlineData("c.Receive().{|PG0201:Boxed|}();")]
    [InlineData("Future.{|PG0201:Join|}(c.Send(1), c.Receive());")]
    [InlineData("Future.{|PG0201:Yield|}();")]
    [InlineData("Task.CompletedTask.{|PG0201:AsFuture|}();")]
    [InlineData("Func<BoxedFuture<int>> make = null!; {|PG0201:make|}();")]
    [InlineData("Func<BoxedFuture<int>> make = null!; make.{|PG0201:Invoke|}();")]
    [InlineData("Func<Func<BoxedFuture<int>>> make = null!; {|PG0201:make|}()();")]
    public Task Any_future_not_only_that_of_a_coroutine(string statement) => Check(statement);

    [Theory]
    [InlineData("var sent = c.Send(1); Use(sent);")]
    [InlineData("Use(c.Send(1));")]
    [InlineData("new LocalExecutor().Spawn(c.Send(1));")]
    [InlineData("_ = new LocalExecutor().Spawn(c.Send(1));")]
    [InlineData("var handle = new LocalExecutor().Spawn(c.Send(1));")]
    [InlineData("new LocalExecutor().SpawnDetached(c.Send(1));")]
    [InlineData("Future.BlockOn(c.Receive());")]
    [InlineData("Func<Future<Channel.SendMachine, Unit>> make = () => c.Send(1); Use(make);")]
    [InlineData("Future<Channel.SendMachine, Unit> Local() => c.Send(1); Use(Local());")]
    [InlineData("field = c.Send(1);")]
    [InlineData("Future<Channel.SendMachine, Unit> later; later = c.Send(1); Use(later);")]
    [InlineData("new List<Future<Channel.ReceiveMachine, int>>().Add(c.Receive());")]
    [InlineData("c.Close(); c.Send(Co.Blocking, 1);")]
    [InlineData("_ = c;")]
    [InlineData("var sent = c.Send(1); _ = sent;")]
    [InlineData("object kept; (kept, _) = (c.Send(1), 2);")]
    [InlineData("using var resource = new Resource();")]
    [InlineData("using (var resource = new Resource()) { }")]
    public Task Allowed(string statement) => Check(statement);

    [Fact]
    public Task In_members_with_an_expression_body() => RuleTest<ForgottenCoAnalyzer>.Check(Channel.Source + """
        class Sender(Channel c)
        {
            public void Start() => c.{|PG0201:Send|}(1);
            public int Next { set => c.{|PG0201:Send|}(value); }
            public Sender() : this(new Channel()) => new Channel().{|PG0201:Send|}(1);
            public Future<Channel.SendMachine, Unit> Later() => c.Send(1);
            public Action Field = () => new Channel().{|PG0201:Send|}(1);
        }
        """);

    [Fact]
    public Task What_an_await_of_CSharp_gives() => RuleTest<ForgottenCoAnalyzer>.Check(Channel.Source + """
        static class Program
        {
            public static async Task Run(Channel c)
            {
                await Task.{|PG0201:Run|}(() => c.Receive());
                Use(await Task.Run(() => c.Receive()));
            }

            private static void Use(object future) { }
        }
        """);

    [Fact]
    public Task In_generic_code() => RuleTest<ForgottenCoAnalyzer>.Check("""
        static class Program
        {
            public static void Run<TFuture>(Func<TFuture> make) where TFuture : struct, IFuture<int> => {|PG0201:make|}();

            public static void Any<T>(Func<T> make) => make();
        }
        """);

    [Theory]
    [InlineData("[Coroutine] static void Run(Co co, Channel c) => c.{|#0:Send|}(1);", "Send", "pass 'co' to run it here")]
    [InlineData("[Coroutine] static void Run(Co context, Channel c) { c.{|#0:Receive|}(); }", "Receive", "pass 'context' to run it here")]
    [InlineData("[Coroutine] static void Run(Co co, Channel c) { c.{|#0:CloseFuture|}(); }", "CloseFuture", "call 'Close' with 'co' to run it here")]
    [InlineData("static void Run(Channel c) { c.{|#0:Send|}(1); }", "Send", "await, spawn or return it")]
    [InlineData("[Coroutine] static void Run(Co co) { Future.{|#0:Yield|}(); }", "Yield", "await, spawn or return it")]
    [InlineData("[Coroutine] static void Run(Co co, Channel c) { Action a = () => c.{|#0:Send|}(1); }", "Send", "await, spawn or return it")]
    [InlineData("static void Run(Channel c) { void Local(Co co) => c.{|#0:Send|}(1); }", "Send", "pass 'co' to run it here")]
    public Task Says_what_to_do(string method, string name, string advice)
    {
        var test = new RuleTest<ForgottenCoAnalyzer>(Channel.Source + $"static partial class Program {{ {method} }}");
        test.ExpectedDiagnostics.Add(DiagnosticResult.CompilerError("PG0201").WithLocation(0).WithArguments(name, advice));
        return test.RunAsync();
    }

    // In an ordinary method and in a coroutine's own, direct body.
    private static Task Check(string statement) => RuleTest<ForgottenCoAnalyzer>.Check(Channel.Source + $$"""
        static partial class Program
        {
            private static Future<Channel.SendMachine, Unit> field;

            public static void Ordinary(Channel c, bool flag) { {{statement}} }

            [Coroutine] public static void Body(Co co, Channel c, bool flag) { {{statement}} }

            private static void Use(object future) { }

            private static void Use(Future<Channel.SendMachine, Unit> future) { }
        }

        struct Resource : IFuture<int>, IDisposable
        {
            public bool Poll(in PollContext cx, out int result) { result = 0; return true; }
            public bool PollCancel(in PollContext cx) => true;
            public void Dispose() { }
        }
        """);
}
