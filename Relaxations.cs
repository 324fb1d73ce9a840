// Every place in the runtime, the samples and the tests' coroutines where a rule of PollGen is switched off, and why. There is no other.
using System.Diagnostics.CodeAnalysis;

[assembly: SuppressMessage("PollGen", "PG0105", Scope = "member", Target = "~M:PollGen.Conformance.Tests.Programs.Exceptions.Deep(PollGen.Co,PollGen.Conformance.Tests.Testing.Trace,System.Int32)",
    Justification = "Recursion is what the programs are about: the implicit box must do the same as a written one.")]
[assembly: SuppressMessage("PollGen", "PG0105", Scope = "member", Target = "~M:PollGen.Conformance.Tests.Programs.References.Structs.Counter.Deep(PollGen.Co,PollGen.Conformance.Tests.Testing.Trace,System.Int32)",
    Justification = "Recursion is what the programs are about: the implicit box must do the same as a written one.")]
[assembly: SuppressMessage("PollGen", "PG0105", Scope = "type", Target = "~T:PollGen.Conformance.Tests.Programs.Recursion",
    Justification = "Recursion is what the programs are about: the implicit box must do the same as a written one.")]
[assembly: SuppressMessage("PollGen", "PG0105", Scope = "type", Target = "~T:PollGen.Conformance.Tests.Programs.Recursion.Node`1",
    Justification = "Recursion is what the programs are about: the implicit box must do the same as a written one.")]
[assembly: SuppressMessage("PollGen", "PG0105", Scope = "member", Target = "~M:PollGen.Conformance.Tests.Programs.LocalCoroutines.Recursive(PollGen.Co,PollGen.Conformance.Tests.Testing.Trace)",
    Justification = "Recursion is what the programs are about: the implicit box must do the same as a written one.")]
[assembly: SuppressMessage("PollGen", "PG0105", Scope = "member", Target = "~M:PollGen.Conformance.Tests.Programs.LocalCoroutines.CallingEachOther(PollGen.Co,PollGen.Conformance.Tests.Testing.Trace)",
    Justification = "Recursion is what the programs are about: the implicit box must do the same as a written one.")]
[assembly: SuppressMessage("PollGen", "PG0105", Scope = "member", Target = "~M:PollGen.Conformance.Tests.Programs.References.LocalReferences.Recursive(PollGen.Co,PollGen.Conformance.Tests.Testing.Trace)",
    Justification = "Recursion is what the programs are about: the implicit box must do the same as a written one.")]
[assembly: SuppressMessage("PollGen", "PG0105", Scope = "member", Target = "~M:PollGen.Conformance.Tests.Programs.References.Parameters.Sort(PollGen.Co,PollGen.Conformance.Tests.Testing.Trace,System.Span{System.Int32})",
    Justification = "Recursion is what the programs are about: the implicit box must do the same as a written one.")]
[assembly: SuppressMessage("PollGen", "PG0215", Scope = "type", Target = "~T:PollGen.Benchmarks.Leaves.Arrival",
    Justification = "What is measured is the poll; its driver polls anyway.")]
[assembly: SuppressMessage("PollGen", "PG0215", Scope = "type", Target = "~T:PollGen.Benchmarks.Leaves.Beat",
    Justification = "What is measured is the poll; its driver polls anyway.")]
[assembly: SuppressMessage("PollGen", "PG0215", Scope = "type", Target = "~T:PollGen.Benchmarks.Spawning.IdleTasks.Idle`1",
    Justification = "It stands for a task that waits for ever, and takes up exactly the room of its buffer.")]
[assembly: SuppressMessage("PollGen", "PG0215", Scope = "type", Target = "~T:PollGen.Conformance.Tests.Testing.Probe`1",
    Justification = "A script interrupts it, and polls it again itself.")]
[assembly: SuppressMessage("PollGen", "PG0217", Scope = "member", Target = "~M:PollGen.Conformance.Tests.Programs.References.ScopedCombining.SelectsInALoop(PollGen.Co,PollGen.Conformance.Tests.Testing.Trace)",
    Justification = "What is made anew has won each time: the others wait longer, or for ever.")]
