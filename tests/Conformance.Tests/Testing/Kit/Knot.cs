namespace PollGen.Conformance.Tests.Testing;

/// <summary>An object with everything that can be assigned to: fields, structs in fields, properties, indexers, events, references.</summary>
public sealed class Knot(int value)
{
    public int Value = value;
    public Duo Duo;
    public Knot? Next;

    public event Action<int>? Pulled;

    public int Count { get; set; }

    public int[] Items { get; } = [1, 2, 3];

    public int? Perhaps { get; set; }

    public List<int> List { get; } = [];

    public int this[int index]
    {
        get => Items[index];
        set => Items[index] = value;
    }

    public int Plus(int amount) => Value + amount;

    public Knot Set(int newValue)
    {
        Value = newValue;
        return this;
    }

    [return: PartOf("this.Items")]
    public ref int At(int index) => ref Items[index];

    public void Pull(int force) => Pulled?.Invoke(force);

    public override string ToString() => $"knot {Value} {Duo} {Count} [{string.Join(" ", Items)}]{(Next is null ? "" : " +")}";
}
