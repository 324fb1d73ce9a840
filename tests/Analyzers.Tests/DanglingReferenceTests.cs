using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>References, spans and scoped futures that point into a value of one place, which then goes somewhere else.</summary>
public class DanglingReferenceTests
{
    [Fact]
    public Task Flags() => Check(
    [
        // Moved away.
        "ref int n = ref page.Number; Use(page); {|PG0219:n|} = 1;",
        "ref int n = ref page.Number; Use(page); Use({|PG0219:n|});",
        "Span<byte> bytes = page.Bytes; Use(page); {|PG0219:bytes|}[0] = 1;",
        "ReadOnlySpan<byte> bytes = page.Bytes[..4]; Use(page); Use({|PG0219:bytes|}.Length);",
        "var bytes = page.AsSpan(); var moved = page; {|PG0219:bytes|}[0] = 1; Use(moved);",
        "var rest = page.AsSpan()[1..]; Use(page); {|PG0219:rest|}.Clear();",
        "ref int n = ref page.Reference; Use(page); {|PG0219:n|}++;",
        "var bytes = page.AsSpan(); var rest = bytes.Slice(1); Use(page); Use({|PG0219:rest|}[0]);",
        "var one = MemoryMarshal.CreateSpan(ref page, 1); Use(page); {|PG0219:one|}[0].Number = 1;",
        "ref int n = ref (flag ? ref page.Number : ref second.Number); Use(second); {|PG0219:n|} = 1;",
        "ref int n = ref page.Number; if (flag) Use(page); {|PG0219:n|} = 1;",
        "ref int n = ref page.Number; for (int i = 0; i < 2; i++) { {|PG0219:n|}++; if (flag) { Use(page); page = new(); } }",
        "ref int n = ref page.Number; try { Use(page); } finally { {|PG0219:n|} = 1; }",
        "ref int n = ref page.Number; {|PG0219:n|} = flag ? Taken(page) : 2;",
        "ref int n = ref pair.Left.Number; Use(pair); {|PG0219:n|} = 1;",
        "var reader = new Reader(ref page.Number); Use(page); Use({|PG0219:reader|}.Number);",
        "ref int n = ref page.Number; Take(ref page); {|PG0219:n|} = 1;",
        // Replaced.
        "var bytes = page.AsSpan(); page = new Page(); {|PG0219:bytes|}[0] = 1;",
        "ref int n = ref field.Number; var moved = field; field = default; {|PG0219:n|} = 1; Use(moved);",
        "ref int n = ref page.Number; Use(Future.Take(ref page)); {|PG0219:n|} = 1;",
        // Futures that hold a reference.
        "var counting = Count(ref page); Use(page); co.Await({|PG0219:counting|});",
        "var counting = Count(ref page.Number); page = new Page(); co.Await({|PG0219:counting|});",
        "var both = Future.Join(Count(ref page), Count(ref second)); var moved = second; co.Await({|PG0219:both|}); Use(moved);",
        "var filling = c.Fill(numbers.AsSpan()); Use(numbers); co.Await({|PG0219:filling|});",
        // Of a future itself, where another name of it is not known.
        "ref var place = ref own; place = ref given; Use(given); Use({|PG0219:place|}.ToString()!);",
        "var all = MemoryMarshal.CreateSpan(ref own, 1); Use(own); while (!{|PG0219:all|}[0].Poll(default, out _)) { }",
        "foreach (ref var each in MemoryMarshal.CreateSpan(ref own, 1)) { Use(own); while (!{|PG0219:each|}.Poll(default, out _)) { } break; }",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "ref int n = ref page.Number; n = 1; Use(page);",
        "int n = page.Number; Use(page); n++; Use(n);",
        "ref int n = ref page.Number; n = 1; var moved = page; n = ref moved.Number; n = 2; Use(moved);",
        "var bytes = page.AsSpan(); bytes[0] = 1; page = new Page(); bytes = page.AsSpan(); bytes[0] = 2;",
        "var bytes = page.AsSpan().ToArray(); Use(page); bytes[0] = 1;",
        "var length = page.AsSpan().Length; Use(page); Use(length);",
        "var bytes = numbers.AsSpan(); page.Number = 1; page.Bytes[0] = 2; Use(page); Use(second);  if (flag) return;",
        "var bytes = page.AsSpan(); page.Number = 5; page.Touch(); bytes[0] = 1;",
        "var bytes = Bytes(in page); Use(page); Use(bytes.Length);",
        "ref int n = ref page.Number; if (flag) { Use(page); return; } n = 1;",
        "while (flag) { var inner = new Page(); var bytes = inner.AsSpan(); bytes[0] = 1; Use(inner); }",
        "ref int n = ref pair.Left.Number; Use(pair.Right); n = 1;",
        "var counting = Count(ref page); co.Await(counting); Use(page);",
        "co.Await(Count(ref page)); Use(page);",
        "ref var place = ref own; own = c.Send(2); Use(place.ToString()!);",
        "var bytes = other.AsSpan(); Use(other); bytes[0] = 1;",
        "ref var place = ref (flag ? ref own : ref given); Use(place.ToString()!); Use(own); Use(given);",
        "Span<int> all = numbers; all[0] = 1; Use(numbers);",
        "var bytes = page.AsSpan(); Use(page); bytes = flag ? other : default; bytes.Clear();",
    ]);

    // Each in a coroutine of its own.
    private static Task Check(string[] statements) => RuleTest<MoveAnalyzer>.Check("""
        global using System.Diagnostics.CodeAnalysis;
        global using System.Runtime.CompilerServices;
        global using System.Runtime.InteropServices;
        global using Send = PollGen.Future<Channel.SendMachine, PollGen.Unit>;

        """ + Channel.Source + $$"""
        [InlineArray(16)]
        public struct Bytes16 { private byte first; }

        [InlineArray(4)]
        [NonCopyable]
        public struct Numbers { private int first; [UnscopedRef] public Span<int> AsSpan() => this; }

        [NonCopyable]
        public struct Page
        {
            public int Number;
            public Bytes16 Bytes;
            public void Touch() => Number++;
            [UnscopedRef] public Span<byte> AsSpan() => Bytes;
            [UnscopedRef] public ref int Reference => ref Number;
        }

        public struct Pair { public Page Left; public Page Right; }

        public ref struct Reader(ref int number) { public ref int Number = ref number; }

        public partial class Program
        {
            private Page field;
            {{string.Concat(statements.Select((statement, number) => $$"""

                    [Coroutine] void Run{{number}}(Co co, Channel c, bool flag, byte[] other, Send given)
                    {
                        Page page = new(), second = new(); Pair pair = default; Numbers numbers = default; var own = c.Send(1);
                        {{statement}}
                    }

                """))}}
            [Coroutine] static void Count(Co co, ref Page page) { co.Await(Future.Yield()); page.Number++; }
            [Coroutine] static void Count(Co co, ref int number) { co.Await(Future.Yield()); number++; }
            static ReadOnlySpan<byte> Bytes(scoped in Page page) => new byte[page.Number];
            static int Taken(Page page) => page.Number;
            static void Take([Moved] ref Page page) { }
            static void Use<T>(T value) where T : allows ref struct { }
        }
        """);
}
