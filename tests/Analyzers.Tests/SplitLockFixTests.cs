using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class SplitLockFixTests
{
    [Fact]
    public Task Before_and_behind() => Check(
        """
        // Counts.
        {|PG0103:lock|} (gate)
        {
            // before
            count++;
            Log();
            co.Await(Future.Yield()); // waits
            count--;
        } // done
        Log();
        """,
        """
        // Counts.
        lock (gate)
        {
            // before
            count++;
            Log();
        }
        co.Await(Future.Yield()); // waits
        lock (gate)
        {
            count--;
        } // done
        Log();
        """);

    [Fact]
    public Task A_value_is_at_hand_behind() => Check(
        """
        {|PG0103:lock|} (this.gate)
        {
            int next = Get(co);
            count += next;
        }
        """,
        """
        int next = Get(co);
        lock (this.gate)
        {
            count += next;
        }
        """);

    [Fact]
    public Task Several_suspensions() => Check(
        """
        {|PG0103:lock|} (gate)
        {
            count++;
            Get(co);
            count += Get(co);
        }
        """,
        """
        lock (gate)
        {
            count++;
        }
        Get(co);
        count += Get(co);
        """);

    [Fact]
    public Task Several_locks_at_once() => Check(
        """
        {|PG0103:lock|} (gate)
        {
            count++;
            Get(co);
        }
        {|PG0103:lock|} (typeof(Counter))
        {
            Get(co);
            count++;
        }
        """,
        """
        lock (gate)
        {
            count++;
        }
        Get(co);
        Get(co);
        lock (typeof(Counter))
        {
            count++;
        }
        """);

    [Theory]
    [InlineData("{|PG0103:lock|} (gate) { int old = count; Get(co); count = old; }")]
    [InlineData("{|PG0103:lock|} (gate) { if (Get(co) > 0) count++; }")]
    [InlineData("{|PG0103:lock|} (gate) Get(co);")]
    [InlineData("{|PG0103:lock|} (new object()) { Get(co); count++; }")]
    [InlineData("{|PG0103:lock|} (gate) { int x = Get(co); count = x; } { int x = 3; count = x; }")]
    [InlineData("if (count > 0) {|PG0103:lock|} (gate) { Get(co); }")]
    public Task Not_offered(string body) => Check(body, body);

    private static Task Check(string before, string after) => FixTest<CoroutineAnalyzer, SplitLockFix>.Check(Program(before), Program(after));

    private static string Program(string body) => $$"""
        partial class Counter
        {
            private readonly object gate = new();
            private int count;

            [Coroutine]
            void Run(Co co)
            {
                {{body.Replace("\n", "\n        ")}}
            }

            [Coroutine]
            int Get(Co co)
            {
                co.Await(Future.Yield());
                return 1;
            }

            void Log() { }
        }
        """;
}
