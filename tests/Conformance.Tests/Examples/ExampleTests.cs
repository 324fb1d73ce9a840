using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PollGen.Conformance.Tests.Examples;

public sealed class ExampleTests
{
    private static readonly int[] Three = [1, 2, 3];

    /// <summary>Every example of the docs is the text of code that is compiled and run here.</summary>
    [Fact]
    public void WhatTheDocsShowIsCompiledHere()
    {
        var here = Directory.GetParent(ThisFile())!;
        var root = here.Parent!.Parent!.Parent!.FullName;
        var compiled = string.Concat(here.GetFiles("*Examples.cs").Select(file => Normal(File.ReadAllText(file.FullName))));
        var shown = new List<string>();
        foreach (var folder in (string[])["Combinators", "Tokens", "Tasks", "Executors"])
        {
            foreach (var file in Directory.GetFiles(Path.Combine(root, "src", "Runtime", folder), "*.cs"))
                shown.AddRange(Regex.Matches(File.ReadAllText(file), @"<example>\s*///\s*<code>(.*?)</code>", RegexOptions.Singleline).Select(match => Regex.Replace(match.Groups[1].Value, @"^\s*///", "", RegexOptions.Multiline)));
        }

        shown.AddRange(Regex.Matches(File.ReadAllText(Path.Combine(root, "docs", "cancellation.md")), "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value));
        Assert.InRange(shown.Count, 18, 100);
        Assert.All(shown, example => Assert.Contains(Normal(example), compiled));

        static string Normal(string text) => Regex.Replace(text, @"\s+", "");
    }

    [Fact]
    public void Combinators()
    {
        Assert.Equal((6, 3), Both(CombinatorExamples.Join(Three, Three), co => CombinatorExamples.Join(co, Three, Three)));
        Assert.Equal([1, 3, 2], Both(CombinatorExamples.JoinAll(["a", "bcd", "ef"]), co => CombinatorExamples.JoinAll(co, ["a", "bcd", "ef"])));
        Assert.Equal("hello", Both(CombinatorExamples.Timeout(new()), co => CombinatorExamples.Timeout(co, new())));
        Assert.Equal(2, Both(CombinatorExamples.Settled(new(), new()), co => CombinatorExamples.Settled(co, new(), new())));

        var (good, bad) = (new CombinatorExamples.Pipe(), new CombinatorExamples.Pipe { Fails = true });
        Assert.Throws<IOException>(() => Future.BlockOn(CombinatorExamples.TryJoin(good, bad)));
        Assert.Equal(0, bad.Received);
        Assert.Throws<IOException>(() => Future.BlockOn(CombinatorExamples.Settled(good, bad)));
        Assert.Equal(1, bad.Received);
    }

    [Fact]
    public void Cancelled()
    {
        using var executor = new LocalExecutor();
        int closings = CombinatorExamples.Closings;
        var never = executor.Spawn(CombinatorExamples.Never());
        var journal = new CombinatorExamples.Journal();
        var shield = executor.Spawn(CombinatorExamples.Shield(journal, "entry"));
        var folder = new List<string>();
        var watch = executor.Spawn(TaskExamples.WatchFolder(folder));
        executor.SpawnDetached(Stop(never, shield, watch));
        executor.RunUntilIdle();
        Assert.True(never.IsCanceled && shield.IsCanceled && watch.IsCanceled);
        Assert.True(CombinatorExamples.Closings > closings);
        Assert.Equal(["entry"], journal.Entries);
        Assert.Equal(["signalled", "over, True"], folder);

        static Future<JoinMachine<YieldMachine, Unit, Stopping, Unit>, (Unit, Unit)> Stop(params JoinHandle<Unit>[] handles) =>
            Future.Join(Future.Yield(), new Future<Stopping, Unit>(new Stopping(handles)));
    }

    [Fact]
    public void Sockets()
    {
        using var executor = new LocalExecutor();
        using var acceptor = TcpAcceptor.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        var (near, far) = executor.Run(Future.Join(TcpStream.Connect(acceptor.LocalEndPoint), acceptor.Accept()));
        using (near)
        using (far)
        {
            Assert.Equal(-1, executor.Run(CombinatorExamples.Select(near, new byte[8], TimeSpan.FromMilliseconds(5))));
            _ = far.TryWrite("abc"u8, out _);
            Assert.Equal(3, executor.Run(CombinatorExamples.Select(near, new byte[8], TimeSpan.FromMinutes(1))));
            _ = far.TryWrite("abc"u8, out _);
            executor.Run(CombinatorExamples.Race(near, TimeSpan.FromMilliseconds(50)));
            Assert.Equal(1, executor.Run(far.Read(new byte[8])));
            _ = far.TryWrite("abcd"u8, out _);
            Assert.Equal(4, executor.Run(CancellationExamples.Serve(near, TimeSpan.FromMilliseconds(50), Future.Never())));
        }
    }

    [Fact]
    public async Task Tasks()
    {
        Uri[] pages = [new("http://a/"), new("http://bb/")];
        Assert.Equal(19, Future.BlockOn(TaskExamples.TotalOf(pages)));
        using (var local = new LocalExecutor())
            Assert.Equal(19, local.Run(TaskExamples.TotalOf(pages)));
        using var executor = new ThreadPoolExecutor();
        Assert.Equal(19, executor.Run(TaskExamples.TotalOf(pages)));

        using var stopping = new CancellationTokenSource();
        var host = TaskExamples.Host(executor, "listener", stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host);

        var browser = new TaskExamples.Browser();
        Assert.Equal("http://a/", executor.Run(TaskExamples.Fetch(browser, pages[0])));
        var slow = executor.Spawn(TaskExamples.Fetch(browser, new Uri("http://a-very-long-name/that-takes-for-ever")));
        Assert.True(executor.Run(slow.Stop()).IsCanceled || browser.IsStopped);

        var log = new TaskExamples.Log();
        executor.Run(TaskExamples.StopTask(executor.Spawn(CombinatorExamples.Never()), log));
        Assert.Empty(log.Entries);
    }

    [Fact]
    public void CleanUp()
    {
        using var executor = new LocalExecutor();
        var (from, to) = (new CancellationExamples.Account(10), new CancellationExamples.Account(0));
        executor.Run(CancellationExamples.Transfer(from, to, 4));
        Assert.Equal((6, 4), (from.Balance, to.Balance));
        to.Fails = true;
        Assert.Throws<IOException>(() => executor.Run(CancellationExamples.Transfer(from, to, 4)));
        Assert.Equal((6, 4), (from.Balance, to.Balance));
        Assert.Equal(["failed"], from.Entries);
        to.Fails = false;
        to.IsStuck = true;
        var handle = executor.Spawn(CancellationExamples.Transfer(from, to, 4));
        executor.RunUntilIdle();
        Assert.Equal(2, from.Balance);
        Assert.True(executor.Run(handle.Stop()).IsCanceled);
        Assert.Equal((6, 4), (from.Balance, to.Balance));
        Assert.Equal(["failed"], from.Entries);

        var accounts = new[] { from, new CancellationExamples.Account(0) };
        executor.Run(CancellationExamples.InGroup(accounts));
        Assert.Equal((7, 1), (from.Balance, accounts[1].Balance));
        accounts[1].Fails = true;
        Assert.Throws<IOException>(() => executor.Run(CancellationExamples.InGroup(accounts)));

        var race = Future.Race(Future.Ready(1), Future.Never());
        executor.Run(CancellationExamples.Careful(race));
        Assert.Throws<InvalidOperationException>(() => executor.Run(race.Next()));
    }

    [Fact]
    public void AReportOfACoroutineThatIsStuckNamesItsLines()
    {
        var executor = new LocalExecutor();
        executor.SpawnDetached(StuckExamples.Outer());
        executor.RunUntilIdle();
        Assert.False(executor.Shutdown(TimeSpan.Zero, out var unfinished));
        var task = Assert.Single(unfinished);
        Assert.Equal("StuckExamples.Outer", task.Name);
        Assert.Matches(@"(?s)Never.*StuckExamples\.Inner.*StuckExamples\.Outer", task.Place!);
        Assert.Matches(@"StuckExamples\.cs:line \d+", task.Place!);
    }

    private delegate T Direct<T>(Co co);

    private static T Both<TMachine, T>(Future<TMachine, T> polled, Direct<T> direct)
        where TMachine : struct, IFuture<T>
    {
        var result = direct(Co.Blocking);
        using var executor = new LocalExecutor();
        Assert.Equal(result, executor.Run(polled));
        return result;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private struct Stopping(JoinHandle<Unit>[] handles) : IFuture<Unit>
    {
        public readonly bool Poll(in PollContext cx, out Unit result)
        {
            result = default;
            foreach (var handle in handles)
                handle.Cancel();
            return true;
        }

        public readonly bool PollCancel(in PollContext cx) => true;
    }
}
