using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class HeldAcrossSuspensionTests
{
    [Fact]
    public Task Flags() => Check(
    [
        "{|PG0213:Monitor.Enter(c)|}; co.Await(Future.Yield()); Monitor.Exit(c);",
        "{|PG0213:Monitor.Enter(c)|}; try { c.Send(co, 1); } finally { Monitor.Exit(c); }",
        "if (flag) {|PG0213:mutex.WaitOne()|}; co.Await(Future.Yield()); mutex.ReleaseMutex();",
        "{|PG0213:readers.EnterReadLock()|}; while (flag) co.Await(Future.Yield()); readers.ExitReadLock();",
        "Monitor.Enter(c); Monitor.Exit(c); {|PG0213:gate.Enter()|}; co.Await(Future.Yield()); gate.Exit();",
        "var own = buffer; co.Await(Future.Yield()); n = {|PG0213:own|}.Length;",
        "var thread = Thread.CurrentThread; co.Await(Future.Yield()); n = {|PG0213:thread|}.ManagedThreadId;",
        "var id = Environment.CurrentManagedThreadId; while (flag) { n = {|PG0213:id|}; co.Await(Future.Yield()); }",
        "var own = numbers.Value; if (flag) co.Await(Future.Yield()); n = {|PG0213:own|}!.Length;",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "Monitor.Enter(c); n++; Monitor.Exit(c); co.Await(Future.Yield());",
        "Monitor.Enter(c); try { n++; } finally { Monitor.Exit(c); } co.Await(Future.Yield());",
        "co.Await(Future.Yield()); Monitor.Enter(c); Monitor.Exit(c);",
        "co.Await(semaphore.WaitAsync()); co.Await(Future.Yield()); semaphore.Release();",
        "var own = buffer; n = own.Length; co.Await(Future.Yield()); own = buffer; n = own.Length;",
        "var length = buffer.Length + 1; co.Await(Future.Yield()); n = length;",
        "lock (c) n++; co.Await(Future.Yield());",
    ]);

    // Each in a coroutine of its own.
    private static Task Check(string[] statements) => RuleTest<HeldAcrossSuspensionAnalyzer>.Check("""
        global using System.Threading;

        """ + Channel.Source + $$"""
        partial class Program
        {
            {{string.Concat(statements.Select((statement, number) => $"\n    [Coroutine] void Run{number}(Co co, Channel c, bool flag, int n)\n    {{\n        {statement}\n    }}\n"))}}
            [ThreadStatic] private static byte[] buffer = [];
            private static readonly ThreadLocal<byte[]> numbers = new();
            private readonly Mutex mutex = new();
            private readonly ReaderWriterLockSlim readers = new();
            private readonly Lock gate = new();
            private readonly SemaphoreSlim semaphore = new(1);
        }
        """);
}
