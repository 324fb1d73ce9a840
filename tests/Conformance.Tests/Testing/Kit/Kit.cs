using System.Runtime.CompilerServices;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>Methods of every kind of parameter, for programs that are made by chance.</summary>
public static class Kit
{
    public static int Shared;

    public static T Id<T>(T value) => value;

    /// <summary>The object, of a type that the JIT compiler does not know: where it knows that an unboxing must fail, the exception names the two types in the wrong order.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static object? Hidden(object? value) => value;

    /// <summary>An index from 0 to 2.</summary>
    public static int At(int value) => (int)((uint)value % 3);

    public static int Add(int a, int b, int c = 7) => (a * 3) + (b * 2) + c;

    public static string Line(int number, [CallerMemberName] string member = "", [CallerArgumentExpression(nameof(number))] string text = "") => $"{member} {number} {text}";

    public static int Total(params int[] items) => items.Sum();

    public static int TotalSpan(params ReadOnlySpan<int> items)
    {
        int sum = 0;
        foreach (int item in items)
            sum += item;
        return sum;
    }

    public static int Fill(Span<int> items, int value)
    {
        items.Fill(value);
        return items.Length;
    }

    public static int In(in int a, int b) => (a * 10) + b;

    public static int Ref(ref int a, int b)
    {
        a += b;
        return a;
    }

    public static bool Try(int a, out int b)
    {
        b = a * 2;
        return a > 2;
    }

    public static int Twice(this int value) => value * 2;

    public static int Double(int value) => value * 2;

    public static int Shift(this ref Duo duo, int amount)
    {
        duo.Y += amount;
        return duo.Y;
    }

    [return: PartOf(nameof(items))]
    public static ref int Pick(int[] items, int index) => ref items[At(index)];

    public static string Text(object? value) => Show.Of(value);

    public static T Maker<T>(Func<T> make) => make();

    /// <summary>Ends the loops of a program before it becomes long.</summary>
    public static bool IsShort(this Trace t) => t.Effects.Count < 300;
}
