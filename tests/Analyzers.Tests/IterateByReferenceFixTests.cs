using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class IterateByReferenceFixTests
{
    [Theory]
    [InlineData("foreach (var {|PG0204:each|} in array) Poll(ref field);", "foreach (ref var each in array.AsSpan()) Poll(ref field);")]
    [InlineData("foreach (var {|PG0204:each|} in span) { if ({|PG0204:each|}.Poll(in cx, out _)) return; }", "foreach (ref var each in span) { if (each.Poll(in cx, out _)) return; }")]
    [InlineData("foreach (/* all */ Send {|PG0204:each|} /* of */ in /* the */ array) Use(each);", "foreach (/* all */ ref Send each /* of */ in /* the */ array.AsSpan()) Use(Future.Take(ref each));")]
    [InlineData("foreach (var {|PG0204:each|} in n == 1 ? array : other) Use(each);", "foreach (ref var each in (n == 1 ? array : other).AsSpan()) Use(Future.Take(ref each));")]
    [InlineData("foreach (var {|PG0204:each|} in array) Use(each.Boxed());", "foreach (ref var each in array.AsSpan()) Use(Future.Take(ref each).Boxed());")]
    [InlineData("foreach (var {|PG0204:each|} in pairs) { Use(each.Item2); Use(each.Item1); }", "foreach (ref var each in pairs.AsSpan()) { Use(each.Item2); Use(Future.Take(ref each.Item1)); }")]
    [InlineData("foreach (var {|PG0204:outer|} in array) foreach (var {|PG0204:inner|} in other) Use(inner);", "foreach (ref var outer in array.AsSpan()) foreach (ref var inner in other.AsSpan()) Use(Future.Take(ref inner));")]
    public Task Refers_to_the_elements(string before, string after) => FixTest<MoveAnalyzer, IterateByReferenceFix>.Check(Around(before), Around(after));

    [Fact]
    public Task Of_a_list() => FixTest<MoveAnalyzer, IterateByReferenceFix>.Check(
        Around("foreach (var {|PG0204:each|} in list) Use(each);"),
        Around("foreach (ref var each in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list)) Use(Future.Take(ref each));"));

    [Fact]
    public Task In_a_coroutine() => FixTest<MoveAnalyzer, IterateByReferenceFix>.Check(
        Around("}\n[Coroutine] static void All(Co co, Send[] array) { foreach (var {|PG0204:each|} in array) { co.Await(each); co.Await(Future.Yield()); }"),
        Around("}\n[Coroutine] static void All(Co co, Send[] array) { foreach (ref var each in array.AsSpan()) { co.Await(Future.Take(ref each)); co.Await(Future.Yield()); }"));

    [Theory]
    [InlineData("foreach (var {|PG0204:each|} in readOnly) Use(each);")]
    [InlineData("foreach (var {|PG0204:each|} in queue) Use(each);")]
    [InlineData("foreach (var {|PG0204:each|} in array) { Action run = () => Use({|PG0204:each|}); run(); }")]
    [InlineData("}\nstatic async Task Wait(Send[] array) { foreach (var {|PG0204:each|} in array) Use(each); await Task.Yield();")]
    [InlineData("}\nstatic IEnumerable<int> Each(Send[] array) { foreach (var {|PG0204:each|} in array) Use(each); yield return 1;")]
    public Task Is_not_offered_where_nothing_can_refer_to_them(string statements) => FixTest<MoveAnalyzer, IterateByReferenceFix>.CheckNotOffered(Around(statements));

    private static string Around(string statements) => "global using Send = PollGen.Future<Channel.SendMachine, PollGen.Unit>;\n" + Channel.Source + $$"""
        partial class Program
        {
            private Send field;

            void Run(int n, in PollContext cx, Send[] array, Send[] other, (Send, int)[] pairs, Span<Send> span, ReadOnlySpan<Send> readOnly, List<Send> list, Queue<Send> queue)
            {
                {{statements}}
            }

            static void Poll(ref Send value) { }
            static void Use<T>(T value) { }
        }
        """;
}
