using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class PollAnewFixTests
{
    private const string First = "var own = c.Receive(n);\nwhile (!own.Poll(in cx, out _)) { }\n";

    [Theory]
    [InlineData("// again\nwhile (!{|PG0207:own|}.Poll(in cx, out _)) { }", "// again\nown = c.Receive(n);\nwhile (!own.Poll(in cx, out _)) { }")]
    [InlineData("bool over = {|PG0207:own|}.Poll(in cx, out _); while (!over) over = own.Poll(in cx, out _);", "own = c.Receive(n);\nbool over = own.Poll(in cx, out _); while (!over) over = own.Poll(in cx, out _);")]
    public Task Makes_a_new_one(string before, string after) => FixTest<MoveAnalyzer, PollAnewFix>.Check(Around(First + before), Around(First + after));

    [Theory]
    [InlineData(First + "for (int i = 0; i < n; i++) { while (!{|PG0207:own|}.Poll(in cx, out _)) { } }")]
    [InlineData("while (!given.Poll(in cx, out _)) { } while (!{|PG0207:given|}.Poll(in cx, out _)) { }")]
    [InlineData("var own = c.Receive(Next()); while (!own.Poll(in cx, out _)) { } while (!{|PG0207:own|}.Poll(in cx, out _)) { }")]
    [InlineData("while (!field.Poll(in cx, out _)) { } while (!{|PG0207:field|}.Poll(in cx, out _)) { }")]
    public Task Is_not_offered(string statements) => FixTest<MoveAnalyzer, PollAnewFix>.CheckNotOffered(Around(statements));

    private static string Around(string statements) => Channel.Source + $$"""
        class Program
        {
            private Future<Channel.SendMachine, Unit> field;

            void Run(Channel c, int n, in PollContext cx, Future<Channel.SendMachine, Unit> given)
            {
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }

            static int Next() => 1;
        }
        """;
}
