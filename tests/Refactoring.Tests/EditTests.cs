using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PollGen.Refactoring.Tests.Testing;

namespace PollGen.Refactoring.Tests;

/// <summary>What the refactoring writes, form by form: signatures, awaits, comments, who else calls.</summary>
public class EditTests
{
    [Theory]
    [InlineData("async Task RunAsync() { await Task.Yield(); }", "void Run(Co co) { co.Await(Future.Yield()); }")]
    [InlineData("public static async Task<int> RunAsync(int a) => await Task.FromResult(a);", "public static int Run(Co co, int a) => co.Await(Task.FromResult(a));")]
    [InlineData("internal async ValueTask<List<string?>> Load() { await Task.Yield(); return []; }", "internal List<string?> Load(Co co) { co.Await(Future.Yield()); return []; }")]
    [InlineData("async System.Threading.Tasks.Task<int> RunAsync(params int[] a) { await Task.Yield(); return a[0]; }", "int Run(Co co, params int[] a) { co.Await(Future.Yield()); return a[0]; }")]
    [InlineData("async Task<T> RunAsync<T>(T co) where T : class { await Task.Yield(); return co; }", "T Run<T>(Co co2, T co) where T : class { co2.Await(Future.Yield()); return co; }")]
    public Task A_signature(string before, string after) => Check(before, "[Coroutine]\n" + after);

    [Theory]
    [InlineData("await Task.Delay(5);", "co.Await(Future.Delay(TimeSpan.FromMilliseconds(5)));")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);", "co.Await(Future.Delay(TimeSpan.FromSeconds(1)));")]
    [InlineData("await Task.Delay(TimeSpan.Zero, TimeProvider.System);", "co.Await(Future.Delay(TimeSpan.Zero, TimeProvider.System));")]
    [InlineData("await Task.Delay(5, CancellationToken.None);", "co.Await(Future.Delay(TimeSpan.FromMilliseconds(5)));")]
    [InlineData("await Task.Delay(5, token);", "co.Await(Task.Delay(5, token));")]
    [InlineData("await Task.WhenAll(Other(1), Other(2));", "co.Await(Task.WhenAll(Other(1), Other(2)));")]
    [InlineData("await Other(1).ConfigureAwait(false); // done", "co.Await(Other(1)); // done")]
    [InlineData("int a = (await Other(1)) + (await Other(2));", "int a = co.Await(Other(1)) + co.Await(Other(2));")]
    [InlineData("int a = -(await Other(await Other(1)));", "int a = -co.Await(Other(co.Await(Other(1))));")]
    [InlineData("string a = (await Other(1)).ToString() + $\"{await Other(2)}\";", "string a = co.Await(Other(1)).ToString() + $\"{co.Await(Other(2))}\";")]
    [InlineData("await (flag ? Other(1) : Task.CompletedTask);", "co.Await(flag ? Other(1) : Task.CompletedTask);")]
    [InlineData("await Other(1).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);", "co.Await(Other(1).ConfigureAwait(ConfigureAwaitOptions.ForceYielding));")]
    [InlineData("Func<Task<int>> f = async () => await Other(1); await f();", "Func<Task<int>> f = async () => await Other(1); co.Await(f());")]
    [InlineData("await Inner(); async Task Inner() => await Task.Yield();", "co.Await(Inner()); async Task Inner() => await Task.Yield();")]
    [InlineData("await foreach (int i in stream) flag = i > 0;", "foreach (int i in co.Each(stream)) flag = i > 0;")]
    [InlineData("await foreach (var i in stream.WithCancellation(token).ConfigureAwait(false)) flag = i > 0;", "foreach (var i in co.Each(stream, token)) flag = i > 0;")]
    [InlineData("await using (owner) flag = true;", "using (co.Use(owner)) flag = true;")]
    [InlineData("await using (var o = Open()) flag = o is null;", "using (co.Use(Open(), out var o)) flag = o is null;")]
    [InlineData("await using Stream s = new MemoryStream(); await s.FlushAsync();", "using var sUse = co.Use(new MemoryStream(), out Stream s); co.Await(s.FlushAsync());")]
    [InlineData("await using var _ = owner.ConfigureAwait(false); await Task.Yield();", "using var _ = co.Use(owner); co.Await(Future.Yield());")]
    public Task A_body(string before, string after) => Check(Body("async Task RunAsync(", before), Body("[Coroutine]\nvoid Run(Co co, ", after));

    [Fact]
    public Task Line_breaks_and_comments_stay() => Check(
        """
        /// <summary>Runs.</summary>
        /// <param name="a">A number.</param>
        /// <returns>Another.</returns>
        [Obsolete("Old.")]
        public async Task<int> RunAsync(
            int a) // the number
        {
            // At first.
            int b = await Task // of the library
                .FromResult(a)
                .ConfigureAwait(false);

            await Task.Yield(); /* then */
            return b;
        }
        """,
        """
        /// <summary>Runs.</summary>
        /// <param name="co">The right to suspend.</param>
        /// <param name="a">A number.</param>
        /// <returns>Another.</returns>
        [Coroutine]
        [Obsolete("Old.")]
        public int Run(
            Co co, int a) // the number
        {
            // At first.
            int b = co.Await(Task // of the library
                .FromResult(a));

            co.Await(Future.Yield()); /* then */
            return b;
        }
        """);

    [Fact]
    public Task Callers_pass_co() => Check(
        """
        public async Task<int> RunAsync(int a) { await Task.Yield(); return a; }

        // Calls it.
        public async Task<int> TwiceAsync(
            int a,
            int b)
            => await RunAsync(a).ConfigureAwait(false) + await this.RunAsync(a: b);

        public Task<int> AgainAsync(int a) => TwiceAsync(a, 1);

        public async Task LastAsync() => await AgainAsync(2);
        """,
        """
        [Coroutine]
        public int Run(Co co, int a) { co.Await(Future.Yield()); return a; }

        // Calls it.
        [Coroutine]
        public int Twice(
            Co co, int a,
            int b)
            => Run(co, a) + this.Run(co, a: b);

        [Coroutine]
        public int Again(Co co, int a) => Twice(co, a, 1);

        [Coroutine]
        public void Last(Co co) => Again(co, 2);
        """);

    [Fact]
    public Task Others_go_on_taking_a_task() => Check(
        """
        public async Task<int> RunAsync<T>(T a, int b = 3) where T : struct { await Task.Yield(); return b; }

        public Task<int[]> AllAsync() => Task.WhenAll(RunAsync(1), RunAsync(2));

        public async void Fire() => await RunAsync(3);
        """,
        """
        private static readonly ThreadPoolExecutor Executor = new();

        [Coroutine]
        public int Run<T>(Co co, T a, int b = 3) where T : struct { co.Await(Future.Yield()); return b; }

        // For async code: Run as a task.
        public Task<int> RunAsync<T>(T a, int b = 3) where T : struct => Executor.Spawn(Run<T>(a, b)).AsTask();

        public Task<int[]> AllAsync() => Task.WhenAll(RunAsync(1), RunAsync(2));

        public async void Fire() => await RunAsync(3);
        """);

    [Fact]
    public Task Others_in_other_files() => Check(
        """
        public static async ValueTask RunAsync(CancellationToken token) => await Task.Delay(5, token);
        """,
        """
        private static readonly ThreadPoolExecutor Executor = new();

        [Coroutine]
        public static void Run(Co co, CancellationToken token) => co.Await(Task.Delay(5, token));

        // For async code: Run as a task.
        public static ValueTask RunAsync(CancellationToken token) => new ValueTask(Executor.Spawn(Run(token)).AsTask());
        """,
        "static class Other { public static async Task Go() => await Program.RunAsync(default); }");

    [Fact]
    public Task Without_the_suffix_the_future_has_another_name() => Check(
        """
        public static async Task<int> Run(int a) { await Task.Yield(); return a; }
        """,
        """
        private static readonly ThreadPoolExecutor Executor = new();

        [Coroutine(Overload = "RunFuture")]
        public static int Run(Co co, int a) { co.Await(Future.Yield()); return a; }

        // For async code: Run as a task.
        public static Task<int> Run(int a) => Executor.Spawn(RunFuture(a)).AsTask();
        """,
        "static class Other { public static Task<int> Go() => Program.Run(1); }");

    [Fact]
    public async Task What_stands_for_each_other_is_converted_together()
    {
        var text = await Refactored.TryAsync(
            """
            using PollGen;

            public interface IStore
            {
                Task<int> LoadAsync(int key, CancellationToken token = default);
                int Count { get; }
            }

            public abstract class Store : IStore
            {
                public abstract Task<int> LoadAsync(int key, CancellationToken token = default);
                public int Count => 1;
                public async Task<int> TwiceAsync(int key) => await LoadAsync(key) + await LoadAsync(key);
            }

            public sealed class Disk : Store
            {
                public override async Task<int> LoadAsync(int key, CancellationToken token = default) { await Task.Yield(); return key; }
            }

            public sealed class Empty : Store
            {
                public override Task<int> LoadAsync(int key, CancellationToken token = default) => Task.FromResult(0);
            }
            """,
            _ => true,
            Refactored.One);
        Assert.Equal(
            """
            using PollGen;

            public partial interface IStore
            {
                [Coroutine]
                int Load(Co co, int key, CancellationToken token = default);
                int Count { get; }
            }

            public abstract partial class Store : IStore
            {
                [Coroutine]
                public abstract int Load(Co co, int key, CancellationToken token = default);
                public int Count => 1;
                [Coroutine]
                public int Twice(Co co, int key) => Load(co, key) + Load(co, key);
            }

            public sealed partial class Disk : Store
            {
                [Coroutine]
                public override int Load(Co co, int key, CancellationToken token = default) { co.Await(Future.Yield()); return key; }
            }

            public sealed partial class Empty : Store
            {
                [Coroutine]
                public override int Load(Co co, int key, CancellationToken token = default) => co.Await(Task.FromResult(0));
            }
            """,
            text);
        await Setup.BuildAsync("Together", text!);
    }

    [Theory]
    [InlineData("class C { public virtual async Task Run() => await Task.Yield(); }", "partial class C { [Coroutine]\npublic virtual void Run(Co co) => co.Await(Future.Yield()); }")]
    [InlineData(
        "interface I<T> { Task<T> Get(T a); } class C : I<int> { public async Task<int> Get(int a) { await Task.Yield(); return a; } }",
        "partial interface I<T> { [Coroutine]\nT Get(Co co, T a); } partial class C : I<int> { [Coroutine]\npublic int Get(Co co, int a) { co.Await(Future.Yield()); return a; } }")]
    public async Task One_that_others_could_stand_for(string before, string after)
    {
        var text = await Refactored.TryAsync("using PollGen; " + before, method => method.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.AsyncKeyword)), Refactored.One);
        Assert.Equal(Words("using PollGen; " + after), Words(text!));
        await Setup.BuildAsync("Alone", text!);
    }

    [Fact]
    public Task Beside_a_blocking_twin_the_future_has_another_name() => Check(
        """
        public int Run(int a) => a;

        public async Task<int> RunAsync(int a) { await Task.Yield(); return a; }
        """,
        """
        public int Run(int a) => a;

        [Coroutine(Overload = "RunFuture")]
        public int Run(Co co, int a) { co.Await(Future.Yield()); return a; }
        """);

    [Theory]
    [InlineData("public int Count { get; } public async Task<int> CountAsync() { await Task.Yield(); return Count; }", "public int Count { get; } [Coroutine]\npublic int CountAsync(Co co) { co.Await(Future.Yield()); return Count; }")]
    [InlineData("public async Task SayAsync() { await Task.Yield(); Say(); } void Say([System.Runtime.CompilerServices.CallerMemberName] string who = \"\") { }", "[Coroutine]\npublic void SayAsync(Co co) { co.Await(Future.Yield()); Say(); } void Say([System.Runtime.CompilerServices.CallerMemberName] string who = \"\") { }")]
    public async Task The_suffix_stays_where_the_name_means_something(string before, string after)
    {
        var text = await Refactored.TryAsync(Program(before), method => method.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal), Refactored.One);
        Assert.Equal(Words(Program(after, isConverted: true)), Words(text!));
    }

    [Fact]
    public Task Tokens_that_nobody_looks_at_go() => Check(
        """
        /// <summary>Runs.</summary>
        /// <param name="a">A number.</param>
        /// <param name="token">Not used.</param>
        public async Task<int> RunAsync(int a, CancellationToken token) { await Task.Delay(a); return a; }

        public async Task<int> MiddleAsync(CancellationToken token = default) => await RunAsync(1, token);

        public async Task<int> TopAsync(CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            return await MiddleAsync() + await MiddleAsync(token) + await RunAsync(token: token, a: 3);
        }
        """,
        """
        /// <summary>Runs.</summary>
        /// <param name="co">The right to suspend.</param>
        /// <param name="a">A number.</param>
        [Coroutine]
        public int Run(Co co, int a) { co.Await(Future.Delay(TimeSpan.FromMilliseconds(a))); return a; }

        [Coroutine]
        public int Middle(Co co) => Run(co, 1);

        [Coroutine]
        public int Top(Co co, CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            return Middle(co) + Middle(co) + Run(co, a: 3);
        }
        """);

    [Fact]
    public Task Tokens_stay_where_finding_them_does_something() => Check(
        """
        public async Task<int> RunAsync(int a, CancellationToken token) { await Task.Yield(); return a; }

        public async Task<int> TopAsync(CancellationTokenSource source) => await RunAsync(1, source.Token);
        """,
        """
        [Coroutine]
        public int Run(Co co, int a, CancellationToken token) { co.Await(Future.Yield()); return a; }

        [Coroutine]
        public int Top(Co co, CancellationTokenSource source) => Run(co, 1, source.Token);
        """);

    [Fact]
    public async Task The_usings_and_the_types_around_it()
    {
        var text = await Refactored.TryAsync(
            """
            // A file.
            using System.Text;

            namespace Some.Place;

            public class Outer
            {
                internal sealed class Inner
                {
                    public async Task<StringBuilder> RunAsync() { await Task.Yield(); return new(); }
                }
            }
            """,
            method => true,
            Refactored.One);
        Assert.Equal(
            """
            // A file.
            using System.Text;
            using PollGen;

            namespace Some.Place;

            public partial class Outer
            {
                internal sealed partial class Inner
                {
                    [Coroutine]
                    public StringBuilder Run(Co co) { co.Await(Future.Yield()); return new(); }
                }
            }
            """,
            text);
    }

    private static string Body(string head, string body) =>
        $"{head}bool flag, IAsyncEnumerable<int> stream, IAsyncDisposable owner, CancellationToken token)\n{{\n    token.ThrowIfCancellationRequested();\n    {body}\n}}\n\nstatic Task<int> Other(int a) => Task.FromResult(a);\n\nstatic MemoryStream? Open() => null;";

    private static async Task Check(string before, string after, params string[] otherFiles)
    {
        var text = await Refactored.TryAsync(Program(before), method => method.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.AsyncKeyword)), Refactored.One, otherFiles);
        Assert.Equal(Program(after, isConverted: true), text);
        await Setup.BuildAsync("Edited", text!, otherFiles);
    }

    private static string Program(string members, bool isConverted = false) =>
        $"using PollGen;\n\npublic {(isConverted ? "partial " : "")}class Program\n{{\n    {members.ReplaceLineEndings("\n").Replace("\n", "\n    ").Replace("    \n", "\n")}\n}}\n";

    private static string Words(string text) => string.Join(" ", text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
