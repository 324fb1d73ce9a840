namespace PollGen.Analyzers.Tests.Wrong;

internal static class WrongPrograms
{
    public static IReadOnlyList<WrongProgram> All { get; } =
    [
        // Double effects.
        new("A field is copied into a task, and polled as well", "PG0204", "a a A", "a a A a a A",
            "using var executor = new LocalExecutor(); executor.SpawnDetached(field); executor.RunUntilIdle(); while (!field.Poll(in cx, out _)) { }",
            "private static Future<WorkMachine, int> field = Work(\"a\");"),
        new("A future is spawned twice", "PG0206", "a a A", "a a a A a A",
            "using var executor = new LocalExecutor(); var work = Work(\"a\"); executor.SpawnDetached(work); executor.SpawnDetached(work); executor.RunUntilIdle();"),
        new("A future is joined with itself", "PG0206", "a a A", "a a a A a A",
            "var work = Work(\"a\"); Future.BlockOn(Future.Join(work, work));"),
        new("A future in a loop is spawned in every round", "PG0206", "a a A", "a a a A a A",
            "using var executor = new LocalExecutor(); var work = Work(\"a\"); for (int i = 0; i < 2; i++) executor.SpawnDetached(work); executor.RunUntilIdle();"),
        new("Elements are polled as copies", "PG0204", "a b a A b B", "a b a b a b a b",
            "var all = new[] { Work(\"a\"), Work(\"b\") }; for (int round = 0; round < 4; round++) foreach (var one in all) Poll(one);",
            "private static void Poll(Future<WorkMachine, int> work) => work.Poll(default, out _);"),
        new("A half-way future is moved into a task, and its variable is polled on", "PG0205", "a a A", "a a A a A",
            "using var executor = new LocalExecutor(); var work = Work(\"a\"); if (!work.Poll(in cx, out _)) executor.SpawnDetached(work); executor.RunUntilIdle(); while (!work.Poll(in cx, out _)) { }"),
        new("A list grows while one of its futures is half-way", "PG0205", "a a A", "a a A a A",
            "var list = new List<Future<WorkMachine, int>>(1) { Work(\"a\") }; ref var first = ref CollectionsMarshal.AsSpan(list)[0]; if (!first.Poll(in cx, out _)) list.Add(Work(\"b\")); "
            + "while (!first.Poll(in cx, out _)) { } while (!CollectionsMarshal.AsSpan(list)[0].Poll(in cx, out _)) { }"),
        new("An array is copied by Clone", "PG0204", "a a A", "a a A a a A",
            "var all = new[] { Work(\"a\") }; var again = (Future<WorkMachine, int>[])all.Clone(); while (!all[0].Poll(in cx, out _)) { } while (!again[0].Poll(in cx, out _)) { }"),
        new("A parameter of an iterator is enumerated twice", "PG0204", "a a A", "a a A a a A",
            "var rounds = Each(Work(\"a\")); foreach (var _ in rounds) { } foreach (var _ in rounds) { }",
            "private static IEnumerable<int> Each(Future<WorkMachine, int> work) { while (!work.Poll(default, out _)) yield return 1; }"),
        new("A boxed copy is polled beside the field", "PG0204", "a a A", "a a a A a A",
            "IFuture<int> boxed = field; while (!field.Poll(in cx, out _) | !boxed.Poll(in cx, out _)) { }",
            "private static Future<WorkMachine, int> field = Work(\"a\");"),
        new("A copy is made by with", "PG0204", "a a A", "a a A a a A",
            "var first = new Job { Work = Work(\"a\") }; jobs[0] = first; var second = jobs[0] with { Number = 2 }; while (!jobs[0].Work.Poll(in cx, out _)) { } while (!second.Work.Poll(in cx, out _)) { }",
            "private static readonly Job[] jobs = new Job[1]; private struct Job { public Future<WorkMachine, int> Work; public int Number; }"),

        // No progress: what is polled is a copy that nobody keeps.
        new("A readonly field is polled", "PG0204", "a a A", "a a a",
            "for (int i = 0; i < 3; i++) _ = field.Poll(in cx, out _);",
            "private static readonly Future<WorkMachine, int> field = Work(\"a\");"),
        new("An element of a list is polled", "PG0204", "a a A", "a a a",
            "var list = new List<Future<WorkMachine, int>> { Work(\"a\") }; for (int i = 0; i < 3; i++) _ = list[0].Poll(in cx, out _);"),
        new("What a dictionary gives is polled", "PG0204", "a a A", "a a a",
            "var map = new Dictionary<int, Future<WorkMachine, int>> { [1] = Work(\"a\") }; for (int i = 0; i < 3; i++) { map.TryGetValue(1, out var work); _ = work.Poll(in cx, out _); }"),
        new("The value of a nullable is polled", "PG0204", "a a A", "a a a",
            "Future<WorkMachine, int>? maybe = Work(\"a\"); for (int i = 0; i < 3; i++) _ = maybe.Value.Poll(in cx, out _);"),
        new("A new future is made for every poll", "PG0204", "a a A", "a a a",
            "for (int i = 0; i < 3; i++) _ = Work(\"a\").Poll(in cx, out _);"),
        new("The in parameter of a method is polled", "PG0204", "a a A", "a a a",
            "var work = Work(\"a\"); for (int i = 0; i < 3; i++) PollOnce(in work);",
            "private static void PollOnce(in Future<WorkMachine, int> work) => _ = work.Poll(default, out _);"),

        // Stale reads and lost writes: a reference names the place that a value has left.
        new("A reference points into what was moved away", "PG0219", "5", "0",
            "var job = new Job(); ref int number = ref job.Number; var moved = job; number = 5; Say($\"{moved.Number}\");",
            "[NonCopyable] private struct Job { public int Number; }"),
        new("A coroutine is handed a variable that is moved before it runs", "PG0219", "1", "0",
            "var job = new Job(); var counting = Count(ref job); var moved = job; Future.BlockOn(counting); Say($\"{moved.Number}\");",
            "[NonCopyable] private struct Job { public int Number; } [Coroutine] private static void Count(Co co, ref Job job) { co.Await(Future.Yield()); job.Number++; }"),
        new("A coroutine keeps a reference to what is replaced", "PG0219", "first", "second",
            "Future.BlockOn(Read());",
            "[NonCopyable] private struct Job { public string Name; } [Coroutine] private static void Read(Co co) { var job = new Job { Name = \"first\" }; ref string name = ref job.Name; co.Await(Future.Yield()); job = new Job { Name = \"second\" }; Say(name); }"),

        // Polls after the end.
        new("A future is polled after its result", "PG0207", "a a A", "a a A InvalidOperationException",
            "var work = Work(\"a\"); while (!work.Poll(in cx, out _)) { } while (!work.Poll(in cx, out _)) { }"),
        new("A function that has captured a future runs twice", "PG0204", "a a A", "a a A InvalidOperationException",
            "var work = Work(\"a\"); Action run = () => { while (!work.Poll(default, out _)) { } }; run(); run();"),

        // Leaks: clean-up that never runs.
        new("A pending future is overwritten", "PG0208", "a A b b B", "a b b B",
            "var work = Work(\"a\"); if (!work.Poll(in cx, out _)) work = Work(\"b\"); while (!work.Poll(in cx, out _)) { }"),
        new("A pending future goes out of scope", "PG0209", "a A", "a",
            "var work = Work(\"a\"); _ = work.Poll(in cx, out _);"),
        new("A race is left as it is", "PG0202", "a b a b B A", "a b a b B",
            "using var executor = new LocalExecutor(); executor.Run(Race());",
            "[Coroutine] private static void Race(Co co) { var race = Future.Race(Work(\"a\", 5), Work(\"b\")); co.Await(race.Next()); }"),
        new("A catch cleans up, and the coroutine is cancelled", "PG0218", "open closed", "open",
            "var use = Use(); if (!use.Poll(in cx, out _)) { while (!use.PollCancel(in cx)) { } }",
            "[Coroutine] private static void Use(Co co) { Say(\"open\"); try { co.Await(Future.Never()); } catch { Close(); throw; } } private static void Close() => Say(\"closed\");"),
        new("Clean-up that has to wait is asked once", "PG0216", "open closed", "open",
            "var use = Use(); if (!use.Poll(in cx, out _)) use.PollCancel(in cx);",
            "[Coroutine] private static void Use(Co co) { Say(\"open\"); try { co.Await(Future.Never()); } finally { co.Await(Future.Yield()); Say(\"closed\"); } }"),

        // Lost wakes: nobody polls again.
        new("A future waits and tells nobody", "PG0215", "opened", "",
            "var door = new bool[1]; using var executor = new LocalExecutor(); executor.SpawnDetached(Enter(door)); executor.RunUntilIdle(); door[0] = true; executor.RunUntilIdle();",
            "[Coroutine] private static void Enter(Co co, bool[] door) { co.Await(new Opened(door)); Say(\"opened\"); } "
            + "private struct Opened(bool[] door) : IFuture<Unit> { public readonly bool Poll(in PollContext cx, out Unit result) { result = default; if (door[0]) return true; return false; } public readonly bool PollCancel(in PollContext cx) => true; }"),
        new("A combinator polls with a context of its own", "PG0215", "a a A", "a",
            "var executor = new LocalExecutor(); executor.SpawnDetached(Enter()); executor.RunUntilIdle();",
            "[Coroutine] private static void Enter(Co co) => co.Await(new Same { Inner = Work(\"a\") }); "
            + "private struct Same : IFuture<int> { public Future<WorkMachine, int> Inner; public bool Poll(in PollContext cx, out int result) => Inner.Poll(new PollContext(Waker.None), out result); public bool PollCancel(in PollContext cx) => Inner.PollCancel(in cx); }"),

        // Nothing happens, or not what was meant.
        new("A call forgets co", "PG0201", "a a A end", "end",
            "using var executor = new LocalExecutor(); executor.Run(Both());",
            "[Coroutine] private static void Both(Co co) { Work(\"a\"); Say(\"end\"); }"),
        new("A future is replaced before anybody has it", "PG0210", "a a A b b B", "b b B",
            "using var executor = new LocalExecutor(); var work = Work(\"a\"); work = Work(\"b\"); executor.SpawnDetached(work); executor.RunUntilIdle();"),
        new("A select begins anew in every round", "PG0217", "a a a A", "a a A a a A a a A",
            "using var executor = new LocalExecutor(); executor.Run(Rounds());",
            "[Coroutine] private static void Rounds(Co co) { for (int i = 0; i < 3; i++) { var won = co.Await(Future.SelectBiased(Work(\"a\", 2), Future.Yield())); if (won.IsFirst(out _)) break; } }"),
        new("The result of Settled is dropped", "PG0216", "failed", "done",
            "using var executor = new LocalExecutor(); executor.Run(Try());",
            "[Coroutine] private static void Try(Co co) { co.Await(Fail().Settled()); Say(\"done\"); } [Coroutine] private static void Fail(Co co) { co.Await(Future.Yield()); throw new InvalidOperationException(); }"),
        new("Nobody asks whether there was room", "PG0216", "1 2 full", "1 2",
            "var shelf = new Shelf(); for (int i = 1; i <= 3; i++) shelf.TryAdd(i);",
            "private sealed class Shelf { private int count; [MustUse(\"says whether there was room\")] public bool TryAdd(int item) { if (count == 2) return false; count++; Say($\"{item}\"); return true; } }"),
        new("A task whose handle is dropped fails", "PG0211", "failed", "",
            "var executor = new LocalExecutor(); executor.UnhandledException += _ => Say(\"failed\"); executor.Spawn(Fail()); executor.RunUntilIdle();",
            "[Coroutine] private static void Fail(Co co) { co.Await(Future.Yield()); throw new InvalidOperationException(); }"),
        new("A coroutine blocks on a future", "PG0212", "a a A", "InvalidOperationException",
            "using var executor = new LocalExecutor(); executor.Run(Wait());",
            "[Coroutine] private static void Wait(Co co) { co.Await(Future.Yield()); Future.BlockOn(Work(\"a\")); }"),
        new("A lock is held across a suspension", "PG0213", "in out in out", "in in out out",
            "using var executor = new LocalExecutor(); executor.SpawnDetached(Enter()); executor.SpawnDetached(Enter()); executor.RunUntilIdle();",
            "private static readonly object gate = new(); [Coroutine] private static void Enter(Co co) { Monitor.Enter(gate); Say(\"in\"); co.Await(Future.Yield()); Say(\"out\"); Monitor.Exit(gate); }"),
        new("A loop lets nobody else run", "PG0214", "a step a A step", "a step step a A",
            "using var executor = new LocalExecutor(); executor.SpawnDetached(Loop()); executor.SpawnDetached(Work(\"a\")); executor.RunUntilIdle();",
            "[Coroutine] private static void Loop(Co co) { co.Await(Future.Yield()); for (int i = 0; i < 2; i++) Say(\"step\"); }"),
    ];
}
