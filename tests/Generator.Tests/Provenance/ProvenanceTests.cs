using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Generator.Binding;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Provenance;

/// <summary>What the compiler knows about each reference at each suspension, as text.</summary>
public class ProvenanceTests
{
    [Theory]
    [InlineData("Span<int> s = array; Get(co); s[0] = 1;", "s: in array array, the whole of it")]
    [InlineData("array = new int[2]; Span<int> s = array; Get(co); s[0] = 1;", "s: in array sOwner, the whole of it")]
    [InlineData("Span<int> s = array; if (array.Length > 1) s = array.AsSpan(); Get(co); s[0] = 1;", "s: in array array, the whole of it")]
    [InlineData("Span<int> s = array; if (array.Length > 1) s = array.AsSpan(1); Get(co); s[0] = 1;", "s: in array array, by length, to its end")]
    [InlineData("Span<int> s = array; s = s[1..]; Get(co); s[0] = 1;", "s: in array array, by length, to its end")]
    [InlineData("Span<int> s = array; while (s.Length > 1) { Get(co); s = s[..^1]; s[0] = 1; }", "s: in array array, by length, from its start")]
    [InlineData("Span<int> s = array; while (s.Length > 1) { Get(co); s = s[1..^1]; s[0] = 1; }", "s: in array array, by offset and length")]
    [InlineData("Span<int> s = default; if (array.Length > 1) s = array; Get(co); s[0] = 1;", "s: in array array, by offset and length")]
    [InlineData("Span<byte> s = stackalloc byte[4]; Get(co); s[0] = 1;", "s: in 4 elements in the frame, the whole of it")]
    [InlineData("var s = (stackalloc[] { 1, 2 })!; Get(co); s[0] = 1;", "s: in 2 elements in the frame, the whole of it")]
    [InlineData("var words = new string[1]; ReadOnlySpan<object> s = words; Get(co); _ = s[0];", "s: in array words, by offset and length")]
    [InlineData("var text = \"a\" + array; ReadOnlySpan<char> s = text; Get(co); _ = s[0];", "s: in string text, the whole of it")]
    [InlineData("Span<byte> s = stackalloc byte[4]; var t = s[1..]; Get(co); t[0] = 1;", "t: in 4 elements in the frame, always [1..]")]
    [InlineData("int x = 1; ref int r = ref x; Get(co); r = 2;", "r: in frame variable x, by offset")]
    [InlineData("ref int r = ref array[1]; Get(co); r = 2;", "r: in array array, by offset")]
    [InlineData("ref int r = ref shared; Get(co); r = 2;", "r: in field shared, by offset")]
    [InlineData("var text = \"a\" + array; ReadOnlySpan<char> s = text.AsSpan(1); Get(co); _ = s[0];", "s: in string text, always [1..]")]
    [InlineData("Span<int> s = default; Get(co); _ = s.Length;", "s: in nothing, by offset and length")]
    [InlineData("int x = 1; ref int r = ref x; if (array.Length > 1) r = ref array[0]; Get(co); r = 2;", "r: in frame variable x or array rOwner, by offset")]
    [InlineData("var s = Tail(array); Get(co); s[0] = 1;", "s: in array array, by offset and length")]
    [InlineData("var s = Any(array); Get(co); s[0] = 1;", "s: in cannot be kept")]
    public void Says_where_each_reference_points(string statements, string expected)
    {
        var run = ProgramRun.Of(Setup.Compile($$"""
            static partial class P
            {
                static int shared;
                [Coroutine] static void M(Co co, int[] array) { {{statements}} }
                [Coroutine] static int Get(Co co) => 1;
                static Span<int> Any(int[] array) => new int[array.Length];
                static Span<int> Tail(int[] array) => array.AsSpan(1);
            }
            """));
        var method = Checking.Coroutines(run.Output).First();
        var syntax = (MethodDeclarationSyntax)method.DeclaringSyntaxReferences[0].GetSyntax();
        var text = CoroutineCompiler.Provenance(method, syntax, new SemanticModels(run.Output), default);
        Assert.Contains($"1: Get(co)\n    {expected}", text, StringComparison.Ordinal);
    }
}
