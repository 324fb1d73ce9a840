using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Names that the generated code would like to use itself, keywords, shadowing, literals.</summary>
public static partial class Names
{
    [Coroutine]
    public static string LikeGeneratedOnes(Co co, Trace t)
    {
        int frame = t.Get(co, 1), state = t.Get(co, 2), cx = t.Get(co, 3), result = t.Get(co, 4), resume = t.Get(co, 5), cancelling = 6;
        int getResult = t.Get(co, 7) + t.Get(co, frame);
        int left = 1, right = 2, value = 3, receiver = 4, input = 5;
        left += t.Get(co, left = 10);
        value = (right == 2 ? t.Get(co, value) : receiver) + (input switch { 5 when t.Get(co, true) => t.Get(co, 5), _ => 0 });
        goto Pending;
    Pending:
        goto Loop;
    Loop:
        for (int index = 0; index < 2; index++)
            result += t.Get(co, index);
        goto Resume1;
    Resume1:
        return $"{frame}{state}{cx}{result}{resume}{cancelling}{getResult}{left}{right}{value}";
    }

    [Coroutine]
    public static string OfWhatIsHandedIn(Co co, Trace t)
    {
        int number = 1;
        int[] items = [1, 2];
        return $"{Unused(co, t, items)} {Used(co, t, items, ref number)} {Parted(co, t, items)} {number}";
    }

    [Coroutine]
    private static int Unused(Co co, Trace t, Span<int> resume) => t.Get(co, 1);

    [Coroutine]
    private static int Used(Co co, Trace t, Span<int> resume, ref int number)
    {
        number += t.Get(co, 1) + resume[0];
        return Unused(co, t, resume) + t.Get(co, resume[1]);
    }

#pragma warning disable CS8826 // That the names differ is what it is about
    private static partial int Parted(Co co, Trace t, Span<int> resume);

    [Coroutine]
    private static partial int Parted(Co co, Trace t, Span<int> items) => items[0] + Unused(co, t, items) + t.Get(co, items[1]);
#pragma warning restore CS8826

    [Coroutine]
    public static string Keywords(Co co, Trace t)
    {
        int @class = t.Get(co, 1);
        int @int = @class + t.Get(co, 2);
        Func<int> later = () => @class++ + @int;
        foreach (var @event in new[] { 1, 2 })
            @int += @event * t.Get(co, 1);
        if (t.Get(co, (object)3) is int @is)
            @int += @is;
        var tuple = (@class, @new: t.Get(co, 4));
        return $"{later()} {@class} {@int} {tuple.@class} {tuple.@new} {nameof(@class)}";
    }

    [Coroutine]
    public static string ShadowedInFunctions(Co co, Trace t)
    {
        int x = t.Get(co, 1);
        Func<int, int> f = y => { int z = y; { int w = z; return w + x; } };
        Func<int, int> g = static x => x * 2;
        int y = t.Get(co, 2);
        Func<int, Func<int, int>> h = y => z => y + z;
        {
            int z = t.Get(co, 3);
            x += z;
        }

        {
            string z = t.Get(co, "z");
            return $"{f(1)} {g(y)} {h(1)(2)} {z} {x}";
        }
    }

    [Coroutine]
    public static string LambdaModifiers(Co co, Trace t)
    {
        Modified f = (ref a, in b, out c) => { a += b; c = a * 2; };
        Several g = (int a = 5, params int[] rest) => a + rest.Sum();
        int x = t.Get(co, 1);
        f(ref x, t.Get(co, 2), out int y);
        return $"{x} {y} {g()} {g(t.Get(co, 1), 2, t.Get(co, 3))}";
    }

    private delegate int Several(int a = 5, params int[] rest);

    private delegate void Modified(ref int a, in int b, out int c);

    [Coroutine]
    public static string Literals(Co co, Trace t)
    {
        string raw = $$"""
            {braces} {{t.Get(co, 1)}}
              "quoted" {{t.See(2)}}
            """;
        string verbatim = @"c:\path ""q"" " + t.Get(co, 3) + $@"\{t.Get(co, 4)}""";
        ReadOnlySpan<byte> utf8 = "abc"u8;
        int length = utf8.Length;
        char escape = '\e';
        return $"{raw.ReplaceLineEndings("|")}{verbatim}{length}{(int)escape}{t.Get(co, "\u0041\x41\e"[0])}{0x_FF}{0b1010}{1_000.5e1}{t.Get(co, 'c')}";
    }

    [Coroutine]
    public static string UnboundNames(Co co, Trace t) =>
        $"{nameof(List<>)} {nameof(Dictionary<,>.Count)} {nameof(t)} {t.Get(co, nameof(Box.Property))} {nameof(System.Threading.Lock)}";

    [Coroutine]
    public static string ALockWithoutASuspension(Co co, Trace t)
    {
        var gate = new Lock();
        int a = t.Get(co, 1);
        lock (gate)
        {
            a += 10;
        }

        return $"{a + t.Get(co, 2)} {gate.IsHeldByCurrentThread}";
    }

    [Coroutine]
    public static string PartlyInitialised(Co co, Trace t)
    {
        Point point;
        point.X = t.Get(co, 1);
        t.Step(co, "between");
        point.Y = t.Get(co, 2);
        Segment segment;
        segment.From.X = t.Get(co, 3);
        segment.From.Y = segment.From.X + t.Get(co, 4);
        segment.To = t.Get(co, point);
        (int A, string B) pair;
        pair.A = t.Get(co, 5);
        pair.B = t.Get(co, "b");
        return $"{point} {segment} {pair}";
    }

    [Coroutine]
    public static string ManyLocalsAndJoins(Co co, Trace t)
    {
        int a = 1, b = 2, c, d;
        string s;
        if (t.Get(co, true))
        {
            c = t.Get(co, 3);
            s = "yes";
        }
        else
        {
            c = a;
            s = t.Get(co, "no");
        }

        for (int i = 0; i < 3; i++)
        {
            int fresh = t.Get(co, i);
            d = fresh + (i == 1 ? t.Get(co, a) : b);
            a += d;
            if (t.Get(co, i) == 1)
                continue;
            b += t.Get(co, c) + fresh;
        }

        return $"{a} {b} {c} {s} {t.Get(co, a + b + c)}";
    }

    // What every machine calls something else.
    [Coroutine]
    public static int HandedInByMachinesNames(Co co, Trace t)
    {
        Span<int> numbers = [1, 2, 3];
        int sum = t.Get(co, 1);
        Add(co, t, ref sum, numbers, sum);
        Add(co, t, ref sum, numbers, sum);
        return sum + numbers[0];
    }

    [Coroutine]
    private static void Add(Co co, Trace t, ref int frame, Span<int> result, in int cx)
    {
        frame += t.Get(co, cx) + result[1];
        result[0] += t.Get(co, frame);
        Add2(co, t, ref frame, result, cx);
    }

    [Coroutine]
    private static void Add2(Co co, Trace t, ref int result, Span<int> cx, int frame)
    {
        try
        {
            result += t.Get(co, frame);
        }
        finally
        {
            cx[0]++;
            frame++;
        }

        cx[0] += t.Get(co, frame);
    }
}
