using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Spans and references whose origin nothing but a promise tells.</summary>
public static partial class Promises
{
    [return: PartOf(nameof(items))]
    private delegate Span<int> Part(int[] items);

    private interface ITail
    {
        [PartOf("this.Items")]
        Span<int> Rest { get; }

        int[] Items { get; }

        [return: PartOf("text")]
        ReadOnlySpan<char> Trim(string text);

        [return: PartOf("target")]
        ref int Same(ref int target);
    }

    [Coroutine]
    public static string OfAnInterface(Co co, Trace t)
    {
        ITail tail = new Tail([1, 2, 3]);
        var rest = tail.Rest;
        int number = 1;
        ref int same = ref tail.Same(ref number);
        var text = tail.Trim(string.Concat("  a", "b"));
        rest[0] = t.Get(co, 20);
        same += t.Get(co, 5);
        return $"{Show.Of(tail.Items)} {text} {number}";
    }

    [Coroutine]
    public static string OfADelegate(Co co, Trace t)
    {
        Part part = items => items.AsSpan(1, 2);
        int[] numbers = [1, 2, 3, 4];
        var middle = part(numbers);
        middle[0] = t.Get(co, 20);
        middle[1] = t.Get(co, 30);
        return Show.Of(numbers);
    }

    [Coroutine]
    public static string OfAVirtualMethod(Co co, Trace t)
    {
        Chooser chooser = t.Get(co, true) ? new Last() : new Chooser();
        Span<int> numbers = stackalloc int[3];
        ref int chosen = ref chooser.Choose(numbers);
        chosen = t.Get(co, 3);
        chosen += t.Get(co, 4);
        return string.Join(",", numbers.ToArray());
    }

    private class Chooser
    {
        [return: PartOf("numbers")]
        public virtual ref int Choose(Span<int> numbers) => ref numbers[0];
    }

    private sealed class Last : Chooser
    {
        [return: PartOf("numbers")]
        public override ref int Choose(Span<int> numbers) => ref numbers[^1];
    }

    private sealed class Tail(int[] items) : ITail
    {
        public int[] Items => items;

        public Span<int> Rest => items.AsSpan(1);

        public ReadOnlySpan<char> Trim(string text) => text.AsSpan().Trim();

        public ref int Same(ref int target) => ref target;
    }
}
