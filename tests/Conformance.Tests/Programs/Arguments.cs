#define DEFINED_HERE
#undef NET10_0

using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;
using ConditionalAttribute = System.Diagnostics.ConditionalAttribute;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>How arguments reach their parameters when one of them suspends.</summary>
public static partial class Arguments
{
    private static string Many(int a, string b = "b", int c = 3, [CallerMemberName] string member = "", [CallerArgumentExpression(nameof(a))] string text = "") => $"{a}{b}{c}{member}{text} ";

    private static string References(ref int a, in int b, out int c, int d)
    {
        c = a + b + d;
        a = -d;
        return $"{a}{b}{c} ";
    }

    private static string ReadOnly(ref readonly int a, int b) => $"{a}{b} ";

    [Coroutine]
    public static string OptionalAndCallerInfo(Co co, Trace t) =>
        Many(t.Get(co, 1)) + Many(c: t.See(5), a: t.Get(co, 2)) + Many(t.See(1), c: t.Get(co, 4)) + Many(b: t.Get(co, "x"), a: t.See(3)) + Many(1 + t.Get(co, 1), member: t.Get(co, "m"));

    [Coroutine]
    public static string NamedReferences(Co co, Trace t)
    {
        int x = 1, y = 2;
        string a = References(d: t.Get(co, 10), a: ref x, b: in y, c: out int z);
        string b = References(ref x, t.Get(co, 5), out z, d: t.Get(co, z));
        string c = References(ref x, y, out int w, t.Get(co, y = 7));
        string d = ReadOnly(ref y, t.Get(co, y = 8)) + ReadOnly(in x, t.Get(co, x = 9));
        return $"{a}{b}{c}{d}{x} {y} {z} {w}";
    }

    [Coroutine]
    public static string AnInArgumentFromAnElement(Co co, Trace t)
    {
        int[] items = [1, 2];
        var box = new Box(3);
        return Order.TakeIn(in items[t.See(0)], t.Get(co, items[0] = 5)) + " " + Order.TakeIn(in box.Point.X, t.Get(co, box.Point.X = 6))
            + " " + Order.TakeIn(t.Get(co, 7), items[1]) + " " + Order.TakeIn(items[1] + 1, t.Get(co, items[1] = 8));
    }

    [Conditional("NEVER_DEFINED")]
    private static void Omitted(Trace t, int value) => t.Log($"omitted {value}");

    [Conditional("NET10_0")]
    private static void OmittedHere(Trace t, int value) => t.Log($"omitted {value}");

    [Conditional("NEVER_DEFINED"), Conditional("DEFINED_HERE")]
    private static void Kept(Trace t, int value) => t.Log($"kept {value}");

    [Coroutine]
    public static string ConditionalCalls(Co co, Trace t)
    {
        Omitted(t, t.Get(co, t.See(1)));
        Kept(t, t.Get(co, t.See(2)));
        OmittedHere(t, t.Get(co, t.See(3)));
        Kept(t, t.See(4));
        OmittedHere(t, t.See(5));
        return "end";
    }

    [Coroutine]
    public static string AGenericReceiver(Co co, Trace t) => Deep(co, t, new Box(1)) + Deep(co, t, new Boxlike { Value = 2 });

    [Coroutine]
    public static string Deep<T>(Co co, Trace t, T item)
        where T : IBox
    {
        item.Value = t.Get(co, 5);
        item.Value += t.Get(co, item.Value = 6);
        var items = new[] { item };
        items[t.See(0)].Value += t.Get(co, 7);
        return $"{item.Value} {items[0].Value} ";
    }

    private struct Boxlike : IBox
    {
        public int Value { get; set; }
    }

    private sealed class Box(int value) : IBox
    {
        public int Field;
        public Point Point;

        public int Value { get; set; } = value;
    }

    [Coroutine]
    public static string SpanConversions(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        return $"{items.Sum3(t.Get(co, 4))} {Kind(items, t.Get(co, 5))} {Kind("text", t.Get(co, 6))} {"abc".Last3(t.Get(co, 'd'))} {items.Contains(t.Get(co, 2))}";
    }

    private static string Kind(ReadOnlySpan<int> items, int more) => $"span {items.Length}{more}";

    private static string Kind(object items, int more) => $"object {more}";

    [Coroutine]
    public static string Priorities(Co co, Trace t) => Prior(new List<int> { 1 }, t.Get(co, 2)) + Prior([1], t.Get(co, 3));

    [OverloadResolutionPriority(1)]
    private static string Prior(IEnumerable<int> items, int more) => $"enumerable {more} ";

    private static string Prior(List<int> items, int more) => $"list {more} ";

    [Coroutine]
    public static string MethodGroupsAndLambdas(Co co, Trace t) =>
        Apply(Double, t.Get(co, 1)) + Apply(x => x + 1, t.Get(co, 2)) + Apply(t.Get<Func<int, int>>(co, x => x * 3), t.See(3)) + Apply(t.See("ab", "receiver").IndexOfLength, t.Get(co, 4)) + "";

    private static int Double(int x) => x * 2;

    private static int Apply(Func<int, int> f, int x) => f(x);

    [Coroutine]
    public static string Typed(Co co, Trace t) =>
        Types(typeof(int), nameof(Typed), default(int), t.Get(co, 1)) + Types(typeof(List<>), nameof(List<>), sizeof(int), t.Get(co, 2));

    private static string Types(Type type, string name, int number, int more) => $"{type.Name}{name}{number}{more} ";

    [Coroutine]
    public static string BaseAndThis(Co co, Trace t) => new Derived(t).Run(co);

    private class Base(Trace t)
    {
        public virtual string Describe(int a, int b) => t.See($"base {a}{b} ");

        protected Trace T => t;
    }

    private sealed partial class Derived(Trace t) : Base(t)
    {
        private int field = 1;

        public override string Describe(int a, int b) => T.See($"derived {a}{b} ");

        [Coroutine]
        public string Run(Co co) => base.Describe(T.See(1), T.Get(co, 2)) + this.Describe(T.Get(co, 3), field) + Describe(field, T.Get(co, field = 4)) + this[T.Get(co, 5), field];

        private string this[int a, int b] => $"{a}{b}";
    }
}

internal static class ArgumentExtensions
{
    extension(ReadOnlySpan<int> items)
    {
        public int Sum3(int more) => items.Length + items[0] + more;
    }

    public static string Last3(this ReadOnlySpan<char> text, char more) => $"{text[^1]}{more}";

    public static int IndexOfLength(this string text, int more) => text.Length + more;
}
