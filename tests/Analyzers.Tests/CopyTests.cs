using PollGen.Analyzers.Tests.Testing;

namespace PollGen.Analyzers.Tests;

/// <summary>Every kind of operation that copies, each flagged; and the moves beside them, allowed.</summary>
public class CopyTests
{
    [Fact]
    public Task Flags() => Check(
    [
        // Initialisers, assignments, arguments, returns.
        "var copy = {|PG0204:field|}; Use(copy);",
        "var copy = {|PG0204:other.field|}; Use(copy);",
        "var copy = {|PG0204:Program.common|}; Use(copy);",
        "var copy = {|PG0204:array[n + 1]|}; Use(copy);",
        "var copy = {|PG0204:array[0]|}; Use(copy);",
        "var copy = {|PG0204:grid[0, 1]|}; Use(copy);",
        "var copy = {|PG0204:array[^1]|}; Use(copy);",
        "var copy = {|PG0204:Reference()|}; Use(copy);",
        "ref var place = ref Reference(); var copy = {|PG0204:place|}; Use(copy);",
        "var copy = (flag ? ref {|PG0204:field|} : ref {|PG0204:other.field|}); Use(copy);",
        "Use({|PG0204:field|}!);",
        "field = {|PG0204:other.field|};",
        "array[n] = {|PG0204:field|};",
        "Use({|PG0204:field|});",
        "Use({|PG0204:span[n + 1]|});",
        "Send Copy() => {|PG0204:field|}; Use(Copy());",
        "new LocalExecutor().SpawnDetached({|PG0204:field|});",
        "Use(new Send[] { {|PG0204:field|} }.Length);",
        "_ = Future.Join({|PG0204:field|}, c.Receive());",
        "Use({|PG0204:field|}.Boxed());",
        // Conditionals, switches.
        "Use(flag ? {|PG0204:field|} : {|PG0204:other.field|});",
        "Use(flag ? c.Send(1) : {|PG0204:field|});",
        "Use(n switch { 1 => {|PG0204:field|}, _ => {|PG0204:other.field|} });",
        "Use(maybe ?? {|PG0204:field|});",
        "Use({|PG0204:perhaps!.Value|});",
        "Send first; var second = ({|PG0204:first|} = c.Send(1)); Use(second); Use(first);",
        // Patterns.
        "if (field is {|PG0204:var copy|}) Use(copy);",
        "if (field is {|PG0204:{ } copy|}) Use(copy);",
        "if (field is {|PG0204:Send copy|}) Use(copy);",
        "if (other is { field: {|PG0204:var copy|} }) Use(copy);",
        "if (pair is ({|PG0204:var copy|}, 1)) Use(copy);",
        "if (array is [{|PG0204:var copy|}, ..]) Use(copy);",
        "if (boxed is {|PG0204:Send copy|}) Use(copy);",
        "if (pairs is [({|PG0204:var copy|}, _), ..]) Use(copy);",
        "if (array is [.., {|PG0204:var copy|}]) Use(copy);",
        "if (array is [_, {|PG0204:.. var copies|}]) Use(copies);",
        "if (list is [_, {|PG0204:.. var copies|}]) Use(copies);",
        "if (field is {|PG0204:var copy|} and {|PG0204:var another|}) { Use(copy); Use(another); }",
        "if (field is {|PG0204:IFuture<Unit> copy|}) Use(copy);",
        "switch (boxed) { case {|PG0204:Send copy|}: Use(copy); break; }",
        "Use(boxed switch { {|PG0204:Send copy|} => copy, _ => c.Send(1) });",
        // Collections.
        "foreach (var {|PG0204:copy|} in array) Use(copy);",
        "foreach (var {|PG0204:copy|} in list) Use(copy);",
        "foreach (var {|PG0204:copy|} in span) Use(copy);",
        "foreach (ref var place in span) Use({|PG0204:place|});",
        "foreach ({|PG0204:var (copy, _)|} in pairs) Use(copy);",
        "foreach (var {|PG0204:each|} in map) Use(each.Key);",
        "foreach (var {|PG0204:each|} in map.Values) Use(each);",
        "Send[] copies = [{|PG0204:field|}]; Use(copies);",
        "Send[] copies = [.. {|PG0204:array|}]; Use(copies);",
        "_ = Future.JoinAll({|PG0204:field|}, {|PG0204:other.field|});",
        "Use({|PG0204:list[0]|});",
        "Use({|PG0204:map[\"\"]|});",
        "if (map.{|PG0204:TryGetValue|}(\"\", out var copy)) Use(copy);",
        "Use(queue.{|PG0204:Peek|}());",
        "Use(array.{|PG0204:Clone|}());",
        "Array.{|PG0204:Copy|}(array, new Send[1], 1);",
        "Array.{|PG0204:Resize|}(ref array, 3);",
        "array.{|PG0204:CopyTo|}(new Send[1], 0);",
        "Array.{|PG0204:Fill|}(array, c.Send(1));",
        "Use({|PG0204:array[1..]|});",
        "Use(span.{|PG0204:ToArray|}());",
        "span.{|PG0204:CopyTo|}(array);",
        "Use(list.{|PG0204:ToArray|}());",
        "Use(array.{|PG0204:ToList|}());",
        "Use(list.{|PG0204:First|}());",
        "Use(new List<Send>({|PG0204:array|}));",
        "Use(new List<Send> { {|PG0204:field|} });",
        "Use(new Dictionary<string, Send> { [\"a\"] = {|PG0204:field|} });",
        "Use(new Holds { Work = {|PG0204:field|} });",
        "Use(new[,] { { {|PG0204:field|} } });",
        "Use(new Pack({|PG0204:field|}, {|PG0204:other.field|}));",
        "list[0] = {|PG0204:field|};",
        "Send[] copies = [.. {|PG0204:list|}, .. {|PG0204:span|}]; Use(copies);",
        "Use(from each in array {|PG0204:select|} each);",
        "Use({|PG0204:span.Slice(1)[0]|});",
        "Use({|PG0204:new Memory<Send>(array).Span[0]|});",
        "Use({|PG0204:new ArraySegment<Send>(array)[0]|});",
        "var fixedArray = System.Collections.Immutable.ImmutableArray.Create<Send>(); Use({|PG0204:fixedArray[0]|});",
        "list.{|PG0204:AddRange|}(array);",
        // With, tuples, deconstruction.
        "Use({|PG0204:holder|} with { Number = 2 });",
        "Use({|PG0204:kept|} with { Number = 2 });",
        "Use({|PG0204:MemberwiseClone|}());",
        "Use(Tuple.Create({|PG0204:field|}));",
        "perhaps ??= {|PG0204:field|};",
        "Use(({|PG0204:field|}, 1));",
        "Use({|PG0204:pair|});",
        "var (copy, _) = {|PG0204:pair|}; Use(copy);",
        "(array[0], _) = ({|PG0204:field|}, 1);",
        "Use({|PG0204:pair.Item1|});",
        // Boxing, unboxing, interfaces, nullable.
        "object copy = {|PG0204:field|}; Use(copy);",
        "IFuture<Unit> copy = {|PG0204:field|}; Use(copy);",
        "Send? copy = {|PG0204:field|}; Use(copy);",
        "Use({|PG0204:(Send)boxed|});",
        "dynamic copy = {|PG0204:field|}; Use(copy);",
        "Use($\"{{|PG0204:field|}}\");",
        "Func<BoxedFuture<Unit>> make = {|PG0204:field|}.Boxed; Use(make);",
        // Captures.
        "var own = c.Send(1); Action run = () => Use({|PG0204:own|});",
        "var own = c.Send(1); void Run() => Use({|PG0204:own|}); Run();",
        "Func<Send> make = () => {|PG0204:field|}; Use(make);",
        "Use({|PG0204:primary|});",
        "IEnumerable<Send> Each() { yield return {|PG0204:field|}; } Use(Each());",
        "Func<Send, Action> run = given => () => Use({|PG0204:given|}); Use(run);",
        // Members on values and on places that cannot be changed.
        "{|PG0204:c.Send(1)|}.Poll(in cx, out _);",
        "{|PG0204:new Machine<int>()|}.Poll(in cx, out _);",
        "{|PG0204:constant|}.Poll(in cx, out _);",
        "{|PG0204:given|}.Poll(in cx, out _);",
        "{|PG0204:list[0]|}.Poll(in cx, out _);",
        "{|PG0204:Automatic|}.Poll(in cx, out _);",
        "ref readonly var place = ref field; {|PG0204:place|}.Poll(in cx, out _);",
        "foreach (var each in Make()) {|PG0204:each|}.Poll(in cx, out _);",
        "Use({|PG0204:Automatic|});",
        "Use({|PG0204:given|});",
        // Pointers, Unsafe.
        "Machine<int> own = new(); unsafe { Use({|PG0204:*&own|}); }",
        "unsafe { Use(System.Runtime.CompilerServices.Unsafe.{|PG0204:Read|}<Machine<int>>((void*)0)); }",
        "Use({|PG0204:System.Runtime.CompilerServices.Unsafe.As<int, Machine<int>>(ref n)|});",
        "Use({|PG0204:System.Runtime.CompilerServices.Unsafe.Unbox<Send>(boxed)|});",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "var own = c.Send(1); Use(own);",
        "var own = c.Send(1); var moved = own; Use(moved);",
        "field = c.Send(1);",
        "var own = c.Send(1); field = own;",
        "array[0] = c.Send(1); list.Add(c.Send(2)); map[\"\"] = c.Send(3);",
        "var own = c.Send(1); object any = own; Use(any);",
        "var own = c.Send(1); IFuture<Unit> any = own; Use(any);",
        "Use(flag ? c.Send(1) : c.Send(2));",
        "var own = c.Send(1); Use(flag ? own : c.Send(2));",
        "var (own, _) = (c.Send(1), 2); Use(own);",
        "Send[] all = [c.Send(1), c.Send(2)]; Use(all);",
        "Use(Future.JoinAll(array)); Use(Future.JoinAll(list));",
        "Use(new[] { 1, 2 }.Select(item => c.Send(item)).ToArray());",
        "foreach (var made in Make()) Use(made);",
        "if (c.Send(1) is var own) Use(own);",
        "ByReference(ref field); ByReadonly(in field);",
        "ByReference(ref array[n]); foreach (ref var place in span) ByReference(ref place);",
        "var taken = field; field = c.Send(1); Use(taken);",
        "var taken = field; field = default; Use(taken);",
        "var taken = array[n]; array[n] = default; Use(taken);",
        "var taken = this.other.field; Use(taken); this.other.field = default;",
        "Use(Future.Take(ref field));",
        "foreach (ref var place in span) Use(Future.Take(ref place));",
        "var reference = array; Use(reference); Use(list.Count); Use(list);",
        "Use(queue.Dequeue()); if (queue.TryDequeue(out var own)) Use(own);",
        "if (field.Poll(in cx, out _)) return;",
        "if (array[0].Poll(in cx, out _)) return;",
        "foreach (ref var place in span) { if (place.Poll(in cx, out _)) return; }",
        "Use(nameof(field)); Use(field.ToString()!);",
        "var handle = new LocalExecutor().Spawn(c.Send(1)); var copy = handle; Use(copy); Use(handle);",
        "(field, other.field) = (c.Send(1), c.Send(2));",
        "Use(array.Count()); Use(list.Any());",
        "foreach (ref var each in pairs.AsSpan()) ByReference(ref each.Item1);",
        "if (span is [_, .. var rest]) Use(rest.Length);",
        "if (array is [_, .. _]) n++;",
        "Use(plain with { Number = 2 });",
        "Send[] whole = [.. Make()]; Use(whole);",
    ]);

    [Fact]
    public Task In_async_methods_and_iterators() => RuleTest<MoveAnalyzer>.Check(Channel.Source + """
        static class Program
        {
            static async Task Wait(Channel c, Future<Channel.SendMachine, Unit> {|PG0204:given|})
            {
                var {|PG0204:kept|} = c.Send(1);
                var used = c.Send(2);
                Use(used);
                await Task.Yield();
                Use(kept);
                Use(given);
                var later = c.Send(3);
                Use(later);
            }

            static IEnumerable<int> Each(Channel c, Future<Channel.SendMachine, Unit> {|PG0204:given|})
            {
                var {|PG0204:kept|} = c.Send(1);
                yield return 1;
                Use(kept);
                Use(given);
            }

            static async Task Loop(Channel c)
            {
                while (true)
                {
                    var own = c.Send(1);
                    Use(own);
                    await Task.Yield();
                }
            }

            static void Use(object future) { }
        }
        """);

    [Fact]
    public Task Of_structs_that_are_marked_or_hold_a_future() => RuleTest<MoveAnalyzer>.Check(Channel.Source + """
        [NonCopyable] struct Token { public int Number; }
        struct Pair { public Token Left; public Machine<int> Right; }
        struct Free { public int Number; public Machine<int>[] Many; public BoxedFuture<int>? Boxed; public JoinHandle<int> Handle; }
        [Copyable] struct Handle : IFuture<int>
        {
            public readonly bool Poll(in PollContext cx, out int result) { result = 0; return true; }
            public readonly bool PollCancel(in PollContext cx) => true;
        }

        class Program<T, TMachine> where TMachine : struct, IFuture<T>
        {
            private Token token;
            private Pair pair;
            private Free free;
            private Handle handle;
            private TMachine machine;
            private (int, Token) tuple;
            private Token? maybe;

            void Run()
            {
                Use({|PG0204:token|});
                Use({|PG0204:pair.Left|});
                Use({|PG0204:machine|});
                Use({|PG0204:tuple|});
                Use({|PG0204:maybe|});
                Use(free);
                Use(handle);
                Use(pair.Left.Number);
            }

            Pair Whole() => {|PG0204:pair|};

            static void Use<TValue>(TValue value) { }
        }
        """);

    [Fact]
    public Task What_a_method_is_given_to_take() => RuleTest<MoveAnalyzer>.Check(Channel.Source + """
        struct Twice<TMachine>(Future<TMachine, int> inner) : IFuture<int> where TMachine : struct, IFuture<int>
        {
            private Future<TMachine, int> inner = inner;

            public bool Poll(in PollContext cx, out int result) => inner.Poll(in cx, out result);
            public bool PollCancel(in PollContext cx) => inner.PollCancel(in cx);

            [Moved] public Future<TMachine, int> Unwrap() => inner;
            [Moved] public Future<TMachine, int> Unwrapped => inner;
            public Future<TMachine, int> Copy() => {|PG0204:inner|};
            public Twice<TMachine> Self() => {|PG0204:this|};
        }

        static class Program
        {
            static object Box<TMachine>([Moved] in TMachine machine) where TMachine : struct, IFuture<int> => machine;
            static object Copy<TMachine>(in TMachine machine) where TMachine : struct, IFuture<int> => {|PG0204:machine|};

            static void All(LocalExecutor executor, [Moved] Future<Channel.SendMachine, Unit>[] futures)
            {
                foreach (var future in futures)
                    executor.SpawnDetached(future);
            }

            static void Each(LocalExecutor executor, [Moved] ReadOnlySpan<Future<Channel.SendMachine, Unit>> futures)
            {
                for (var i = 0; i < futures.Length; i++)
                    executor.SpawnDetached(futures[i]);
            }
        }
        """);

    private const string Parameters =
        "Channel c, bool flag, int n, in PollContext cx, in Send given, Send[] array, Send[,] grid, List<Send> list, Span<Send> span, Dictionary<string, Send> map, Queue<Send> queue, object boxed, Send? maybe";

    // Each in a method of its own.
    private static Task Check(string[] statements) => RuleTest<MoveAnalyzer>.Check("""
        global using System.Linq;
        global using Send = PollGen.Future<Channel.SendMachine, PollGen.Unit>;

        """ + Channel.Source + $$"""
        record struct Holder(Machine<int> Machine, int Number);

        record Kept(Send Work, int Number);
        record Plain(int Number);
        class Holds { public Send Work; }
        class Pack(params Send[] all) { public int Count => all.Length; }

        unsafe partial class Program(Send primary)
        {
            private (Send, int)[] pairs = [];
            private Kept kept = null!;
            private Plain plain = null!;
            private static Send common;
            private readonly Send constant;
            private Send? perhaps;
            private Send field;
            private Holder holder;
            private (Send, int) pair;
            private Program other = null!;
            private Send Automatic { get; set; }

            {{string.Concat(statements.Select((statement, number) => $"\n    void Run{number}({Parameters})\n    {{\n        {statement}\n    }}\n"))}}
            private ref Send Reference() => ref field;
            private static IEnumerable<Send> Make() => [];
            private static void ByReference(ref Send place) { }
            private static void ByReadonly(in Send place) { }
            private static void Use<T>(T value) where T : allows ref struct { }
        }
        """);
}
