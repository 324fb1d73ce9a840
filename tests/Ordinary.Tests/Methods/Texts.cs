using System.Globalization;
using System.Text;

namespace PollGen.Ordinary.Tests.Programs;

/// <summary>Text: parsing, formatting, counting.</summary>
public static class Texts
{
    public static string WordCounts()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (string word in "the cat and the dog and the bird".Split(' '))
        {
            counts.TryGetValue(word, out int count);
            counts[word] = count + 1;
        }

        var text = new StringBuilder();
        foreach (var (word, count) in counts)
            text.Append(word).Append('=').Append(count).Append(' ');
        return text.ToString().TrimEnd();
    }

    public static string RunLengths()
    {
        string packed = Pack("aaabccddddd");
        return packed + " " + Unpack(packed);
    }

    private static string Pack(string text)
    {
        var packed = new StringBuilder();
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && text[i] == text[start])
                i++;
            packed.Append(i - start).Append(text[start]);
        }

        return packed.ToString();
    }

    private static string Unpack(string packed)
    {
        string text = "";
        int count = 0;
        foreach (char c in packed)
        {
            if (char.IsDigit(c))
            {
                count = count * 10 + (c - '0');
                continue;
            }

            text += new string(c, count);
            count = 0;
        }

        return text;
    }

    public static string Caesar()
    {
        string secret = Shift("Hello, World", 3);
        return $"{secret} {Shift(secret, -3)}";
    }

    private static string Shift(string text, int by) => string.Concat(text.Select(c => char.IsLetter(c) ? (char)((char.IsUpper(c) ? 'A' : 'a') + (c - (char.IsUpper(c) ? 'A' : 'a') + by + 26) % 26) : c));

    public static string Palindromes() => string.Join(" ", new[] { "A man, a plan", "Never odd or even", "", "ab" }.Select(IsPalindrome));

    private static bool IsPalindrome(string text)
    {
        int left = 0, right = text.Length - 1;
        while (left < right)
        {
            if (!char.IsLetter(text[left]))
                left++;
            else if (!char.IsLetter(text[right]))
                right--;
            else if (char.ToLowerInvariant(text[left++]) != char.ToLowerInvariant(text[right--]))
                return false;
        }

        return true;
    }

    public static string Romans() => $"{ToRoman(1994)} {FromRoman("MCMXCIV")} {ToRoman(48)}";

    private static string ToRoman(int number)
    {
        (int Value, string Digits)[] table = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
        string text = "";
        foreach (var (value, digits) in table)
        {
            for (; number >= value; number -= value)
                text += digits;
        }

        return text;
    }

    private static int FromRoman(string text)
    {
        int sum = 0, last = 0;
        for (int i = text.Length - 1; i >= 0; i--)
        {
            int value = text[i] switch { 'M' => 1000, 'D' => 500, 'C' => 100, 'L' => 50, 'X' => 10, 'V' => 5, 'I' => 1, var other => throw new FormatException($"'{other}'") };
            sum += value < last ? -value : value;
            last = Math.Max(last, value);
        }

        return sum;
    }

    public static string NoRoman() => $"{FromRoman("XQ")}";

    public static string Tables()
    {
        var rows = new[] { ("apple", 1.5), ("fig", 12.25), ("banana", 0.75) };
        int width = 0;
        foreach (var (name, _) in rows)
            width = Math.Max(width, name.Length);
        var text = new StringBuilder();
        foreach (var (name, price) in rows)
            text.Append(CultureInfo.InvariantCulture, $"{name.PadRight(width)}|{price,7:F2};");
        return text.ToString();
    }

    public static string Distances() => $"{Distance("kitten", "sitting")} {Distance("", "abc")} {Distance("flaw", "lawn")}";

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = a[i - 1] == b[j - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[^1];
    }

    public static string Fields()
    {
        var parsed = Split("a,\"b,\"\"c\"\"\",,d");
        return string.Join("|", parsed) + parsed.Count;
    }

    private static List<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"' when isQuoted && i + 1 < line.Length && line[i + 1] == '"':
                    field.Append('"');
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                case var c:
                    field.Append(c);
                    break;
            }
        }

        fields.Add(field.ToString());
        return fields;
    }

    public static string Settings(TextWriter output)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var reader = new StringReader("name = x\n# comment\n\nport=80\nbroken\n");
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Trim() is not { Length: > 0 } text || text[0] == '#')
                continue;
            if (text.IndexOf('=') is var at and >= 0)
                settings[text[..at].Trim()] = text[(at + 1)..].Trim();
            else
                output.WriteLine($"line {number}: '{text}' is no setting");
        }

        return $"{settings["NAME"]} {settings["Port"]} {settings.ContainsKey("broken")}";
    }

    public static string Hex()
    {
        ReadOnlySpan<byte> bytes = [0, 9, 171, 255];
        var text = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Digit(bytes[i] >> 4);
            text[2 * i + 1] = Digit(bytes[i] & 15);
        }

        return new string(text);

        static char Digit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);
    }
}
