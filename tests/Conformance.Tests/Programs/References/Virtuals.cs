using System.Runtime.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Virtual and interface coroutines whose references are handed in: the object makes its machine on the heap.</summary>
public static partial class Virtuals
{
    [Coroutine]
    public static string ThroughAnInterface(Co co, Trace t)
    {
        Span<byte> buffer = stackalloc byte[6];
        ISource counting = new Counting(t, 3), hidden = new Hidden(t);
        int read = counting.Read(co, buffer[..4]);
        read += hidden.Read(co, buffer[4..], t.Get(co, 7));
        read += new Counting(t, 50).Read(co, buffer[..1], scale: 2);
        return $"{read} {Convert.ToHexString(buffer)}";
    }

    [Coroutine]
    public static string ThroughABaseClass(Co co, Trace t)
    {
        var items = new[] { 1, 2, 3 };
        Base plain = new(t), doubled = new Doubling(t), sealedOne = new Twice(t);
        int sum = plain.Add(co, ref items[0], 5) + doubled.Add(co, ref items[1], 6) + sealedOne.Add(co, ref items[t.Get(co, 2)], t.Get(co, 7));
        ICanAdd adder = doubled;
        sum += adder.Add(co, ref items[0], t.Get(co, 8));
        return $"{sum} {Show.Of(items)}";
    }

    [Coroutine]
    public static string SeveralReferences(Co co, Trace t)
    {
        int total = 1;
        string text = "letters";
        IMixed mixed = new Mixed(t);
        ReadOnlySpan<char> part = text.AsSpan(1, 4);
        string all = mixed.Mix(co, part, ref total, in text, 4);
        all += mixed.Mix(co, letters: part[1..], more: t.Get(co, 5), name: in text, total: ref total);
        return $"{all} {total} {part.ToString()}";
    }

    [Coroutine]
    public static string ToldApartByWhatIsHandedIn(Co co, Trace t)
    {
        IMixed mixed = new Mixed(t);
        Span<int> numbers = [1, 2, 3];
        Span<long> wide = stackalloc long[2];
        return $"{mixed.Fill(co, numbers)} {mixed.Fill(co, wide)} {numbers[2]} {wide[1]}";
    }

    [Coroutine]
    public static string OfGenerics(Co co, Trace t)
    {
        ICell<int> cell = new IntCell(t);
        ICell<string> other = new AnyCell<string>(t, "any");
        int number = 0;
        string? text = null;
        cell.Load(co, ref number);
        other.Load(co, ref text);
        int many = cell.Count<double>(co, stackalloc double[3], number) + other.Count<char>(co, "four", text!);
        return $"{number} {text} {many} {Load(co, t, cell)}";
    }

    [Coroutine]
    public static string OnAStruct(Co co, Trace t)
    {
        Span<byte> buffer = new byte[3];
        ISource boxed = new Value(t);
        return $"{boxed.Read(co, buffer)} {ReadAll(co, new Value(t), buffer)} {new Value(t).Read(co, buffer, 1)} {buffer[2]}";
    }

    [Coroutine]
    [NoCancellationOracle("a suspension inside a finally is polled on")]
    public static string FailsInIt(Co co, Trace t)
    {
        int number = 3;
        Base failing = new Failing(t);
        try
        {
            failing.Add(co, ref number, 4);
        }
        catch (LeafException e)
        {
            t.Log(e.Message);
            number += t.Get(co, 100);
        }

        return $"{number}";
    }

    [Coroutine]
    public static int OnNothing(Co co, Trace t)
    {
        ISource? nothing = t.Get(co, (ISource?)null);
        Span<byte> buffer = stackalloc byte[2];
        return nothing!.Read(co, buffer, t.Get(co, 1));
    }

    [Coroutine]
    public static string StaticAbstract(Co co, Trace t)
    {
        int number = t.Get(co, 4);
        return $"{Run<Up>(co, t, ref number)} {Run<Down>(co, t, ref number)} {number}";
    }

    [Coroutine]
    private static int Run<T>(Co co, Trace t, ref int number)
        where T : IStep => T.Step(co, t, ref number) + number;

    [Coroutine]
    private static int ReadAll<T>(Co co, T source, Span<byte> buffer)
        where T : ISource => source.Read(co, buffer[..2]) + source.Read(co, buffer[2..]);

    [Coroutine]
    private static string Load(Co co, Trace t, ICell<int> cell)
    {
        var numbers = new int[2];
        foreach (ref int number in numbers.AsSpan())
            cell.Load(co, ref number);
        return Show.Of(numbers);
    }

    private partial interface ISource
    {
        [Coroutine]
        int Read(Co co, Span<byte> destination, int scale = 1);
    }

    private partial interface ICanAdd
    {
        [Coroutine]
        int Add(Co co, ref int number, int more);
    }

    private partial interface IMixed
    {
        [Coroutine]
        string Mix(Co co, ReadOnlySpan<char> letters, ref int total, in string name, int more);

        [Coroutine]
        int Fill(Co co, Span<int> items);

        [Coroutine]
        int Fill(Co co, Span<long> items);
    }

    private partial interface ICell<T>
    {
        [Coroutine]
        void Load(Co co, ref T? value);

        [Coroutine]
        int Count<TOther>(Co co, ReadOnlySpan<TOther> others, T value)
            where TOther : unmanaged;
    }

    private partial interface IStep
    {
        [Coroutine]
        static abstract int Step(Co co, Trace t, ref int number);
    }

    [Coroutine]
    public static string DifferingInTypesOfOneName(Co co, Trace t)
    {
        var one = new Left.Cell { Number = 1 };
        var other = new Right.Cell { Number = 2 };
        IMover mover = new Mover(t);
        mover.Move(co, ref one);
        mover.Move(co, ref other);
        return $"{one.Number} {other.Number}";
    }

    private partial interface IMover
    {
        [Coroutine]
        void Move(Co co, ref Left.Cell cell);

        [Coroutine]
        void Move(Co co, ref Right.Cell cell);
    }

    private sealed partial class Mover(Trace t) : IMover
    {
        [Coroutine]
        public void Move(Co co, ref Left.Cell cell) => cell.Number += t.Get(co, 10);

        [Coroutine]
        public void Move(Co co, ref Right.Cell cell) => cell.Number += t.Get(co, 20);
    }

    private static class Left
    {
        public struct Cell
        {
            public int Number;
        }
    }

    private static class Right
    {
        public struct Cell
        {
            public int Number;
        }
    }

    private sealed partial class Counting(Trace t, byte first) : ISource
    {
        [Coroutine]
        public int Read(Co co, Span<byte> destination, int scale = 1)
        {
            for (int i = 0; i < destination.Length; i++)
                destination[i] = (byte)(t.Get(co, (byte)(first + i)) * scale);
            return destination.Length;
        }
    }

    private sealed partial class Hidden(Trace t) : ISource
    {
        [Coroutine]
        int ISource.Read(Co co, Span<byte> destination, int scale)
        {
            var rest = destination[1..];
            t.Step(co, "hidden");
            rest[0] = (byte)scale;
            return rest.Length;
        }
    }

    private readonly partial struct Value(Trace t) : ISource
    {
        [Coroutine]
        public int Read(Co co, Span<byte> destination, int scale = 1)
        {
            destination.Fill(t.Get(co, (byte)(destination.Length + scale)));
            return destination[0];
        }
    }

    private partial class Base(Trace t) : ICanAdd
    {
        protected Trace T => t;

        [Coroutine]
        public virtual int Add(Co co, ref int number, int more)
        {
            number += t.Get(co, more);
            return number;
        }
    }

    private partial class Doubling(Trace t) : Base(t)
    {
        [Coroutine]
        public override int Add(Co co, ref int number, int more)
        {
            ref int same = ref number;
            int first = base.Add(co, ref number, more);
            same *= T.Get(co, 2);
            return first + same;
        }
    }

    private sealed partial class Twice(Trace t) : Doubling(t)
    {
        [Coroutine]
        public sealed override int Add(Co co, ref int number, int more) => base.Add(co, ref number, more) + base.Add(co, ref number, more);
    }

    private sealed partial class Failing(Trace t) : Base(t)
    {
        [Coroutine]
        public override int Add(Co co, ref int number, int more)
        {
            try
            {
                number += T.Get(co, more);
                return T.Lose<int>(co, "lost");
            }
            finally
            {
                number *= T.Get(co, 2);
            }
        }
    }

    private sealed partial class Mixed(Trace t) : IMixed
    {
        [Coroutine]
        public string Mix(Co co, ReadOnlySpan<char> letters, ref int total, in string name, int more)
        {
            total += t.Get(co, more);
            string first = letters.ToString();
            total += t.Get(co, letters.Length);
            return first + name + total;
        }

        [Coroutine]
        public int Fill(Co co, Span<int> items)
        {
            items[^1] = t.Get(co, 9);
            return items.Length;
        }

        [Coroutine]
        public int Fill(Co co, Span<long> items)
        {
            items[^1] = t.Get(co, 99L);
            return items.Length;
        }
    }

    private sealed partial class IntCell(Trace t) : ICell<int>
    {
        [Coroutine]
        public void Load(Co co, ref int value) => value += t.Get(co, 7);

        [Coroutine]
        public int Count<TOther>(Co co, ReadOnlySpan<TOther> others, int value)
            where TOther : unmanaged => t.Get(co, value) + (others.Length * Unsafe.SizeOf<TOther>());
    }

    private sealed partial class AnyCell<TItem>(Trace t, TItem item) : ICell<TItem>
    {
        [Coroutine]
        void ICell<TItem>.Load(Co co, ref TItem? value)
        {
            t.Step(co, "load");
            value = item;
        }

        [Coroutine]
        int ICell<TItem>.Count<TOther>(Co co, ReadOnlySpan<TOther> others, TItem value) => others.Length + t.Get(co, value!.ToString()!.Length);
    }

    private sealed partial class Up : IStep
    {
        [Coroutine]
        public static int Step(Co co, Trace t, ref int number) => number += t.Get(co, 10);
    }

    private sealed partial class Down : IStep
    {
        [Coroutine]
        static int IStep.Step(Co co, Trace t, ref int number)
        {
            t.Step(co, "down");
            return --number;
        }
    }
}
