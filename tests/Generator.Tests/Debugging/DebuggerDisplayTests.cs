using System.Diagnostics;
using System.Reflection;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Debugging;

/// <summary>What a debugger shows for a machine, by the attributes that it reads.</summary>
public sealed class DebuggerDisplayTests
{
    private const string Source = """
        public struct Bell : IFuture<int>
        {
            private int polls;
            public int Rings;
            public bool Poll(in PollContext cx, out int result) { result = 1; return ++polls > Rings; }
            public bool PollCancel(in PollContext cx) => ++polls > Rings;
        }

        public sealed class Wire
        {
            public static Future<Bell, int> Bell(int rings) => new(new Bell { Rings = rings });
        }

        public static partial class Reader
        {
            [Coroutine]
            public static int ReadExactly<T>(Co co, T count)
            {
                return co.Await(Wire.Bell(1)); // await
            }

            [Coroutine]
            public static int ReadFrame(Co co, int count)
            {
                var length = ReadExactly(co, count); // header
                try
                {
                    length += Reader.ReadExactly<int>(co, Reader.Same((length))); // body
                    co.Await(Wire.Bell(length)); // bell
                }
                finally
                {
                    co.Await(Wire.Bell(2)); // clean-up
                }

                return length;
            }

            public static int Same(int value) => value;

            [Coroutine]
            public static void Quoted(Co co) => co.Await(Future.Ready("\"a\"").Boxed()); // quoted
        }
        """;

    private static readonly ProgramRun Run = ProgramRun.Of(Source);

    [Fact]
    public void A_machine_says_where_it_waits_and_for_what()
    {
        using var program = new LoadedProgram(Binary.Of(Run));
        var machine = New(program, "ReadFrameMachine", 4);
        Assert.Equal("not started", machine.Text);
        machine.Poll();
        Assert.Equal($"waiting at Program.cs:{LineOf("// header")} for ReadExactly", machine.Text);
        machine.Poll();
        Assert.Equal($"waiting at Program.cs:{LineOf("// body")} for ReadExactly", machine.Text);
        machine.Poll();
        Assert.Equal($"waiting at Program.cs:{LineOf("// bell")} for Wire.Bell(length)", machine.Text);
        machine.PollCancel();
        Assert.Equal("being given up", machine.Text);
        for (var i = 0; i < 9 && machine.Text == "being given up"; i++)
            machine.PollCancel();
        Assert.Equal("running or complete", machine.Text);
    }

    [Fact]
    public void Clean_up_that_waits_is_waited_for_like_anything_else()
    {
        using var program = new LoadedProgram(Binary.Of(Run));
        var machine = New(program, "ReadFrameMachine", 4);
        for (var i = 0; i < 5; i++)
            machine.Poll();
        Assert.Equal($"waiting at Program.cs:{LineOf("// clean-up")} for Wire.Bell(2)", machine.Text);
    }

    [Fact]
    public void A_future_shows_its_machine()
    {
        var display = typeof(Future<,>).GetCustomAttribute<DebuggerDisplayAttribute>()!;
        Assert.Equal("{machine}", display.Value);
        Assert.NotNull(typeof(Future<,>).GetField("machine", BindingFlags.Instance | BindingFlags.NonPublic));
    }

    [Fact]
    public void The_text_is_a_valid_literal_whatever_was_written() => Assert.Contains($"""1 => "waiting at Program.cs:{LineOf("// quoted")} for Future.Ready(\"\\\"a\\\"\").Boxed()",""", Run.FileOf("QuotedMachine"), StringComparison.Ordinal);

    [Fact]
    public void It_takes_no_room_in_the_machine()
    {
        using var program = new LoadedProgram(Binary.Of(Run));
        var machine = program.Main.GetType("Reader+ReadFrameMachine", throwOnError: true)!;
        var field = Assert.Single(machine.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
        Assert.Equal("frame", field.Name);
        Assert.Equal(DebuggerBrowsableState.RootHidden, field.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State);
    }

    private static int LineOf(string mark) => Array.FindIndex(Source.Split('\n'), line => line.Contains(mark, StringComparison.Ordinal)) + 1;

    private static Shown New(LoadedProgram program, string machine, int argument)
    {
        var type = program.Main.GetType($"Reader+{machine}", throwOnError: true)!;
        var value = Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.NonPublic, null, [argument], null)!;
        return (Shown)Activator.CreateInstance(typeof(Shown<>).MakeGenericType(type), value)!;
    }

    private abstract class Shown
    {
        /// <summary>What the debugger makes of the display attribute.</summary>
        public abstract string Text { get; }

        public abstract void Poll();

        public abstract void PollCancel();
    }

    private sealed class Shown<TMachine>(TMachine value) : Shown
        where TMachine : struct, IFuture<int>
    {
        private TMachine machine = value;

        public override string Text
        {
            get
            {
                Assert.Equal("{DebuggerDisplay,nq}", typeof(TMachine).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
                var property = typeof(TMachine).GetProperty("DebuggerDisplay", BindingFlags.Instance | BindingFlags.NonPublic)!;
                return (string)property.GetValue(machine)!;
            }
        }

        public override void Poll() => machine.Poll(new PollContext(default), out _);

        public override void PollCancel() => machine.PollCancel(new PollContext(default));
    }
}
