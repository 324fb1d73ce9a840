using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

public static partial class Members
{
    [Coroutine]
    public static int Instance(Co co, Trace t)
    {
        var account = new Account("a", t);
        account.Add(co, 3);
        account.Add(co, account.Add(co, 4));
        return account.Total;
    }

    [Coroutine]
    public static string Extension(Co co, Trace t) => "abc".Repeat(co, t, 2) + t.Get(co, "d").Repeat(co, t, t.Get(co, 1));

    [Coroutine]
    public static string Repeat(this string s, Co co, Trace t, int times)
    {
        string r = "";
        for (int i = 0; i < times; i++)
            r += t.Get(co, s);
        return r;
    }

    [Coroutine]
    public static string GenericConstraints(Co co, Trace t) =>
        $"{Largest(co, t, 3, 9, 4)} {Largest(co, t, "x", "z", "y")} {Make<List<int>, int>(co, t, 5).Count} {SizeOf<long>(co, t)} {NotNull(co, t, "n")}";

    [Coroutine]
    private static T Largest<T>(Co co, Trace t, params T[] items)
        where T : IComparable<T>
    {
        T best = items[0];
        foreach (T item in items)
        {
            if (t.Get(co, item).CompareTo(best) > 0)
                best = item;
        }

        return best;
    }

    [Coroutine]
    private static TList Make<TList, TItem>(Co co, Trace t, TItem item)
        where TList : class, ICollection<TItem>, new()
    {
        var list = new TList();
        list.Add(t.Get(co, item));
        list.Add(item);
        return list;
    }

    [Coroutine]
    private static int SizeOf<T>(Co co, Trace t)
        where T : unmanaged
    {
        T value = t.Get(co, default(T));
        return Unsafe.SizeOf<T>();
    }

    [Coroutine]
    private static T NotNull<T>(Co co, Trace t, T value)
        where T : notnull
        => t.Get(co, value);

    [Coroutine]
    public static string NestedGenericTypes(Co co, Trace t)
    {
        var pair = new Outer<int>.Inner<string>(1, "b");
        return pair.Both(co, t, 2.5) + Outer<string>.Inner<int>.Twice(co, t, "s", 4);
    }

    public partial class Outer<T>
    {
        public partial class Inner<TSecond>(T first, TSecond second)
        {
            [Coroutine]
            public string Both<TThird>(Co co, Trace t, TThird third)
            {
                T a = t.Get(co, first);
                TSecond b = t.Get(co, second);
                (T, TSecond, TThird) all = (a, b, t.Get(co, third));
                return Show.Of(all);
            }

            [Coroutine]
            public static string Twice(Co co, Trace t, T one, TSecond two) => $"{t.Get(co, one)}{t.Get(co, two)}{default(T)}";
        }
    }

    [Coroutine]
    public static string Overloads(Co co, Trace t) =>
        Pick(co, t, 1) + Pick(co, t, "s") + Pick(co, t, 1, 2) + Pick<long>(co, t) + Pick(co, t, (object)"o") + Pick(co, t, new[] { 1 });

    [Coroutine]
    private static string Pick(Co co, Trace t, int a) => "int" + t.Get(co, a);

    [Coroutine]
    private static string Pick(Co co, Trace t, string a) => "string" + t.Get(co, a);

    [Coroutine]
    private static string Pick(Co co, Trace t, object a) => "object" + t.Get(co, a);

    [Coroutine]
    private static string Pick(Co co, Trace t, int a, int b) => "ints" + t.Get(co, a + b);

    [Coroutine]
    private static string Pick(Co co, Trace t, int[] a) => "array" + t.Get(co, a.Length);

    [Coroutine]
    private static string Pick<T>(Co co, Trace t) => typeof(T).Name + t.Get(co, 0);

    [Coroutine]
    public static string NamedOverload(Co co, Trace t) => Read(co, t, 3) + Read(t, 4);

    [Coroutine(Overload = "ReadLater")]
    private static string Read(Co co, Trace t, int n) => "co" + t.Get(co, n);

    private static string Read(Trace t, int n) => "plain" + t.See(n);

    [Coroutine(Overload = "StartNamed")]
    public static int ANamedProgram(Co co, Trace t) => t.Get(co, 5);

    [Coroutine]
    public static void Void(Co co, Trace t)
    {
        Nothing(co, t, 1);
        if (t.Get(co, true))
            return;
        t.Log("no");
    }

    [Coroutine]
    private static void Nothing(Co co, Trace t, int n) => t.Get(co, n);

    [Coroutine]
    public static void NeverSuspends(Co co, Trace t) => t.Log("ran");

    [Coroutine]
    public static void Empty(Co co, Trace t)
    {
    }

    [Coroutine]
    public static string Records(Co co, Trace t)
    {
        var p = new Point(1, 2);
        var q = p.Shifted(co, t, 3);
        return $"{p} {q} {new Size(3, 4).Area(co, t)}";
    }

    public partial record Point(int X, int Y)
    {
        [Coroutine]
        public Point Shifted(Co co, Trace t, int by) => new Point(X + t.Get(co, by), Y) is { } moved && moved.X > t.Get(co, 0) ? moved : this;
    }

    public readonly partial record struct Size(int Width, int Height)
    {
        [Coroutine]
        public int Area(Co co, Trace t)
        {
            int w = t.Get(co, Width);
            return w * t.Get(co, Height);
        }
    }

    [Coroutine]
    public static string ReadonlyStruct(Co co, Trace t)
    {
        var m = new Money(5, "EUR");
        var sum = m.Plus(co, t, new Money(7, "EUR"));
        return sum.Text(co, t);
    }

    private readonly partial struct Money(int amount, string unit)
    {
        private readonly int amount = amount;
        private readonly string unit = unit;

        [Coroutine]
        public Money Plus(Co co, Trace t, Money other) => new(t.Get(co, amount) + t.Get(co, other.amount), unit);

        [Coroutine]
        public string Text(Co co, Trace t) => t.Get(co, amount) + unit;
    }

    [Coroutine]
    public static string PrivateNestedTypes(Co co, Trace t) => Swap(co, t, new Hidden { Value = 3 }).Value + "" + Second(co, t, Kind.B);

    [Coroutine]
    private static Hidden Swap(Co co, Trace t, Hidden h) => new() { Value = h.Value + t.Get(co, 1) };

    [Coroutine]
    private static Kind Second(Co co, Trace t, Kind k) => t.Get(co, k) == Kind.A ? Kind.B : Kind.A;

    private sealed class Hidden
    {
        public int Value;
    }

    private enum Kind
    {
        A,
        B,
    }

    [Coroutine]
    public static string Defaults(Co co, Trace t) =>
        WithDefaults(co, t) + WithDefaults(co, t, 5) + WithDefaults(co, t, name: "n") + WithDefaults(co, t, name: t.Get(co, "m"), a: t.Get(co, 6), kind: DayOfWeek.Friday);

    [Coroutine]
    private static string WithDefaults(Co co, Trace t, int a = 1, string name = "quo\"te\\", DayOfWeek kind = DayOfWeek.Monday, decimal d = 1.5m, char c = '\'', int? none = null, Guid id = default, double nan = double.NaN) =>
        $"{t.Get(co, a)}{name}{kind}{d}{c}{none}{id == default}{nan} ";

    [Coroutine]
    public static string Params(Co co, Trace t) =>
        Count(co, t) + Count(co, t, 1) + Count(co, t, t.Get(co, 1), t.See(2), t.Get(co, 3)) + Count(co, t, [4, 5]) + Listed(co, t, t.Get(co, "a"), "b");

    [Coroutine]
    private static string Count(Co co, Trace t, params int[] items) => t.Get(co, items.Length) + ":" + items.Sum() + " ";

    [Coroutine]
    private static string Listed(Co co, Trace t, params List<string> items) => t.Get(co, items.Count) + string.Concat(items);

    [Coroutine]
    public static string CallerInfo(Co co, Trace t)
    {
        string line = Who(co, t);
        return line + Who(co, t, t.Get(co, 3) + 1);
    }

    [Coroutine]
    private static string Who(Co co, Trace t, int value = 0, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0, [CallerArgumentExpression(nameof(value))] string text = "") =>
        $"{t.Get(co, value)} {member} {line > 0} {text};";

    [Coroutine]
    public static string PlainCallerInfo(Co co, Trace t)
    {
        string before = Plain();
        t.Get(co, 1);
        return before + Plain() + Plain(t.Get(co, "x"));
    }

    private static string Plain(string s = "", [CallerMemberName] string member = "", [CallerLineNumber] int line = 0, [CallerFilePath] string path = "") =>
        $"{s}{member}{line}{Path.GetFileName(path)};";

    [Coroutine]
    public static string NameOf(Co co, Trace t)
    {
        int local = t.Get(co, 1);
        return nameof(local) + nameof(NameOf) + nameof(t) + nameof(co) + nameof(Account.Total) + nameof(List<int>.Count) + t.Get(co, nameof(local)) + local;
    }

    [Coroutine]
    public static int KeywordIdentifiers(Co co, Trace t) => Keywords(co, t, 1, 2, 3);

    [Coroutine]
    private static int Keywords(Co co, Trace t, int @class, int @event, int @if)
    {
        int @while = t.Get(co, @class);
        int @int = t.Get(co, @event), @return = @while + @int;
        foreach (var @foreach in new[] { @return, @if })
            @while += t.Get(co, @foreach);
        Func<int> @lambda = () => @while + @int;
        t.Get(co, 0);
        return @lambda();
    }

    [Coroutine]
    public static int ParametersAreWritten(Co co, Trace t) => Written(co, t, 5, [1, 2]);

    [Coroutine]
    private static int Written(Co co, Trace t, int n, List<int> list)
    {
        while (n > t.Get(co, 2))
        {
            n--;
            list = [.. list, n];
        }

        return n * 100 + list.Count;
    }

    [Coroutine]
    public static string GenericClassesAndStatics(Co co, Trace t) => Cell<int>.Of(co, t, 3).Value + Cell<string>.Of(co, t, "q").Value;

    public sealed partial class Cell<T>
    {
        public required T Value { get; init; }

        [Coroutine]
        public static Cell<T> Of(Co co, Trace t, T value)
        {
            T kept = t.Get(co, value);
            return new Cell<T> { Value = kept };
        }
    }

    [Coroutine]
    public static string InheritedAndBaseMembers(Co co, Trace t) => new Derived { Name = "d" }.Describe(co, t);

    public partial class Base
    {
        public string Name = "";

        public virtual string Greet(string s) => "base " + s;

        [Coroutine]
        public string Shared(Co co, Trace t, int n) => Name + t.Get(co, n);
    }

    public partial class Derived : Base
    {
        public override string Greet(string s) => "derived " + s;

        [Coroutine]
        public string Describe(Co co, Trace t) => base.Greet(t.Get(co, "a")) + Greet(t.Get(co, "b")) + this.Shared(co, t, 1) + base.Shared(co, t, 2) + Shared(co, t, 3);
    }

    [Coroutine]
    public static int PrimaryConstructorParameters(Co co, Trace t) => new Counter(10, t).Up(co, 5) + new Counter(1, t).Up(co, 1);

    public partial class Counter(int start, Trace t)
    {
        [Coroutine]
        public int Up(Co co, int by)
        {
            start += t.Get(co, by);
            start += t.Get(co, start);
            return start;
        }
    }

    [Coroutine]
    public static string ManyParameters(Co co, Trace t) => Many(co, t, 1, 2, 3, "4", 5.5, '6', true, 8L, (9, "ten"), new DateTime(2020, 1, 2), TimeSpan.FromSeconds(3), null, [1]);

    [Coroutine]
    private static string Many(Co co, Trace t, byte a, short b, int c, string d, double e, char f, bool g, long h, (int, string Name) i, DateTime j, TimeSpan k, object? l, int[] m)
    {
        t.Get(co, 0);
        string r = Show.Of((a, b, c, d, e, f, g));
        t.Get(co, 1);
        return r + Show.Of((h, i.Name, j.Year, k, l, m));
    }

    [Coroutine]
    public static string ResultTypes(Co co, Trace t) =>
        Show.Of((Tuple(co, t), Nullable(co, t, true), Nullable(co, t, false), NullableReference(co, t), Function(co, t)(3), Array(co, t), Nested(co, t)));

    [Coroutine]
    private static (int Count, string? Name) Tuple(Co co, Trace t) => (t.Get(co, 1), t.Get(co, default(string)));

    [Coroutine]
    private static int? Nullable(Co co, Trace t, bool yes) => yes ? t.Get(co, 1) : null;

    [Coroutine]
    private static string? NullableReference(Co co, Trace t) => t.Get(co, false) ? "x" : null;

    [Coroutine]
    private static Func<int, int> Function(Co co, Trace t)
    {
        int n = t.Get(co, 4);
        return x => x * n;
    }

    [Coroutine]
    private static int[,] Array(Co co, Trace t) => new int[t.Get(co, 1), t.Get(co, 2)];

    [Coroutine]
    private static Dictionary<string, List<(int, int?)>> Nested(Co co, Trace t) => new() { ["a"] = [(t.Get(co, 1), null)] };

    public sealed partial class Account(string name, Trace t)
    {
        public int Total { get; private set; }

        [Coroutine]
        public int Add(Co co, int amount)
        {
            int before = Total;
            Total += t.Get(co, amount);
            t.Log($"{name}: {before} to {this.Total}");
            return Total;
        }
    }
}
