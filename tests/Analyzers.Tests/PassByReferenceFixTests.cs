using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

/// <summary>A method that takes a copy takes a reference, and its calls hand in one.</summary>
public class PassByReferenceFixTests
{
    private const string Polls = "static bool Ask(Send {|PG0209:value|}, in PollContext cx) => value.Poll(in cx, out _);";

    [Theory]
    [InlineData(
        "if (Ask({|PG0204:field|}, in cx)) return;", Polls,
        "if (Ask(ref field, in cx)) return;", "static bool Ask(ref Send value, in PollContext cx) => value.Poll(in cx, out _);")]
    [InlineData(
        "if (Ask({|PG0204:field|}, in cx) || Program.Ask(cx: in cx, value: /* the first */ {|PG0204:array[0]|})) return;", Polls,
        "if (Ask(ref field, in cx) || Program.Ask(cx: in cx, value: /* the first */ ref array[0])) return;", "static bool Ask(ref Send value, in PollContext cx) => value.Poll(in cx, out _);")]
    [InlineData(
        "Show({|PG0204:field|}, 1); Show(c.Send(1), 2);", "/// <summary>Shows it.</summary>\nvoid Show(/* which */ Send value, int n) => Console.WriteLine(value.ToString());",
        "Show(in field, 1); Show(c.Send(1), 2);", "/// <summary>Shows it.</summary>\nvoid Show(/* which */ in Send value, int n) => Console.WriteLine(value.ToString());")]
    [InlineData(
        "if (Ask({|PG0204:field|}, in cx)) return; bool Ask(Send {|PG0209:value|}, in PollContext cx) { return value.Poll(in cx, out _); }", "",
        "if (Ask(ref field, in cx)) return; bool Ask(ref Send value, in PollContext cx) { return value.Poll(in cx, out _); }", "")]
    [InlineData(
        "Show({|PG0204:pair|});", "static void Show((Send, int) pair) => Console.WriteLine(pair.Item2);",
        "Show(in pair);", "static void Show(in (Send, int) pair) => Console.WriteLine(pair.Item2);")]
    [InlineData(
        "Show({|PG0204:constant|});", "static void Show(Send value) => Console.WriteLine(value.ToString());",
        "Show(constant);", "static void Show(in Send value) => Console.WriteLine(value.ToString());")]
    public Task Copied(string before, string method, string after, string changed) =>
        FixTest<MoveAnalyzer, PassCopiedByReferenceFix>.Check(Around(before, method), Around(after, changed));

    [Fact]
    public Task Called_in_other_files()
    {
        var test = new FixTest<MoveAnalyzer, PassCopiedByReferenceFix>(
            Around("if (Ask({|PG0204:field|}, in cx)) return;", "internal " + Polls),
            Around("if (Ask(ref field, in cx)) return;", "internal static bool Ask(ref Send value, in PollContext cx) => value.Poll(in cx, out _);"));
        test.TestState.Sources.Add(("Other.cs", "class Other { bool Run(ref Send given, in PollContext cx) => Program.Ask({|PG0204:given|}, in cx); }"));
        test.FixedState.Sources.Add(("Other.cs", "class Other { bool Run(ref Send given, in PollContext cx) => Program.Ask(ref given, in cx); }"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("if (Ask({|PG0204:field|}, in cx) || Ask(c.Send(1), in cx)) return;", Polls)]
    [InlineData("if (Ask({|PG0204:constant|}, in cx)) return;", Polls)]
    [InlineData("Keep({|PG0204:field|});", "void Keep(Send value) => array = [value];")]
    [InlineData("Keep({|PG0204:field|});", "void Keep(Send value) { Use(value); }")]
    [InlineData("Set({|PG0204:field|});", "void Set(Send value) { value = default; }")]
    [InlineData("Ask({|PG0204:field|});", "Task Ask(Send value) { return Inner(); async Task Inner() { await Task.Yield(); Use({|PG0204:value|}.ToString()); } }")]
    [InlineData("Ask({|PG0204:field|});", "public virtual void Ask(Send value) { }")]
    [InlineData("Ask({|PG0204:field|});", "async void Ask(Send value) { await Task.Yield(); }")]
    [InlineData("Ask({|PG0204:field|}); Action<Send> ask = Ask; Use(ask);", "void Ask(Send value) { }")]
    [InlineData("Console.WriteLine({|PG0204:field|});", "")]
    public Task Is_not_offered(string statements, string method) => FixTest<MoveAnalyzer, PassCopiedByReferenceFix>.CheckNotOffered(Around(statements, method));

    [Theory]
    [InlineData("if (!given.Poll(in cx, out _) && Ask({|PG0205:given|}, in cx)) return;", Polls, "if (!given.Poll(in cx, out _) && Ask(ref given, in cx)) return;", "static bool Ask(ref Send value, in PollContext cx) => value.Poll(in cx, out _);")]
    [InlineData("while (!{|PG0206:given|}.Poll(in cx, out _)) Show({|PG0205:given|});", "static void Show(Send value) => Use(value.ToString());", "while (!given.Poll(in cx, out _)) Show(in given);", "static void Show(in Send value) => Use(value.ToString());")]
    public Task Polled(string before, string method, string after, string changed) =>
        FixTest<MoveAnalyzer, PassPolledByReferenceFix>.Check(Around(before, method), Around(after, changed));

    [Fact]
    public Task Is_not_offered_for_what_is_kept() =>
        FixTest<MoveAnalyzer, PassPolledByReferenceFix>.CheckNotOffered(Around("if (!given.Poll(in cx, out _)) Keep({|PG0205:given|});", "void Keep(Send value) => array = [value];"));

    private static string Around(string statements, string method) => "global using Send = PollGen.Future<Channel.SendMachine, PollGen.Unit>;\n" + Channel.Source + $$"""
        partial class Program
        {
            private Send field;
            private readonly Send constant;
            private (Send, int) pair;
            private Send[] array = [];

            void Run(Channel c, int n, in PollContext cx, Send given)
            {
                {{statements}}
            }

            {{method}}
            static void Use<T>(T value) { }
        }
        """;
}
