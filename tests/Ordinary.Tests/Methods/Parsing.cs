using System.Globalization;

namespace PollGen.Ordinary.Tests.Programs;

/// <summary>A calculator: tokens, a recursive parser, trees that are evaluated by patterns.</summary>
public static class Parsing
{
    public static string Sums() => string.Join(" ", new[] { "1+2*3", "(1+2)*3", "2*(3+4)-10/5", "-3+5", "7" }.Select(text => Evaluate(Parse(text)).ToString(CultureInfo.InvariantCulture)));

    public static string Printed() => Print(Parse("1+2*(3-4)"));

    public static string Mistake()
    {
        try
        {
            return Print(Parse("1+*2"));
        }
        catch (FormatException e) when (e.Message.Contains('*'))
        {
            return "caught: " + e.Message;
        }
    }

    public static string Unfinished() => Print(Parse("(1+2"));

    public static string OneByOne()
    {
        string text = "";
        foreach (string input in new[] { "2*3", "2**3", "8/(4-4)" })
        {
            try
            {
                text += Evaluate(Parse(input)) + ";";
            }
            catch (FormatException e)
            {
                text += e.Message + ";";
            }
            catch (DivideByZeroException)
            {
                text += "by zero;";
            }
            finally
            {
                text += input.Length + " ";
            }
        }

        return text;
    }

    private static Node Parse(string text)
    {
        var reader = new Reader(text);
        var node = Sum(reader);
        return reader.IsAtEnd ? node : throw new FormatException($"unexpected '{reader.Current}' at {reader.Position}");
    }

    private static Node Sum(Reader reader)
    {
        var left = Product(reader);
        while (reader.TryTake("+-", out char sign))
            left = new Binary(sign, left, Product(reader));
        return left;
    }

    private static Node Product(Reader reader)
    {
        var left = Factor(reader);
        while (reader.TryTake("*/", out char sign))
            left = new Binary(sign, left, Factor(reader));
        return left;
    }

    private static Node Factor(Reader reader)
    {
        if (reader.TryTake("-", out _))
            return new Negation(Factor(reader));
        if (reader.TryTake("(", out _))
        {
            var inner = Sum(reader);
            if (!reader.TryTake(")", out _))
                throw new FormatException($"')' is missing at {reader.Position}");
            return inner;
        }

        int start = reader.Position;
        int value = 0;
        while (!reader.IsAtEnd && char.IsDigit(reader.Current))
            value = value * 10 + reader.Take() - '0';
        return reader.Position > start ? new Number(value) : throw new FormatException($"unexpected '{(reader.IsAtEnd ? '$' : reader.Current)}' at {start}");
    }

    private static int Evaluate(Node node) => node switch
    {
        Number { Value: var value } => value,
        Negation(var inner) => -Evaluate(inner),
        Binary('+', var left, var right) => Evaluate(left) + Evaluate(right),
        Binary('-', var left, var right) => Evaluate(left) - Evaluate(right),
        Binary('*', var left, var right) => Evaluate(left) * Evaluate(right),
        Binary { Sign: '/', Left: var left, Right: var right } => Evaluate(left) / Evaluate(right),
        _ => throw new InvalidOperationException(),
    };

    private static string Print(Node node) => node switch
    {
        Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        Negation negation => $"-{Print(negation.Inner)}",
        Binary binary => $"({Print(binary.Left)}{binary.Sign}{Print(binary.Right)})",
        _ => "?",
    };

    public abstract record Node;

    public sealed record Number(int Value) : Node;

    public sealed record Negation(Node Inner) : Node;

    public sealed record Binary(char Sign, Node Left, Node Right) : Node;

    public sealed class Reader(string text)
    {
        public int Position { get; private set; }

        public bool IsAtEnd => Position >= text.Length;

        public char Current => text[Position];

        public char Take()
        {
            char taken = Current;
            Position++;
            return taken;
        }

        public bool TryTake(string signs, out char taken)
        {
            taken = default;
            if (IsAtEnd || !signs.Contains(Current))
                return false;
            taken = Take();
            return true;
        }
    }
}
