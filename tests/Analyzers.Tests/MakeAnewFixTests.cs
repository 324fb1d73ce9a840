using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class MakeAnewFixTests
{
    [Theory]
    [InlineData("var own = c.Send(1); Use(own); Use({|PG0206:own|});", "var own = c.Send(1); Use(own); Use(c.Send(1));")]
    [InlineData("var own = c.Send(n); Use(own); var more = /* again */ {|PG0206:own|}; Use(more);", "var own = c.Send(n); Use(own); var more = /* again */ c.Send(n); Use(more);")]
    [InlineData("var own = Future.Yield(); Use(own); Use({|PG0206:own|}.Boxed());", "var own = Future.Yield(); Use(own); Use(Future.Yield().Boxed());")]
    public Task Makes_a_new_one(string before, string after) => FixTest<MoveAnalyzer, MakeAnewFix>.Check(Around(before), Around(after));

    [Theory]
    [InlineData("var own = c.Send(Next()); Use(own); Use({|PG0206:own|});")]
    [InlineData("var own = c.Send(1); Use(own); own = c.Send(2); Use(own); Use({|PG0206:own|});")]
    [InlineData("var own = c.Send(1); Use(own); ByReference(ref {|PG0206:own|});")]
    [InlineData("Use(given); Use({|PG0206:given|});")]
    public Task Is_not_offered_where_it_may_be_another(string statements) => FixTest<MoveAnalyzer, MakeAnewFix>.CheckNotOffered(Around(statements));

    private static string Around(string statements) => Channel.Source + $$"""
        class Program
        {
            void Run(Channel c, int n, Future<Channel.SendMachine, Unit> given)
            {
                {{statements}}
            }

            static int Next() => 1;
            static void ByReference<T>(ref T value) { }
            static void Use<T>(T value) { }
        }
        """;
}
