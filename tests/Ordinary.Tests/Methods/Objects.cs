namespace PollGen.Ordinary.Tests.Programs;

/// <summary>Classes, structs, generics, closures, events, operators, resources.</summary>
public static class Objects
{
    public static string Bank(TextWriter output)
    {
        var account = new Account("Ann");
        account.Changed += (_, change) => output.WriteLine($"changed by {change}");
        account.Deposit(50);
        account.Withdraw(20);
        try
        {
            account.Withdraw(100);
        }
        catch (InvalidOperationException e)
        {
            output.WriteLine(e.Message);
        }

        return $"{account.Balance}";
    }

    public static string Points()
    {
        var path = new[] { new Point(0, 0), new Point(3, 4), new Point(3, 0) };
        double length = 0;
        for (int i = 1; i < path.Length; i++)
            length += (path[i] - path[i - 1]).Length();
        var moved = path[1];
        moved.X += 2;
        var same = path[1] with { Y = 9 };
        return $"{length} {moved} {path[1]} {same} {Area(path)}";
    }

    private static double Area(IReadOnlyList<Point> corners)
    {
        double twice = 0;
        for (int i = 0; i < corners.Count; i++)
        {
            var (x, y) = corners[i];
            var next = corners[(i + 1) % corners.Count];
            twice += x * next.Y - y * next.X;
        }

        return Math.Abs(twice) / 2;
    }

    public static string Shapes()
    {
        object[] shapes = [new Circle(1), new Rectangle(2, 3), new Rectangle(2, 2), "no shape", 7, null!];
        string text = "";
        foreach (object shape in shapes)
            text += Describe(shape) + ";";
        return text;
    }

    private static string Describe(object? shape) => shape switch
    {
        Circle { Radius: 1 } => "unit circle",
        Circle(var radius) => $"circle {radius}",
        Rectangle(var width, var height) when width == height => $"square {width}",
        Rectangle { Width: > 1 and < 10 } rectangle => $"rectangle {rectangle.Width * rectangle.Height}",
        string { Length: var length } => $"text {length}",
        int and (< 0 or > 5) => "number",
        null => "nothing",
        _ => "something",
    };

    public static string Closures()
    {
        var actions = new List<Func<int>>();
        for (int i = 0; i < 3; i++)
        {
            int square = i * i;
            actions.Add(() => square++ + i);
        }

        string text = "";
        foreach (var action in actions)
            text += $"{action()},{action()} ";
        var add = Adder(5);
        return text + add(1) + Compose(add, x => x * 2)(3);
    }

    private static Func<int, int> Adder(int by)
    {
        int calls = 0;
        return x => x + by + calls++;
    }

    private static Func<T, T> Compose<T>(Func<T, T> first, Func<T, T> second) => x => second(first(x));

    public static string Resources(TextWriter output)
    {
        using (var outer = new Resource("outer", output))
        {
            outer.Use();
            try
            {
                using var inner = new Resource("inner", output);
                inner.Use();
                outer.Use();
                inner.Fail();
            }
            catch (ObjectDisposedException e)
            {
                output.WriteLine(e.ObjectName);
            }
        }

        using Resource? none = null;
        return none?.Name ?? "none";
    }

    public static string Cleanup(TextWriter output)
    {
        string text = "";
        for (int i = 0; i < 4; i++)
        {
            try
            {
                if (i == 1)
                    continue;
                if (i == 3)
                    break;
                text += Risky(i, output);
            }
            catch (ArgumentException e) when (e.ParamName == "i")
            {
                text += "argument ";
            }
            finally
            {
                output.WriteLine($"round {i}");
            }
        }

        return text;
    }

    private static string Risky(int i, TextWriter output)
    {
        try
        {
            if (i == 2)
                throw new ArgumentException("bad", nameof(i));
            return $"fine{i} ";
        }
        finally
        {
            output.WriteLine($"risky {i}");
        }
    }

    public static string Rethrown(TextWriter output)
    {
        try
        {
            Outer(output);
            return "not reached";
        }
        catch (AggregateException e)
        {
            return $"{e.InnerExceptions.Count} {e.InnerExceptions[0].Message}";
        }
    }

    private static void Outer(TextWriter output)
    {
        try
        {
            Inner(output);
        }
        catch (InvalidCastException e)
        {
            output.WriteLine("outer");
            throw new AggregateException(e);
        }
    }

    private static void Inner(TextWriter output)
    {
        try
        {
            object text = "text";
            output.WriteLine((int)text);
        }
        catch
        {
            output.WriteLine("inner");
            throw;
        }
    }

    public static string Options()
    {
        Option<int> five = 5, none = default;
        return $"{five.Or(1)} {none.Or(1)} {five.Map(x => x * 2).Or(0)} {none.Map(x => x * 2).Or(3)} {Max(3, 9, 4)} {Max("b", "c", "a")}";
    }

    private static T Max<T>(T first, params T[] others)
        where T : IComparable<T>
    {
        var max = first;
        foreach (var other in others)
        {
            if (other.CompareTo(max) > 0)
                max = other;
        }

        return max;
    }

    public static string Nullables()
    {
        int?[] numbers = [1, null, 3];
        int? sum = 0;
        int known = 0;
        foreach (int? number in numbers)
        {
            sum += number;
            known += number ?? 10;
        }

        string? text = Find("x");
        return $"{sum is null} {known} {text?.Length} {Find("key")?.ToUpperInvariant()} {Find("key")!.Length}";
    }

    private static string? Find(string key) => key == "key" ? "value" : null;

    public static string Nothing() => Find("x")!.Trim();

    public static string Machine(TextWriter output)
    {
        var state = State.Idle;
        foreach (string word in new[] { "start", "stop", "start", "fail", "stop" })
        {
            state = (state, word) switch
            {
                (State.Idle, "start") => State.Running,
                (State.Running, "stop") => State.Idle,
                (State.Running, "fail") => State.Failed,
                _ => state,
            };
            output.WriteLine(state);
        }

        switch (state)
        {
            case State.Idle:
                return "idle";
            case State.Failed:
                output.WriteLine("failed");
                goto default;
            default:
                return "over";
        }
    }

    public static string Visitors()
    {
        var tree = new Branch(new Leaf(1), new Branch(new Leaf(2), new Leaf(3)));
        int sum = 0;
        Walk(tree, leaf => sum += leaf.Value);
        return $"{sum} {Height(tree)}";
    }

    private static void Walk(Tree tree, Action<Leaf> visit)
    {
        if (tree is Leaf leaf)
            visit(leaf);
        else if (tree is Branch { Left: var left, Right: var right })
        {
            Walk(left, visit);
            Walk(right, visit);
        }
    }

    private static int Height(Tree tree) => tree is Branch branch ? 1 + Math.Max(Height(branch.Left), Height(branch.Right)) : 0;

    public static string OutAndRef()
    {
        int count = 0;
        bool found = TryHalve(10, ref count, out int half) & !TryHalve(7, ref count, out _);
        return $"{found} {half} {count}";
    }

    private static bool TryHalve(int number, ref int count, out int half)
    {
        count++;
        half = number / 2;
        return number % 2 == 0;
    }

    public static string Labels()
    {
        int rounds = 0;
    again:
        rounds++;
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < 5; j++)
            {
                if (i * j == 6 && rounds < 3)
                    goto again;
                if (i * j == 12)
                    goto found;
            }
        }

        return "none";
    found:
        return $"found {rounds}";
    }

    public static string Indexes()
    {
        int[] items = [1, 2, 3, 4, 5];
        var middle = items[1..^1];
        items[^1] += middle[0];
        ref int second = ref items[1];
        second *= 10;
        return $"{string.Join(",", items)} {middle.Length} {items is [1, .., var last] && last == 7}";
    }

    public static string Defaults() => $"{Padded("a")} {Padded("a", fill: '.')} {Padded("a", 2)}";

    private static string Padded(string text, int width = 4, char fill = '_') => text.PadLeft(width, fill);

    public enum State
    {
        Idle,
        Running,
        Failed,
    }

    public sealed class Account(string owner)
    {
        public event EventHandler<int>? Changed;

        public int Balance { get; private set; }

        public void Deposit(int amount)
        {
            Balance += amount;
            Changed?.Invoke(this, amount);
        }

        public void Withdraw(int amount)
        {
            if (amount > Balance)
                throw new InvalidOperationException($"{owner} has only {Balance}");
            Balance -= amount;
            Changed?.Invoke(this, -amount);
        }
    }

    public record struct Point(double X, double Y)
    {
        public static Point operator -(Point left, Point right) => new(left.X - right.X, left.Y - right.Y);

        public readonly double Length() => Math.Sqrt(X * X + Y * Y);
    }

    public sealed record Circle(double Radius);

    public sealed record Rectangle(double Width, double Height);

    public abstract record Tree;

    public sealed record Leaf(int Value) : Tree;

    public sealed record Branch(Tree Left, Tree Right) : Tree;

    public readonly struct Option<T>(T value)
    {
        private readonly bool isSome = true;

        public static implicit operator Option<T>(T value) => new(value);

        public T Or(T other) => isSome ? value : other;

        public Option<TResult> Map<TResult>(Func<T, TResult> map) => isSome ? map(value) : default(Option<TResult>);
    }

    public sealed class Resource(string name, TextWriter output) : IDisposable
    {
        public string Name => name;

        public void Use() => output.WriteLine($"uses {name}");

        public void Fail() => throw new ObjectDisposedException(name);

        public void Dispose() => output.WriteLine($"disposes {name}");
    }
}
