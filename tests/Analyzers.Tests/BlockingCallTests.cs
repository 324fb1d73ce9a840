using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class BlockingCallTests
{
    [Fact]
    public Task Flags() => Check(
    [
        "Thread.{|PG0212:Sleep|}(1);",
        "new Thread(() => { }).{|PG0212:Join|}();",
        "Task.Delay(1).{|PG0212:Wait|}();",
        "Task.{|PG0212:WaitAll|}(Task.Delay(1));",
        "n = Task.FromResult(1).{|PG0212:Result|};",
        "n = Task.FromResult(1).GetAwaiter().{|PG0212:GetResult|}();",
        "Task<int> task = null!; n = task.{|PG0212:Result|}; co.Await(task);",
        "new SemaphoreSlim(1).{|PG0212:Wait|}();",
        "new ManualResetEvent(false).{|PG0212:WaitOne|}();",
        "new ManualResetEventSlim().{|PG0212:Wait|}();",
        "System.IO.File.{|PG0212:ReadAllText|}(\"x\");",
        "System.IO.FileStream file = null!; file.{|PG0212:ReadByte|}();",
        "System.Net.Sockets.Socket socket = null!; socket.{|PG0212:Send|}(new byte[1]);",
        "Console.{|PG0212:ReadLine|}();",
        "lock (c) Monitor.{|PG0212:Wait|}(c);",
        "Monitor.{|PG0212:Enter|}(c); n++; Monitor.Exit(c);",
        "var gate = new Lock(); gate.{|PG0212:Enter|}(); n++; gate.Exit();",
        "Future.{|PG0212:BlockOn|}(c.Receive());",
        "new LocalExecutor().{|PG0212:Run|}(c.Receive());",
        "c.Send(Co.{|PG0212:Blocking|}, 1);",
        "int Local(Co inner) { Thread.{|PG0212:Sleep|}(1); return 1; } n = Local(co);",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "co.Await(Task.Delay(1));",
        "var task = Task.FromResult(1); co.Await(task); n = task.Result;",
        "var task = Task.FromResult(1); co.Await(Task.WhenAll(task)); n = task.Result;",
        "var task = Task.FromResult(1); if (task.IsCompleted) n = task.Result;",
        "co.Await(Task.Run(() => Thread.Sleep(1)));",
        "void Local() => Thread.Sleep(1); new Thread(Local).Start();",
        "if (Monitor.TryEnter(c)) Monitor.Exit(c);",
        "lock (c) n++;",
        "new System.IO.MemoryStream().ReadByte();",
        "Console.WriteLine(1);",
        "n = new Settled().Result;",
    ]);

    [Fact]
    public Task Allows_it_in_ordinary_methods() => RuleTest<BlockingCallAnalyzer>.Check("""
        class Program
        {
            static void Run(Task task) { task.Wait(); System.Threading.Thread.Sleep(1); }
        }
        """);

    // Each in a coroutine of its own.
    private static Task Check(string[] statements) => RuleTest<BlockingCallAnalyzer>.Check("""
        global using System.Threading;

        """ + Channel.Source + $$"""
        partial class Program
        {
            {{string.Concat(statements.Select((statement, number) => $"\n    [Coroutine] void Run{number}(Co co, Channel c, bool flag, int n)\n    {{\n        {statement}\n    }}\n"))}}
            struct Settled { public int Result => 1; }
        }
        """);
}
