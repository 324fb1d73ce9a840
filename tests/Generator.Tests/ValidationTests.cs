using Microsoft.CodeAnalysis;
using PollGen.Generator.Tests.Testing;
using PollGen.Generator.Validation;

namespace PollGen.Generator.Tests;

/// <summary>The validators between the stages. That they see what is wrong, tests/Mutants shows.</summary>
public class ValidationTests
{
    [Fact]
    public void Tests_have_the_stages_looked_at() =>
        Assert.True(AppContext.TryGetSwitch(Validation.Validation.Switch, out var isOn) && isOn);

    [Fact]
    public void What_is_wrong_is_an_exception_that_names_the_coroutine()
    {
        Validation.Validation.Fail("Wire.Read", []);
        var thrown = Assert.Throws<BrokenStageException>(() => Validation.Validation.Fail("Wire.Read", ["'count' is gone"]));
        Assert.Equal("The compiler of coroutines is wrong about Wire.Read: 'count' is gone", thrown.Message);
    }

    [Theory]
    [InlineData("t + nameof(co)")]
    [InlineData("\"co\" + t")]
    [InlineData("t + new { co = 1 }.co + Named(co: 2)")]
    [InlineData("((Func<string, string>)(s => s + (t is { Length: > 0 } and not \"co\")))(t)")]
    public void Text_that_only_looks_like_Co_is_nothing_wrong(string expression)
    {
        var run = new GeneratorRun($$"""
            using System;
            using PollGen;
            public struct Leaf : IFuture<string>
            {
                public bool Poll(in PollContext cx, out string result) { result = ""; return true; }
                public bool PollCancel(in PollContext cx) => true;
            }
            static partial class P
            {
                static int Named(int co) => co;
                [Coroutine] static string Read(Co co) { string t = co.Await(new Future<Leaf, string>(default(Leaf))); return {{expression}}; }
            }
            """);
        Assert.Null(run.Result.Exception);
        Assert.Empty(run.Errors);
    }
}
