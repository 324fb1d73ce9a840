using PollGen.Generator.Equality;
using PollGen.Generator.Layout;
using PollGen.Generator.Text;
using Socks5Proxy;

namespace PollGen.Ordinary.Tests.Programs;

/// <summary>Puts this project's own code to work.</summary>
public static class OwnSources
{
    public static string Names()
    {
        var names = new NameAllocator(["a", "b2"]);
        string text = $"{names.Fresh("a")} {names.Fresh("b")} {names.Fresh("b")} {names.Fresh("@class")}";
        var fork = names.Fork();
        return $"{text} {fork.Fresh("a")} {names.Fresh("a")} {names.Fresh("class")}";
    }

    public static string Writing()
    {
        var writer = new SourceWriter();
        writer.Open("class A");
        writer.Lines("int a;\r\nint b;");
        writer.Label("here");
        writer.Indent();
        writer.Line();
        writer.Line("c();");
        writer.Unindent();
        writer.Directive("#line 1");
        writer.Close("};");
        return writer.ToString();
    }

    public static string Shapes()
    {
        var pair = TypeShape.OfStruct([TypeShape.Scalar(1), TypeShape.Scalar(8)])!;
        var mixed = TypeShape.OfStruct([TypeShape.Scalar(2), TypeShape.Reference, pair, TypeShape.Scalar(4)])!;
        var four = mixed.Repeated(4);
        return $"{pair.Size} {mixed.Size} {string.Join(",", mixed.References)} {four.Size} {four.References.Count} {TypeShape.OfStruct([pair, null]) is null} {TypeShape.Align(13, 8)} {pair == TypeShape.OfStruct([TypeShape.Scalar(1), TypeShape.Scalar(8)])}";
    }

    public static string Sequences()
    {
        EquatableArray<string> letters = ["a", "b"], none = default;
        var same = new[] { "a", "b" }.ToEquatable();
        return $"{letters.Equals(same)} {none.Count} {none.Equals([])} {string.Concat(letters)} {letters.GetHashCode() == same.GetHashCode()}";
    }

    public static string CommandLines(TextWriter output)
    {
        string[][] lines = [[], ["--listen", "127.0.0.1:99"], ["--listen", "x"], ["--user", "a:b", "--idle", "7"], ["--user", ""], ["--idle", "-1"], ["--other"]];
        int right = 0;
        foreach (string[] line in lines)
        {
            if (Options.TryParse(line, out var options, out string? problem))
            {
                right++;
                output.WriteLine($"{options.Listen} {options.IdleTime} {options.Credentials is not null}");
            }
            else
            {
                output.WriteLine(problem);
            }
        }

        return $"{right} of {lines.Length}";
    }
}
