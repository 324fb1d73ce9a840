using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class IgnoredAnswerTests
{
    [Fact]
    public Task Flags() => Check(
    [
        "var own = c.Send(1); own.{|PG0216:Poll|}(default, out _);",
        "var own = c.Send(1); own.{|PG0216:PollCancel|}(default);",
        "BoxedFuture<int> own = c.Receive().Boxed(); own.{|PG0216:PollCancel|}(default);",
        "co.{|PG0216:Await|}(c.Receive().Settled());",
        // What else the runtime marks.
        "stream.{|PG0216:TryRead|}(new byte[n], out var read); Use(read);",
        "stream.{|PG0216:TryWrite|}(new byte[n], out _);",
        "co.Await(stream.{|PG0216:Read|}(new byte[n]));",
        "co.Await(stream.{|PG0216:Read|}(new byte[n]).Timeout(default));",
        "co.{|PG0216:Use|}(resource);",
        "co.{|PG0216:Await|}(new LocalExecutor().Spawn(c.Receive()).Stop());",
        // What users mark: methods, coroutines, tasks, types.
        "store.{|PG0216:TryAdd|}(n);",
        "maybe?.{|PG0216:TryAdd|}(n);",
        "Action add = () => store.{|PG0216:TryAdd|}(n); Use(add);",
        "(flag ? store : new Store()).{|PG0216:TryAdd|}(n);",
        "for (; flag; store.{|PG0216:TryAdd|}(n)) { }",
        "store.{|PG0216:TryTake|}(co);",
        "co.Await(store.{|PG0216:TryTake|}());",
        "co.Await(store.{|PG0216:TryTake|}().Timeout(default));",
        "co.Await(store.{|PG0216:SaveAsync|}());",
        "async Task Save() { await store.{|PG0216:SaveAsync|}().ConfigureAwait(false); } Use((Func<Task>)Save);",
        "store.{|PG0216:Check|}();",
        "co.{|PG0216:Await|}(store.Look());",
        "async Task Look() => await {|PG0216:LookAsync|}(); Use((Func<Task>)Look);",
        // What overrides or implements it.
        "new Deep().{|PG0216:Remove|}(n);",
        "new Listed().{|PG0216:Remove|}(n);",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "var own = c.Send(1); _ = own.Poll(default, out _);",
        "var own = c.Send(1); while (!own.PollCancel(default)) { }",
        "var settled = co.Await(c.Receive().Settled()); Use(settled);",
        "co.Await(c.Receive());",
        "Poll(); void Poll() { }",
        "_ = store.TryAdd(n); if (!store.TryAdd(n)) return; var added = store.TryAdd(n); Use(added); Use(store.TryAdd(n));",
        "bool added; added = store.TryAdd(n); Use(added); flag |= store.TryAdd(n); Use(flag);",
        "Func<bool> add = () => store.TryAdd(n); Use(add);",
        "_ = store.TryTake(co); _ = co.Await(store.TryTake()); var taken = co.Await(store.TryTake()); Use(taken);",
        "using (co.Use(resource)) { } using var used = co.Use(resource, out var opened); Use(opened);",
        "store.Add(n); store.TryAdd(\"other\"); new HashSet<int>().Add(n);",
        "async Task Save() { var saved = await store.SaveAsync(); Use(saved); } Use((Func<Task>)Save);",
        "_ = stream.TryWrite(new byte[n], out var written); Use(written); while (co.Await(stream.Read(new byte[n])) > 0) { }",
    ]);

    // Each in a coroutine of its own.
    private static Task Check(string[] statements) => RuleTest<IgnoredAnswerAnalyzer>.Check("""

        """ + Channel.Source + $$"""
        partial class Program
        {
            {{string.Concat(statements.Select((statement, number) => $"\n    [Coroutine] void Run{number}(Co co, Channel c, bool flag, int n, TcpStream stream, Store store, Store? maybe, IAsyncDisposable resource)\n    {{\n        {statement}\n    }}\n"))}}
            static void Use<T>(T value) { }
            static Task<Outcome> LookAsync() => null!;
        }

        [MustUse("says how it went")] public enum Outcome { Good, Bad }
        public interface IRemoving { [MustUse("says whether it was there")] bool Remove(int item); }
        public class Listed : IRemoving { public bool Remove(int item) => true; }
        public abstract class Base { [MustUse] public abstract bool Remove(int item); }
        public class Middle : Base { public override bool Remove(int item) => true; }
        public class Deep : Middle { public override bool Remove(int item) => true; }

        public partial class Store
        {
            public bool Add(int item) => true;
            public bool TryAdd(string item) => true;
            [MustUse("says whether there was room")] public bool TryAdd(int item) => true;
            [Coroutine, MustUse("says whether there was one")] public bool TryTake(Co co) => true;
            [MustUse("says whether it was saved")] public Task<bool> SaveAsync() => Task.FromResult(true);
            public Outcome Check() => Outcome.Good;
            [Coroutine] public Outcome Look(Co co) => Outcome.Good;
        }
        """);
}
