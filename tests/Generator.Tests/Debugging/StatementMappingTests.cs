using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using PollGen.Generator.Tests.Emission;

namespace PollGen.Generator.Tests.Debugging;

/// <summary>A breakpoint in a coroutine binds twice: in the method that runs directly and in the one that the machine runs.</summary>
public sealed class StatementMappingTests
{
    // Where a debugger can stop in the method as it stands.
    private const string Source = """
        using System;
        using System.Collections.Generic;
        using PollGen;

        public static partial class Work
        {
            [Coroutine]
            private static int All(Co co, List<int> items, string name)
            {
                int total = 0;                                  // stop
                var label = name.Length > 3 ? name : "short";   // stop
                foreach (var item in items)                     // stop
                {
                    if (item < 0)                               // stop
                        continue;                               // stop
                    total += Twice(co, item);                   // stop
                    label += item;                              // stop
                }

                for (var i = 0; i < 3; i++)                     // stop
                    co.Await(Future.Yield());                   // stop
                var left = 2;                                   // stop
                while (left > 0)                                // stop
                {
                    left--;                                     // stop
                    if (left == 7)                              // stop
                        break;                                  // stop
                    total += co.Await(                          // stop
                        Future.Ready(left));
                }

                do
                {
                    total++;                                    // stop
                }
                while (Twice(co, total) < 4);                   // stop

                switch (Twice(co, left))                        // stop
                {
                    case 0:
                        total += 1;                             // stop
                        break;                                  // stop
                    case > 5 when label.Length > 2:
                        total += Twice(co, 1);                  // stop
                        break;                                  // stop
                    default:
                        goto End;                               // stop
                }

                try
                {
                    total = checked(total + Twice(co, 1));      // stop
                    throw new FormatException(label);           // stop
                }
                catch (FormatException e) when (e.Message.Length > 0)
                {
                    total += e.Message.Length;                  // stop
                    co.Await(Future.Yield());                   // stop
                }
                finally
                {
                    total--;                                    // stop
                }

                using (var reader = new System.IO.StringReader(label)) // stop
                {
                    total += reader.Read();                     // stop
                    total += Twice(co, total);                  // stop
                }

                lock (items)                                    // stop
                {
                    items.Add(total);                           // stop
                }

                Func<int, int> more = a =>
                {
                    return a + total;                           // stop
                };
                total = more(Local(total));                     // stop
                co.Await(Future.Yield());                       // stop
            End:
                Console.Out.Flush();                            // stop
                return total > 100                              // stop
                    ? total
                    : Twice(co, total);

                static int Local(int a)
                {
                    return a + 1;                               // stop
                }
            }

            [Coroutine]
            private static int Twice(Co co, int a)
            {
                co.Await(Future.Yield());                       // stop
                return a * 2;                                   // stop
            }

            [Coroutine]
            private static int Arrow(Co co, int a) => Twice(co, a); // stop

            [Coroutine]
            private static void Outer(Co co)
            {
                var sum = 1;                                    // stop
                Inner(co, 2);                                   // stop
                Inner(co, sum);                                 // stop

                void Inner(Co co, int a)
                {
                    co.Await(Future.Yield());                   // stop
                    sum += a;                                   // stop
                }
            }
        }
        """;

    private static readonly IReadOnlyList<Point> Points = PointsOf(CompiledProgram.Of("Mapping", Source));

    public static TheoryData<int, string> Stops()
    {
        var stops = new TheoryData<int, string>();
        foreach (var (line, number) in Source.Split('\n').Select((line, position) => (line, position + 1)))
        {
            if (line.Contains("// stop", StringComparison.Ordinal))
                stops.Add(number, Regex.Replace(line, "// stop.*", "").Trim());
        }

        return stops;
    }

    [Theory]
    [MemberData(nameof(Stops))]
    public void Every_statement_can_be_stopped_at_in_both_executions(int line, string statement)
    {
        var at = Points.Where(point => point.Path == CompiledProgram.Path && point.Line == line).Select(point => (point.Method, point.IsDirect)).Distinct().ToList();
        Assert.True(at.Exists(one => one.IsDirect) && at.Exists(one => !one.IsDirect), $"{statement} is reached in {string.Join(", ", at)}");
    }

    [Fact]
    public void There_is_nowhere_to_stop_but_in_the_users_file() =>
        Assert.All(Points, point => Assert.True(point.Path is null or CompiledProgram.Path, $"{point.Method}: {point.Path}:{point.Line}"));

    [Fact]
    public void A_machine_stops_where_the_method_does_or_inside_of_such_a_statement()
    {
        var direct = Points.Where(point => point is { IsDirect: true, Line: not null }).ToList();
        Assert.All(
            Points.Where(point => point is { IsDirect: false, Line: not null }),
            point => Assert.Contains(direct, other => other.Line <= point.Line && point.Line <= other.LastLine));
    }

    // The body of a machine, and its local functions and lambdas, take what no user's method does, or come after the ones of the user.
    private static List<Point> PointsOf(CompiledProgram program)
    {
        using var image = new PEReader(program.Image);
        using var provider = MetadataReaderProvider.FromPortablePdbImage(program.Symbols);
        var (metadata, symbols) = (image.GetMetadataReader(), provider.GetMetadataReader());
        var points = new List<Point>();
        var seen = new HashSet<string>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var name = metadata.GetString(method.Name);
            var owner = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
            var isNested = name.StartsWith('<');
            var isDirect = isNested
                ? seen.Add(Regex.Match(name, "^<.*?>.__[A-Za-z]*").Value)
                : !owner.EndsWith("Machine", StringComparison.Ordinal) && method.GetParameters().All(parameter => metadata.GetString(metadata.GetParameter(parameter).Name) is not ("frame" or "frame2"));
            foreach (var point in symbols.GetMethodDebugInformation(handle).GetSequencePoints())
                points.Add(point.IsHidden ? new($"{owner}.{name}", isDirect, null, null, null) : new($"{owner}.{name}", isDirect, symbols.GetString(symbols.GetDocument(point.Document).Name), point.StartLine, point.EndLine));
        }

        return points;
    }

    private sealed record Point(string Method, bool IsDirect, string? Path, int? Line, int? LastLine);
}
