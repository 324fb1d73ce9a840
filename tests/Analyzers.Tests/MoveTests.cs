using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>What may be done with a future depends on what has been done with it, on every path.</summary>
public class MoveTests
{
    [Fact]
    public Task Moved_after_a_poll() => Check(
    [
        "var own = c.Send(1); if (!own.Poll(in cx, out _)) executor.SpawnDetached({|PG0205:own|});",
        "var own = c.Send(1); bool ready = own.Poll(in cx, out _); Use({|PG0205:own|}); Use(ready);",
        "var own = c.Send(1); while (!own.Poll(in cx, out _)) { } Use({|PG0205:own|});",
        "var own = c.Send(1); if (flag) { while (!own.Poll(in cx, out _)) { } } Use({|PG0205:own|});",
        "if (!given.Poll(in cx, out _)) { object boxed = {|PG0205:given|}; Use(boxed); }",
        "if (!given.Poll(in cx, out _)) field = {|PG0205:given|};",
        "if (!field.Poll(in cx, out _)) { Use({|PG0205:field|}); field = default; }",
        "var pair = (c.Send(1), 1); if (!pair.Item1.Poll(in cx, out _)) Use({|PG0205:pair|});",
        "var own = c.Send(1); again: if (!own.Poll(in cx, out _)) goto again; Use({|PG0205:own|});",
        "var own = c.Send(1); try { while (!own.Poll(in cx, out _)) { } } catch { Use({|PG0205:own|}); }",
        "var own = c.Send(1); while (!own.PollCancel(in cx)) { } Use({|PG0205:own|});",
        "var own = c.Send(1); Action run = () => { var inner = c.Send(1); if (!inner.Poll(default, out _)) Use({|PG0205:inner|}); }; Use(own); Use(run);",
        "foreach (ref var place in span) { if (!place.Poll(in cx, out _)) list.Add(c.Send(1)); }",
        "foreach (ref var place in CollectionsMarshal.AsSpan(list)) { if (!place.Poll(in cx, out _)) list.Add(c.Send(2)); }",
        "if (!CollectionsMarshal.AsSpan(list)[n].Poll(in cx, out _)) {|PG0205:list|}.Add(c.Send(1));",
        "ref var place = ref CollectionsMarshal.AsSpan(list)[n]; if (!place.Poll(in cx, out _)) {|PG0205:list|}.Insert(0, c.Send(1));",
        "ref var own = ref field; if (!own.Poll(in cx, out _)) { Use({|PG0205:field|}); field = default; }",
    ]);

    [Fact]
    public Task Moved_before_the_first_poll() => Check(
    [
        "var own = c.Send(1); executor.SpawnDetached(own);",
        "var own = c.Send(1); if (flag) Use(own); else field = own;",
        "var own = c.Send(1); var moved = own; while (!moved.Poll(in cx, out _)) { }",
        "object boxed = given; Use(boxed);",
        "var own = Future.Yield(); if (!own.Poll(in cx, out _)) Keep(own);",
        "var own = c.Send(1); ByReference(ref own); Use(own);",
        "Use(flag ? given : c.Send(2));",
        "var own = flag ? given : c.Send(1); Use(own);",
        "list.Add(c.Send(1)); list.Add(given);",
        "var pair = (c.Send(1), c.Send(2)); Use(pair.Item1); while (!pair.Item2.Poll(in cx, out _)) { }",
    ]);

    [Fact]
    public Task Used_after_a_move() => Check(
    [
        "var own = c.Send(1); Use(own); Use({|PG0206:own|});",
        "var own = c.Send(1); if (flag) Use(own); Use({|PG0206:own|});",
        "var own = c.Send(1); while (flag) Use({|PG0206:own|});",
        "var own = c.Send(1); for (int i = 0; i < 2; i++) executor.SpawnDetached({|PG0206:own|});",
        "var own = c.Send(1); executor.SpawnDetached(own); while (!{|PG0206:own|}.Poll(in cx, out _)) { }",
        "Use(given); ByReference(ref {|PG0206:given|});",
        "Use(Future.Join(given, {|PG0206:given|}));",
        "var own = c.Send(1); Use((own, {|PG0206:own|}));",
        "var own = c.Send(1); try { Use(own); } finally { Use({|PG0206:own|}); }",
        "var own = c.Send(1); try { Use(own); } catch { Use({|PG0206:own|}); }",
        "var own = c.Send(1); switch (n) { case 1: Use(own); break; default: break; } Use({|PG0206:own|});",
        "var own = c.Send(1); again: Use({|PG0206:own|}); if (flag) goto again;",
        "var pair = (c.Send(1), c.Send(2)); Use(pair.Item1); Use({|PG0206:pair|});",
        "var pair = (c.Send(1), c.Send(2)); Use(pair); Use({|PG0206:pair.Item2|});",
        "var own = c.Send(1); ByReadonly(in own); Use(own.Boxed()); Use({|PG0206:own|}.Boxed());",
    ]);

    [Fact]
    public Task Set_anew_after_a_move() => Check(
    [
        "var own = c.Send(1); Use(own); own = c.Send(2); Use(own);",
        "var own = c.Send(1); if (flag) { Use(own); return; } Use(own);",
        "var own = c.Send(1); if (flag) { Use(own); throw new Exception(); } Use(own);",
        "while (flag) { var own = c.Send(1); Use(own); }",
        "var own = c.Send(1); while (flag) { Use(own); own = c.Send(2); } Use(own);",
        "var own = c.Send(1); for (;;) { Use(own); break; }",
        "Send own; if (flag) own = c.Send(1); else own = c.Send(2); Use(own);",
        "var pair = (c.Send(1), c.Send(2)); Use(pair.Item1); Use(pair.Item2);",
        "var own = c.Send(1); Use(flag ? own : given); own = c.Send(1); Use(own);",
        "switch (n) { case 1: Use(given); break; case 2: field = given; break; }",
        "Use(n switch { 1 => given, _ => c.Send(1) });",
    ]);

    [Fact]
    public Task Polled_after_its_end() => Check(
    [
        "var own = c.Send(1); while (!own.Poll(in cx, out _)) { } while (!{|PG0207:own|}.Poll(in cx, out _)) { }",
        "if (given.Poll(in cx, out _)) while (!{|PG0207:given|}.Poll(in cx, out _)) { } else while (!given.PollCancel(in cx)) { }",
        "while (!given.PollCancel(in cx)) { } while (!{|PG0207:given|}.Poll(in cx, out _)) { }",
        "var own = c.Send(1); bool ready = own.Poll(in cx, out _); if (ready) while (!{|PG0207:own|}.Poll(in cx, out _)) { } else while (!own.PollCancel(in cx)) { }",
        "if (!given.PollCancel(in cx)) while (!{|PG0207:given|}.Poll(in cx, out _)) { }",
        "if (field.Poll(in cx, out _)) n = {|PG0207:field|}.Poll(in cx, out _) ? 1 : 2;",
        "while (flag) { if ({|PG0207:field|}.Poll(in cx, out _)) n++; }",
        "if (array[0].Poll(in cx, out _)) n = {|PG0207:array[0]|}.Poll(in cx, out _) ? 1 : 2;",
    ]);

    [Fact]
    public Task Polled_until_its_end() => Check(
    [
        "while (!given.Poll(in cx, out _)) { }",
        "try { while (!given.Poll(in cx, out _)) { } } catch { while (!given.PollCancel(in cx)) { } throw; }",
        "try { n++; } finally { try { Action run = () => { var own = c.Send(1); try { while (!own.Poll(default, out _)) { } } finally { n++; } }; run(); } finally { n++; } }",
        "n++; try { n++; try { Func<Send, int> run = inner => { while (!inner.Poll(default, out _)) { } return 1; }; n = run(given); } finally { n++; } } finally { n++; }",
        "if (!given.Poll(in cx, out _)) { while (!given.PollCancel(in cx)) { } }",
        "bool ready = false; while (!ready) ready = given.Poll(in cx, out _);",
        "while (flag) { if (field.Poll(in cx, out _)) return; }",
        "while (flag) { if (field.Poll(in cx, out _)) field = c.Send(1); }",
        "for (int i = 0; i < array.Length; i++) if (array[i].Poll(in cx, out _)) n++;",
        "if (flag && field.Poll(in cx, out _)) return; if (field.Poll(in cx, out _)) n++;",
        "if (n == 0 || field.PollCancel(in cx)) field = c.Send(1);",
        "do { } while (!given.Poll(in cx, out _)); while (!given.PollCancel(in cx)) { }",
    ]);

    [Fact]
    public Task Overwritten_while_it_is_pending() => Check(
    [
        "if (!field.Poll(in cx, out _)) {|PG0208:field|} = c.Send(1);",
        "if (!field.Poll(in cx, out _)) { if (flag) {|PG0208:field|} = default; }",
        "if (!field.PollCancel(in cx)) {|PG0208:field|} = c.Send(1);",
        "if (!array[0].Poll(in cx, out _)) {|PG0208:array[0]|} = c.Send(1);",
        "var own = c.Send(1); while (!own.Poll(in cx, out _)) {|PG0208:own|} = c.Send(2);",
        "if (!other.field.Poll(in cx, out _)) {|PG0208:other.field|} = c.Send(1);",
    ]);

    [Fact]
    public Task Overwritten_when_it_is_over() => Check(
    [
        "if (field.Poll(in cx, out _)) field = c.Send(1);",
        "if (!field.Poll(in cx, out _)) { while (!field.PollCancel(in cx)) { } field = c.Send(1); }",
        "field = c.Send(1); field = c.Send(2);",
        "bool over = flag || field.PollCancel(in cx); if (over) field = default;",
        "for (int i = 0; i < array.Length; i++) if (!array[i].Poll(in cx, out _)) n++;",
    ]);

    [Fact]
    public Task Pending_where_it_goes_out_of_scope() => Check(
    [
        "var {|PG0209:own|} = c.Send(1); if (!own.Poll(in cx, out _)) return;",
        "var {|PG0209:own|} = c.Send(1); n = own.Poll(in cx, out _) ? 1 : 2;",
        "while (flag) { var {|PG0209:own|} = c.Send(1); if (!own.Poll(in cx, out _)) continue; n++; }",
        "var {|PG0209:own|} = c.Send(1); try { if (!own.Poll(in cx, out _)) return; } finally { n++; }",
        "var {|PG0209:own|} = c.Send(1); if (own.Poll(in cx, out _)) return; if (!own.PollCancel(in cx)) return;",
        "var {|PG0209:pair|} = (c.Send(1), 1); if (!pair.Item1.Poll(in cx, out _)) return;",
        "var {|PG0209:own|} = c.Send(1); for (int i = 0; i < 3; i++) if (own.Poll(in cx, out _)) return;",
    ]);

    [Fact]
    public Task Given_up_before_it_goes_out_of_scope() => Check(
    [
        "var own = c.Send(1); try { if (!own.Poll(in cx, out _)) return; } finally { while (!own.PollCancel(in cx)) { } }",
        "var own = c.Send(1); while (!own.Poll(in cx, out _)) { if (flag) { while (!own.PollCancel(in cx)) { } return; } }",
        "var own = c.Send(1); ByReference(ref own);",
        "if (!field.Poll(in cx, out _)) return;",
        "var own = c.Send(1); if (flag) return; Use(own);",
    ]);

    [Fact]
    public Task Never_used_on_any_path() => Check(
    [
        "Send own; {|PG0210:own|} = c.Send(1);",
        "var {|PG0210:own|} = c.Send(1); own = c.Send(2); Use(own);",
        "var {|PG0210:own|} = c.Send(1); if (flag) { own = c.Send(2); Use(own); }",
        "var own = c.Send(1); Use(own); {|PG0210:own|} = c.Send(2);",
        "var {|PG0210:own|} = flag ? c.Send(1) : c.Send(2); own = given; Use(own);",
    ]);

    [Fact]
    public Task Used_on_some_path() => Check(
    [
        "var own = c.Send(1); if (flag) Use(own);",
        "var own = c.Send(1); if (flag) own = c.Send(2); Use(own);",
        "var own = c.Send(1); while (flag) { Use(own); own = c.Send(2); }",
        "Send own = default; own = c.Send(1); Use(own);",
        "var own = c.Send(1); try { n++; } finally { Use(own); }",
    ]);

    [Fact]
    public Task In_a_future_written_by_hand() => RuleTest<MoveAnalyzer>.Check(Channel.Source + """
        struct First<TMachine1, TMachine2>(Future<TMachine1, int> left, Future<TMachine2, int> right) : IFuture<int>
            where TMachine1 : struct, IFuture<int>
            where TMachine2 : struct, IFuture<int>
        {
            private Future<TMachine1, int> left = left;
            private Future<TMachine2, int> right = right;
            private bool isOver;

            public bool Poll(in PollContext cx, out int result)
            {
                if (!left.Poll(in cx, out result) && !right.Poll(in cx, out result))
                    return false;
                isOver = true;
                return true;
            }

            public bool PollCancel(in PollContext cx)
            {
                bool isLeftOver = left.PollCancel(in cx);
                return right.PollCancel(in cx) && isLeftOver;
            }

            public void Restart(Future<TMachine1, int> next, in PollContext cx)
            {
                if (!left.Poll(in cx, out _))
                    {|PG0208:left|} = next;
            }

            public static BoxedFuture<int> Box(First<TMachine1, TMachine2> first, in PollContext cx)
            {
                if (first.Poll(in cx, out var result))
                    return Future.Ready(result).Boxed();
                return new Future<First<TMachine1, TMachine2>, int>({|PG0205:first|}).Boxed();
            }
        }
        """);

    private const string Parameters = "Channel c, bool flag, int n, in PollContext cx, Send given, Send[] array, List<Send> list, Span<Send> span, LocalExecutor executor";

    // Each in a method of its own.
    private static Task Check(string[] statements) => RuleTest<MoveAnalyzer>.Check("""
        global using System.Linq;
        global using System.Runtime.InteropServices;
        global using Send = PollGen.Future<Channel.SendMachine, PollGen.Unit>;

        """ + Channel.Source + $$"""
        partial class Program
        {
            private Send field;
            private Program other = null!;
            {{string.Concat(statements.Select((statement, number) => $"\n    void Run{number}({Parameters})\n    {{\n        {statement}\n    }}\n"))}}
            private static void ByReference(ref Send place) { }
            private static void ByReadonly(in Send place) { }
            private static void Keep(Future<YieldMachine, Unit> future) { }
            private static void Use<T>(T value) where T : allows ref struct { }
        }
        """);
}
