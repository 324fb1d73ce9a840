using PollGen.Refactoring.Tests.Testing;

namespace PollGen.Refactoring.Tests;

/// <summary>Where a coroutine would not do the same, or could not be compiled, there is no refactoring.</summary>
public class NotOfferedTests
{
    [Theory]
    [InlineData("public async void Fire() => await Task.Yield();")]
    [InlineData("public async IAsyncEnumerable<int> Items() { await Task.Yield(); yield return 1; }")]
    [InlineData("public Task<int> Make() => Task.FromResult(1);")]
    [InlineData("public int Plain() => 1;")]
    public Task It_is_no_async_method_with_a_task(string member) => Check($"class C {{ {member} }}");

    [Theory]
    [InlineData("class C : Stream { public override async Task FlushAsync(CancellationToken token) => await Task.Yield(); }")]
    [InlineData("class C : IAsyncDisposable { public async ValueTask DisposeAsync() => await Task.Yield(); }")]
    [InlineData("interface I { Task Run(); } class A : I { public Task Run() => Task.CompletedTask; } class C : I { public async Task Run() => await Task.Yield(); }")]
    [InlineData("interface I { Task Run(); } class A : I { Task I.Run() => Task.Delay(1); } class C : I { public async Task Run() => await Task.Yield(); }")]
    [InlineData("interface I { Task Run(); } class A(I inner) { public Func<Task> Go => inner.Run; } class C : I { public async Task Run() => await Task.Yield(); }")]
    [InlineData("class A { public virtual Task Run() { Console.Write(1); return Task.Delay(1); } } class C : A { public override async Task Run() => await Task.Yield(); }")]
    [InlineData("interface I { Task RunAsync(); void Run(); } class C : I { public void Run() { } public async Task RunAsync() => await Task.Yield(); }")]
    [InlineData("interface I { Task Run(); } class C : I { async Task I.Run() => await Task.Yield(); }")]
    [InlineData("interface I { async Task Run() => await Task.Yield(); }")]
    [InlineData("partial class C { public partial Task Run(); public partial async Task Run() => await Task.Yield(); }")]
    public Task Another_declaration_would_have_to_change(string source) => Check(source, last: true);

    [Theory]
    [InlineData("class Other : C { public override Task Run() => Task.CompletedTask; }")]
    [InlineData("class Other(C c) { public Task Now => c.Run(); }")]
    public async Task Another_declaration_or_a_call_is_in_another_file(string other)
    {
        string? text = await Refactored.TryAsync("public class C { public virtual async Task Run() => await Task.Yield(); }", _ => true, Refactored.One, other);
        Assert.True(text is null, text);
    }

    [Theory]
    [InlineData("struct S { int n; public async Task<int> Run() { await Task.Yield(); return n++; } }")]
    [InlineData("file class C { public async Task Run() => await Task.Yield(); }")]
    [InlineData("class A : Attribute; class C { [A] public async Task Run() => await Task.Yield(); }")]
    [InlineData("class C<T> { public async Task Run<T>() => await Task.Yield(); }")]
    public Task Of_where_it_stands(string source) => Check(source);

    [Theory]
    [InlineData("await (dynamic)x;")]
    [InlineData("var a = new { B = 1 }; await Task.Yield(); Console.Write(a.B);")]
    [InlineData("foreach (var a in new[] { new { B = 1 } }) await Task.Yield();")]
    [InlineData("Local.Value = 3; await Task.Yield();")]
    [InlineData("await foreach (int i in new Pattern()) { }")]
    [InlineData("await using var p = new Pattern();")]
    [InlineData("await using (new Mutable()) { }")]
    [InlineData("await new Hidden();")]
    [InlineData("await Task.Yield();\n#if NEVER\nawait Task.Yield();\n#endif\n")]
    [InlineData("_ = x switch { string { Length: 1 } when await Task.FromResult(true) => 1, _ => 2 };")]
    public Task Of_what_it_does(string body) => Check(
        $$"""
        class C
        {
            static readonly AsyncLocal<int> Local = new();
            async Task Run(object x) { {{body}} }
            class Hidden { public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => default; }
        }
        class Pattern
        {
            public Pattern GetAsyncEnumerator() => this;
            public int Current => 1;
            public ValueTask<bool> MoveNextAsync() => default;
            public ValueTask DisposeAsync() => default;
        }
        struct Mutable : IAsyncDisposable { int n; public ValueTask DisposeAsync() { n++; return default; } }
        """);

    [Theory]
    [InlineData("namespace Other { class Waker; } namespace Mine { using Other; class C { async Task Run(Waker waker) => await Task.Yield(); } }")]
    [InlineData("namespace Other { class Unit { public static int One; } } namespace Mine { using Other; class C { async Task Run() { _ = Unit.One; await Task.Yield(); } } }")]
    public Task A_using_would_make_a_name_mean_two_things(string source) => Check(source);

    [Fact]
    public async Task Behind_the_head_of_the_method()
    {
        string source = "class C { async Task Run() { await Task.Yield(); } }";
        Assert.NotNull(await Refactored.TryAsync(source, _ => true, Refactored.One));
        Assert.Null(await Refactored.TryAsync(source, _ => true, Refactored.One, method => method.Body!.Span));
    }

    /// <summary>A caller that cannot be converted stays, and takes a task.</summary>
    [Theory]
    [InlineData("public async void Fire() => await RunAsync();")]
    [InlineData("public virtual async Task GoAsync() => await RunAsync(); public Task Now => GoAsync();")]
    [InlineData("public Func<Task> Go => RunAsync;")]
    [InlineData("public string Name => nameof(RunAsync);")]
    [InlineData("public void Block() => RunAsync().Wait();")]
    [InlineData("public async Task GoAsync() { Func<Task> go = async () => await RunAsync(); await go(); }")]
    public async Task But_for_its_callers(string caller)
    {
        var text = await Refactored.TryAsync($"public class C {{\n    public async Task RunAsync() => await Task.Yield();\n\n    {caller}\n}}\n", _ => true, Refactored.One);
        Assert.Contains(caller, text);
        Assert.Contains("public Task RunAsync() => Executor.Spawn(Run()).AsTask();", text);
        await Setup.BuildAsync("Callers", text!);
    }

    private static async Task Check(string source, bool last = false)
    {
        string? text = await Refactored.TryAsync(source, method => !last || method.Modifiers.Any(modifier => modifier.ValueText == "async"), Refactored.One);
        Assert.True(text is null, text);
    }
}
