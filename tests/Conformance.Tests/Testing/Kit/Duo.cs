namespace PollGen.Conformance.Tests.Testing;

/// <summary>A struct that changes in place, with operators, conversions, an indexer and a deconstruction.</summary>
public struct Duo(int x, int y)
{
    public int X = x;
    public int Y = y;

    public readonly int Sum => X + Y;

    public int this[int index]
    {
        readonly get => index == 0 ? X : Y;
        set
        {
            if (index == 0)
                X = value;
            else
                Y = value;
        }
    }

    public static Duo operator +(Duo left, Duo right) => new(left.X + right.X, left.Y + right.Y);

    public static Duo operator -(Duo duo) => new(-duo.X, -duo.Y);

    public static Duo operator ++(Duo duo) => new(duo.X + 1, duo.Y + 1);

    public static implicit operator Duo(int both) => new(both, both);

    public static explicit operator int(Duo duo) => duo.X;

    /// <summary>Changes this very variable.</summary>
    public int Add(int amount)
    {
        X += amount;
        return X;
    }

    public readonly int Times(int factor) => X * factor;

    public readonly void Deconstruct(out int x, out int y)
    {
        x = X;
        y = Y;
    }

    public override readonly string ToString() => $"<{X}|{Y}>";
}
