using System.Collections;
using System.Diagnostics.CodeAnalysis;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Members that are assigned while an object is made: required, init-only, nested; copies by "with".</summary>
public static partial class Initialisers
{
    [Coroutine]
    public static string RequiredMembers(Co co, Trace t)
    {
        var person = new Person(t, t.See("p")) { Name = t.Get(co, "n"), Age = t.See(3) };
        var other = new Person(t, name: "q") { Age = t.Get(co, 4), Name = t.See("m"), Nick = t.Get(co, "k") };
        return $"{person} {other}";
    }

    [Coroutine]
    public static string RequiredMembersSetByTheConstructor(Co co, Trace t)
    {
        var person = new Person(t) { Nick = t.Get(co, "k") };
        return $"{person}";
    }

    [Coroutine]
    public static string InitOnlyMembers(Co co, Trace t)
    {
        var settings = new Settings(t) { First = t.Get(co, 1), Second = t.See(2), Third = t.Get(co, 3), ["key"] = t.Get(co, 4), [t.See("other")] = t.Get(co, 5) };
        Settings derived = new DerivedSettings(t) { First = t.See(6), Second = t.Get(co, 7) };
        return $"{settings} {derived}";
    }

    [Coroutine]
    public static string AnExceptionBetweenMembers(Co co, Trace t)
    {
        try
        {
            _ = new Settings(t) { First = t.Get(co, 1), Second = t.Throw<int>("second"), Third = t.Get(co, 3) };
        }
        catch (LeafException e)
        {
            return t.Get(co, e.Message);
        }

        return "no";
    }

    [Coroutine]
    public static string GenericTypes(Co co, Trace t)
    {
        var one = new Pair<int> { First = t.Get(co, 1), Second = t.Get(co, 2) };
        var two = new Pair<string>("x") { First = t.See("a"), Second = t.Get(co, "b") };
        return $"{one} {two} {Make(co, t, 'c', 'd')}";
    }

    [Coroutine]
    public static string Make<T>(Co co, Trace t, T first, T second)
        where T : notnull => new Pair<T> { First = t.Get(co, first), Second = t.Get(co, second) }.ToString();

    [Coroutine]
    public static string Structs(Co co, Trace t)
    {
        var one = new Size { Width = t.Get(co, 1), Height = t.See(2) };
        var two = new Size(t.See(3)) { Height = t.Get(co, 4), Depth = t.Get(co, 5) };
        var three = new RequiredSize { Width = t.Get(co, 6) };
        return $"{one} {two} {three.Width}";
    }

    [Coroutine]
    public static string Nested(Co co, Trace t)
    {
        var tree = new Tree(t)
        {
            Left = { Value = t.Get(co, 1), Left = new Tree(t) { Value = t.Get(co, 2) } },
            Right = { Right = { Value = t.See(3), Items = { t.Get(co, 4), t.See(5) } } },
            Items = { t.See(6), t.Get(co, 7) },
            [t.See(0)] = { Value = t.Get(co, 8), Items = { t.Get(co, 9) } },
        };
        return tree.ToString();
    }

    [Coroutine]
    public static string CollectionsWithSeveralArguments(Co co, Trace t)
    {
        var bag = new Bag(t) { t.See(1), { t.Get(co, 2), t.See("two") }, t.Get(co, 3), { t.See(4), t.Get(co, "four") } };
        return Show.Of(bag);
    }

    [Coroutine]
    public static string AnInitialiserAsAnOperand(Co co, Trace t) =>
        t.See("a") + new Settings(t) { First = t.Get(co, 1) } + t.See("b") + new Size { Width = t.Get(co, 2) } + t.Get(co, "c");

    [Coroutine]
    public static string TargetTyped(Co co, Trace t)
    {
        Person person = new(t, "p") { Name = t.Get(co, "n"), Age = 1 };
        Size size = new() { Width = t.Get(co, 5) };
        return $"{person} {size} {Describe(new(t, "x") { Name = "y", Age = t.Get(co, 7) }, t.Get(co, 8))}";
    }

    private static string Describe(Person person, int more) => $"{person}{more}";

    [Coroutine]
    public static string TypeParameters(Co co, Trace t) => Fill<Box2>(co, t);

    [Coroutine]
    public static string Fill<T>(Co co, Trace t)
        where T : IBox, new() => new T { Value = t.Get(co, 4) }.Value + "";

    [Coroutine]
    public static string WithOnRecords(Co co, Trace t)
    {
        var one = new Song(t, "a", 1);
        var two = one with { Title = t.Get(co, "b") };
        var three = t.See(two, "two") with { Length = t.Get(co, 3), Title = t.See("c"), Genre = t.Get(co, "g") };
        Song four = new LongSong(t, "d", 4, 5) with { Parts = t.Get(co, 6), Length = t.Get(co, 7) };
        Song five = four with { Title = t.Get(co, "e") };
        return $"{one} {two} {three} {four} {five}";
    }

    [Coroutine]
    public static string WithCopiesFirst(Co co, Trace t)
    {
        var one = new Song(t, "a", 1) { Genre = "x" };
        var two = one with { Title = t.Get(co, one.Genre = "y"), Length = t.Get(co, 2) };
        var size = new Size { Width = 1, Depth = 2 };
        var other = size with { Width = t.Get(co, size.Depth = 5) };
        return $"{one} {two} {size} {other}";
    }

    [Coroutine]
    public static string WithOnStructs(Co co, Trace t)
    {
        var size = new Size { Width = 1, Height = 2 };
        var a = size with { Height = t.Get(co, 3) };
        var b = t.Get(co, a) with { Depth = t.Get(co, 4), Width = t.See(5) };
        var c = new Coordinates(1, 2) with { Y = t.Get(co, 6) };
        var d = (X: 1, Y: 2) with { Item1 = t.Get(co, 7) };
        return $"{size} {a} {b} {c} {d}";
    }

    [Coroutine]
    public static string WithOnAnonymousTypes(Co co, Trace t)
    {
        var copy = new { A = t.Get(co, 1), B = 2 } with { B = t.See(3), A = t.See(4) };
        return copy.ToString()!;
    }

    [Coroutine]
    public static string WithInWith(Co co, Trace t)
    {
        var one = new Song(t, "a", 1);
        var two = one with { Next = t.See(one, "one") with { Title = t.Get(co, "b") }, Title = t.Get(co, "c") };
        return $"{two} {two.Next}";
    }

    [Coroutine]
    public static string WithOnATypeParameter(Co co, Trace t) => Renamed(co, t, new LongSong(t, "a", 1, 2)).ToString();

    [Coroutine]
    public static T Renamed<T>(Co co, Trace t, T song)
        where T : Song => song with { Title = t.Get(co, "renamed") };

    [Coroutine]
    public static string WithOnNull(Co co, Trace t)
    {
        Song? none = null;
        return (none! with { Title = t.Get(co, "never") }).Title;
    }
}

public class Person
{
    private readonly Trace t;
    private readonly string id;

    public Person(Trace t, string name)
    {
        (this.t, id) = (t, name);
        t.Log($"new {name}");
    }

    [SetsRequiredMembers]
    public Person(Trace t, int age = 5)
    {
        (this.t, id, Name, Age) = (t, "sets", "all", age);
        t.Log("new");
    }

    public required string Name
    {
        get;
        set => field = t.See(value, $"name {value}");
    }

    public required int Age { get; init; }

    public string? Nick { get; init; }

    public override string ToString() => $"{id}:{Name}:{Age}:{Nick}";
}

public class Settings
{
    private readonly Trace t;
    private readonly Dictionary<string, int> map = [];

    public Settings(Trace t)
    {
        this.t = t;
        t.Log("settings");
    }

    public virtual int First
    {
        get;
        init => field = t.See(value, $"first {value}");
    }

    public int Second
    {
        get;
        init => field = t.See(value, $"second {value}");
    }

    public int Third { get; set; }

    public int this[string key]
    {
        init => map[key] = t.See(value, $"{key} is {value}");
    }

    public override string ToString() => $"{First} {Second} {Third} {Show.Of(map)}";
}

public sealed class DerivedSettings(Trace t) : Settings(t)
{
    public override int First
    {
        get => base.First;
        init => base.First = value * 10;
    }
}

public sealed class Pair<T>
    where T : notnull
{
    public Pair()
    {
    }

    public Pair(T third) => Third = third;

    public required T First { get; init; }

    public required T Second { get; init; }

    public T? Third { get; }

    public override string ToString() => $"({First} {Second} {Third})";
}

public struct Size(int height)
{
    public int Width { get; init; }

    public int Height { get; init; } = height;

    public int Depth { get; set; }

    public override readonly string ToString() => $"[{Width} {Height} {Depth}]";
}

public struct RequiredSize
{
    public required int Width { get; init; }
}

public readonly record struct Coordinates(int X, int Y);

public interface IBox
{
    int Value { get; set; }
}

public sealed class Box2 : IBox
{
    public int Value { get; set; }
}

public record Song(Trace T, string Title, int Length)
{
    public string Title
    {
        get;
        init => field = T.See(value, $"title {value}");
    } = Title;

    public string? Genre { get; set; }

    public Song? Next { get; init; }

    protected Song(Song other)
    {
        (T, Length, Genre) = (other.T, other.Length, other.Genre);
        Title = other.Title;
        T.Log($"copy of {other.Title}");
    }

    public override string ToString() => $"{Title}/{Length}/{Genre}";
}

public sealed record LongSong(Trace T, string Title, int Length, int Parts) : Song(T, Title, Length)
{
    public override string ToString() => $"{base.ToString()}/{Parts}";
}

public sealed class Tree(Trace t)
{
    private readonly List<Tree> children = [];
    private Tree? left;
    private Tree? right;

    public int Value
    {
        get;
        set => field = t.See(value, $"value {value}");
    }

    public Tree Left
    {
        get => left ??= t.See(new Tree(t), "left");
        set => left = t.See(value, "set left");
    }

    public Tree Right => right ??= t.See(new Tree(t), "right");

    public List<int> Items { get; } = [];

    public Tree this[int index]
    {
        get
        {
            t.Log($"child {index}");
            if (children.Count == index)
                children.Add(new Tree(t));
            return children[index];
        }
    }

    public override string ToString() => $"<{Value} {Show.Of(Items)} {left} {right} {Show.Of(children)}>";
}

public sealed class Bag(Trace t) : IEnumerable
{
    private readonly List<string> items = [];

    public void Add(int item) => items.Add(t.See($"{item}", $"add {item}"));

    public void Add(int item, string name) => items.Add(t.See($"{item} {name}", $"add {item} {name}"));

    public IEnumerator GetEnumerator() => items.GetEnumerator();
}
