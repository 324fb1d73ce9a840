using System.Text.RegularExpressions;
using PollGen.Generator.Tests.Emission;

namespace PollGen.Generator.Tests.Debugging;

/// <summary>What the stack trace of an exception says that goes through three coroutines.</summary>
public sealed class StackTraceTests
{
    private const string Source = """
        using System;
        using PollGen;

        public static partial class Orders
        {
            [Coroutine]
            private static int Price(Co co, int item, bool waits)
            {
                if (waits)
                    co.Await(Future.Yield());
                return item > 0
                    ? item
                    : throw new ArgumentOutOfRangeException(nameof(item));
            }

            [Coroutine]
            private static int Total(Co co, int item, bool waits)
            {
                var tax = 2;
                return tax + Price(co, item, waits);
            }

            [Coroutine]
            private static int Bill(Co co, int item, bool waits)
            {
                var total = Total(co, item, waits);
                return total;
            }

            public static void AtOnce() => Future.BlockOn(Bill(-1, false));

            public static void AfterWaiting() => Future.BlockOn(Bill(-1, true));

            public static void Directly() => Bill(Co.Blocking, -1, true);

            [Coroutine]
            private static void Hold(Co co)
            {
                try
                {
                    co.Await(Future.Yield());
                }
                finally
                {
                    // It is the clean-up that fails.
                    throw new ArgumentOutOfRangeException();
                }
            }

            [Coroutine]
            private static void Holders(Co co)
            {
                Hold(co);
            }

            public static void GivenUp()
            {
                var future = Holders();
                future.Poll(new PollContext(default), out _);
                future.PollCancel(new PollContext(default));
            }
        }
        """;

    [Fact]
    public void Before_a_suspension_every_coroutine_stands_at_its_line() => Assert.Equal(
        """
        at Orders.Price in Program.cs:line 11
        at Orders.Total in Program.cs:line 20
        at Orders.Bill in Program.cs:line 26
        at PollGen.Future.BlockOn
        at Orders.AtOnce in Program.cs:line 30
        """,
        TraceOf("AtOnce", isDebug: false));

    /// <summary>What waits is polled, and its body not on the stack.</summary>
    [Fact]
    public void After_a_suspension_those_who_wait_stand_at_the_line_that_waits() => Assert.Equal(
        """
        at Orders.Price in Program.cs:line 11
        at Orders.TotalMachine.Poll in Program.cs:line 20
        at Orders.BillMachine.Poll in Program.cs:line 26
        at PollGen.Future.BlockOn
        at Orders.AfterWaiting in Program.cs:line 32
        """,
        TraceOf("AfterWaiting", isDebug: true));

    /// <summary>As documented: there the polls are inlined.</summary>
    [Fact]
    public void In_a_release_those_who_wait_are_missing() => Assert.Equal(
        """
        at Orders.Price in Program.cs:line 11
        at PollGen.Future.BlockOn
        at Orders.AfterWaiting in Program.cs:line 32
        """,
        TraceOf("AfterWaiting", isDebug: false));

    /// <summary>A finally block is a frame of its own beside that of its method.</summary>
    [Fact]
    public void What_clean_up_throws_has_its_line_and_those_of_all_that_are_given_up() => Assert.Equal(
        """
        at Orders.Hold in Program.cs:line 46
        at Orders.Hold
        at Orders.HoldersMachine.PollCancel in Program.cs:line 53
        at Orders.GivenUp in Program.cs:line 60
        """,
        TraceOf("GivenUp", isDebug: true));

    [Fact]
    public void In_direct_execution_it_is_that_of_any_method() => Assert.Equal(
        """
        at Orders.Price in Program.cs:line 11
        at Orders.Total in Program.cs:line 20
        at Orders.Bill in Program.cs:line 26
        at Orders.Directly in Program.cs:line 34
        """,
        TraceOf("Directly", isDebug: true));

    // The text as it is, without parameters and folders, down to the test.
    private static string TraceOf(string method, bool isDebug)
    {
        var program = isDebug ? CompiledProgram.Debug("Orders", Source) : CompiledProgram.Of("Orders", Source);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => program.Run("Orders", method));
        var lines = exception.StackTrace!.Split('\n').Select(line => line.Trim()).TakeWhile(line => !line.Contains("InvokeStub", StringComparison.Ordinal) && !line.StartsWith("at System.", StringComparison.Ordinal));
        return string.Join("\n", lines.Select(line => Regex.Replace(Regex.Replace(Regex.Replace(line, @"\[[^\]]*\](?=\()|\([^)]*\)", ""), @"(?<=PollGen\..*) in .*", ""), @"(?<= in )\S*/", "")));
    }
}
