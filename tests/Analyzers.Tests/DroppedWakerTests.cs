using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

public class DroppedWakerTests
{
    [Fact]
    public Task Flags() => Check(
    [
        "result = 0; return {|PG0215:false|};",
        "result = 0; if (isOpen) return true; return {|PG0215:false|};",
        "result = 0; switch (state) { case 1: kept = cx.Waker; return false; case 2: return {|PG0215:false|}; default: return true; }",
        "if (isOpen) return inner.Poll(in cx, out result); result = 0; return {|PG0215:false|};",
        "result = 0; try { if (!isOpen) return {|PG0215:false|}; } finally { state++; } return true;",
        "return inner.Poll({|PG0215:default|}, out result);",
        "return inner.Poll({|PG0215:new PollContext(Waker.None)|}, out result);",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "result = 0; if (isOpen) return true; kept = cx.Waker; return false;",
        "result = 0; return true;",
        "return inner.Poll(in cx, out result);",
        "if (!inner.Poll(in cx, out result)) return false; result++; return true;",
        "result = 0; if (isOpen && inner.Poll(in cx, out result)) return true; if (state == 1) return true; return false;",
        "result = 0; cx.Waker.Wake(); return false;",
        "result = 0; Keep(in cx); return false;",
        "throw new InvalidOperationException();",
    ]);

    [Fact]
    public Task Allows_other_methods() => RuleTest<DroppedWakerAnalyzer>.Check("""
        class Door
        {
            public bool Poll(in PollContext cx) => false;
            public bool Close() => false;
            public static bool Ask(Machine machine) => machine.Poll(new PollContext(Waker.None), out _);
        }

        struct Machine : IFuture<int>
        {
            bool IFuture<int>.Poll(in PollContext cx, out int result) { result = 0; return {|PG0215:false|}; }
            public bool Poll(in PollContext cx, out int result) { result = 0; cx.Waker.Wake(); return false; }
            public bool PollCancel(in PollContext cx) => false;
        }
        """);

    // Each in a future of its own.
    private static Task Check(string[] bodies) => RuleTest<DroppedWakerAnalyzer>.Check(Channel.Source + string.Concat(bodies.Select((body, number) => $$"""

        struct Hand{{number}} : IFuture<int>
        {
            private Machine<int> inner;
            private Waker kept;
            private bool isOpen;
            private int state;

            public bool Poll(in PollContext cx, out int result)
            {
                {{body}}
            }

            public bool PollCancel(in PollContext cx) => true;
            private void Keep(in PollContext cx) => kept = cx.Waker;
        }
        """)));
}
