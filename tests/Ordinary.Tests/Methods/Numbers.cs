using System.Globalization;

namespace PollGen.Ordinary.Tests.Programs;

/// <summary>Arithmetic, checked and not, recursion and matrices.</summary>
public static class Numbers
{
    public static string Primes()
    {
        const int Limit = 60;
        var isComposite = new bool[Limit];
        var primes = new List<int>();
        for (int i = 2; i < Limit; i++)
        {
            if (isComposite[i])
                continue;
            primes.Add(i);
            for (int multiple = i * i; multiple < Limit; multiple += i)
                isComposite[multiple] = true;
        }

        return string.Join(" ", primes);
    }

    public static string Divisors() => $"{Gcd(84, 36)} {Gcd(17, 5)} {Lcm(4, 6)} {Lcm(21, 6)}";

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);

    private static int Lcm(int a, int b) => a / Gcd(a, b) * b;

    public static long Fibonacci()
    {
        var known = new Dictionary<int, long>();
        return Fib(30) + Naive(9);

        long Fib(int n)
        {
            if (n < 2)
                return n;
            if (known.TryGetValue(n, out long value))
                return value;
            return known[n] = Fib(n - 1) + Fib(n - 2);
        }
    }

    private static long Naive(int n) => n < 2 ? n : Naive(n - 1) + Naive(n - 2);

    public static string Overflows(TextWriter output)
    {
        int product = 1;
        try
        {
            for (int i = 1; ; i++)
            {
                product = checked(product * i);
                output.WriteLine(product);
            }
        }
        catch (OverflowException e)
        {
            output.WriteLine(e.GetType().Name);
        }

        unchecked
        {
            product *= 13;
        }

        checked
        {
            try
            {
                return ((byte)product).ToString(CultureInfo.InvariantCulture);
            }
            catch (OverflowException)
            {
                return $"{product} {unchecked((byte)product)}";
            }
        }
    }

    public static string Matrices()
    {
        long[,] power = { { 1, 0 }, { 0, 1 } }, step = { { 1, 1 }, { 1, 0 } };
        for (int n = 40; n > 0; n >>= 1)
        {
            if ((n & 1) == 1)
                power = Multiply(power, step);
            step = Multiply(step, step);
        }

        return $"{power[0, 1]}";
    }

    private static long[,] Multiply(long[,] left, long[,] right)
    {
        var result = new long[left.GetLength(0), right.GetLength(1)];
        for (int i = 0; i < left.GetLength(0); i++)
        {
            for (int j = 0; j < right.GetLength(1); j++)
            {
                for (int k = 0; k < right.GetLength(0); k++)
                    result[i, j] += left[i, k] * right[k, j];
            }
        }

        return result;
    }

    public static string Roots()
    {
        double x = 2;
        int rounds = 0;
        while (Math.Abs(x * x - 2) > 1e-9)
        {
            x -= (x * x - 2) / (2 * x);
            rounds++;
        }

        return $"{x.ToString("F6", CultureInfo.InvariantCulture)} {rounds}";
    }

    public static string Bits()
    {
        uint value = 0xF0F0_1234;
        int count = 0;
        for (uint rest = value; rest != 0; rest &= rest - 1)
            count++;
        ulong mixed = Hash(value, 7);
        return $"{count} {value << 3:X} {value >> 5:X} {(int)value >>> 4:X} {mixed:X} {~value:X}";
    }

    private static ulong Hash(ulong value, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            value ^= value >> 33;
            unchecked
            {
                value *= 0xff51afd7ed558ccd;
            }
        }

        return value;
    }

    public static string Hanoi(TextWriter output)
    {
        int moves = 0;
        Move(3, 'A', 'C', 'B');
        return $"{moves} moves";

        void Move(int disks, char from, char to, char other)
        {
            if (disks == 0)
                return;
            Move(disks - 1, from, other, to);
            output.WriteLine($"{from}{to}");
            moves++;
            Move(disks - 1, other, to, from);
        }
    }

    public static string Ackermann() => $"{Ackermann(2, 2)}";

    private static int Ackermann(int m, int n) => (m, n) switch
    {
        (0, _) => n + 1,
        (_, 0) => Ackermann(m - 1, 1),
        _ => Ackermann(m - 1, Ackermann(m, n - 1)),
    };

    public static string EvenAndOdd() => $"{IsEven(7)} {IsOdd(7)} {IsEven(10)}";

    private static bool IsEven(int n) => n == 0 || IsOdd(n - 1);

    private static bool IsOdd(int n) => n != 0 && IsEven(n - 1);

    public static decimal Interest()
    {
        decimal sum = 1000m;
        for (int year = 0; year < 5; year++)
            sum += decimal.Round(sum * 0.0325m, 2);
        return sum;
    }

    public static string DividedByZero()
    {
        int[] divisors = [5, 0, 3];
        int sum = 0;
        foreach (int divisor in divisors)
            sum += Divide(100, divisor);
        return $"{sum}";
    }

    private static int Divide(int number, int divisor) => number / divisor;

    public static string Queens()
    {
        var columns = new int[6];
        int solutions = 0;
        string first = "";
        Place(0);
        return $"{solutions} {first}";

        void Place(int row)
        {
            if (row == columns.Length)
            {
                if (solutions++ == 0)
                    first = string.Concat(columns);
                return;
            }

            for (columns[row] = 0; columns[row] < columns.Length; columns[row]++)
            {
                bool isSafe = true;
                for (int other = 0; other < row && isSafe; other++)
                    isSafe = columns[other] != columns[row] && Math.Abs(columns[other] - columns[row]) != row - other;
                if (isSafe)
                    Place(row + 1);
            }
        }
    }
}
