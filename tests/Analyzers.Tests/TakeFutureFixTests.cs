using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class TakeFutureFixTests
{
    [Theory]
    [InlineData("Use({|PG0204:field|});", "Use(Future.Take(ref field));")]
    [InlineData("var own = /* the */ {|PG0204:array[n]|}; Use(own);", "var own = /* the */ Future.Take(ref array[n]); Use(own);")]
    [InlineData("Use({|PG0204:field|}.Boxed());", "Use(Future.Take(ref field).Boxed());")]
    [InlineData("Use(n == 1 ? {|PG0204:field|}  : {|PG0204:array[0]|});", "Use(n == 1 ? Future.Take(ref field) : Future.Take(ref array[0]));")]
    [InlineData("foreach (ref var place in array.AsSpan()) Use({|PG0204:place|});", "foreach (ref var place in array.AsSpan()) Use(Future.Take(ref place));")]
    public Task Moves_it_out(string before, string after) => FixTest<MoveAnalyzer, TakeFutureFix>.Check(Around(before), Around(after));

    [Theory]
    [InlineData("Use({|PG0204:constant|});")]
    [InlineData("Use({|PG0204:given|});")]
    [InlineData("Use({|PG0204:list[0]|});")]
    [InlineData("foreach (var {|PG0204:each|} in array) Use(each);")]
    public Task Is_not_offered_where_ref_cannot_stand(string statements) => FixTest<MoveAnalyzer, TakeFutureFix>.CheckNotOffered(Around(statements));

    private static string Around(string statements) => Channel.Source + $$"""
        class Program
        {
            private Future<Channel.SendMachine, Unit> field;
            private readonly Future<Channel.SendMachine, Unit> constant;

            void Run(int n, Future<Channel.SendMachine, Unit>[] array, List<Future<Channel.SendMachine, Unit>> list, in Future<Channel.SendMachine, Unit> given)
            {
                {{statements}}
            }

            static void Use<T>(T value) { }
        }
        """;
}
