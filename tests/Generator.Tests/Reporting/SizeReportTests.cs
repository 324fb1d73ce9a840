using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PollGen.Generator.Tests.Testing;
using PollGen.SizeReport;

namespace PollGen.Generator.Tests.Reporting;

/// <summary>What the report says of a project's coroutines.</summary>
public sealed class SizeReportTests
{
    private const string Source = """
        namespace Shop;

        public static partial class Orders
        {
            [Coroutine]
            public static long Price(Co co, long item)
            {
                co.Await(Future.Yield());
                return item;
            }

            [Coroutine]
            public static long Total(Co co, long first, ReadOnlySpan<byte> code)
            {
                var total = Price(co, first);
                while (total < 100)
                {
                    try
                    {
                        total += Price(co, total);
                    }
                    catch (TimeoutException)
                    {
                        co.Await(Future.Yield());
                        return 0;
                    }
                }

                return total + code.Length;
            }

            [Coroutine]
            public static T Kept<T>(Co co, T value)
            {
                Wait(co);
                return value;

                void Wait(Co co) => co.Await(Future.Yield());
            }

            [Coroutine]
            public static int AtOnce(Co co) => 1;
        }
        """;

    private static readonly GlobalConfig Wanted = new(new() { ["build_property.PollGenSizeReport"] = "true", ["build_property.ProjectDir"] = "/src/" });

    private static readonly Report Sizes = ReportOf(Source);

    [Fact]
    public void Has_every_coroutine_by_name_local_ones_too() => Assert.Equal(
        ["Shop.Orders.AtOnce()", "Shop.Orders.Kept<T>(T)", "Shop.Orders.Kept<T>/Wait()", "Shop.Orders.Price(long)", "Shop.Orders.Total(long, ReadOnlySpan<byte>)"],
        Sizes.Coroutines.Select(coroutine => coroutine.Name));

    [Fact]
    public void States_sizes_and_files()
    {
        Assert.Equal(16, Of("Price").Size);
        Assert.Equal(48, Of("Total").Size);
        Assert.Null(Of("Kept<T>(").Size);
        Assert.Equal("Program.cs", Of("Price").File);
    }

    [Fact]
    public void Parts_are_the_fields_and_a_callee_is_known_by_its_machine()
    {
        Assert.Equal(["item", "state", "yield"], Of("Price").Parts.Select(part => part.Name).Order());
        var callee = Of("Total").Parts.Single(part => part.Name == "price");
        Assert.Equal((Of("Price").Machine, 16), (callee.Machine, callee.Size));
    }

    [Fact]
    public void The_widest_suspension_is_the_one_with_most_in_use()
    {
        Assert.Equal(3, Of("Total").Suspensions.Count);
        Assert.Equal(2, Of("Total").Widest!.Number);
        Assert.Equal((33, 17, 2), (Of("Total").Suspensions[1].Size, Of("Total").Suspensions[0].Size, Of("Total").Suspensions[2].Size));
        Assert.Equal(["price", "first", "caught", "state"], Of("Total").Widest!.Holds);
        Assert.Null(Of("AtOnce").Widest);
    }

    [Fact]
    public void Steps_lead_from_one_suspension_to_the_next_through_handlers_too()
    {
        Assert.Equal([(0, 1), (1, 2), (1, 0), (2, 2), (2, 3), (2, 0), (3, 0)], Of("Total").Steps.Select(step => (step.From, step.To)));
        Assert.Equal([(0, 0)], Of("AtOnce").Steps.Select(step => (step.From, step.To)));
    }

    [Fact]
    public void It_is_read_back_as_it_was_written()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, Sizes.ToJson());
        Assert.Equal(Sizes.ToJson(), Report.Load(path).ToJson());
        File.Delete(path);
    }

    [Fact]
    public void For_people_there_is_a_table_a_tree_and_a_diagram() => Snapshot.Verify(MarkdownReport.Write(Sizes), "SizeReport");

    [Fact]
    public void Nothing_is_generated_for_it_unless_it_is_asked_for() => Assert.DoesNotContain("PollGen.Sizes.g.cs", ProgramRun.Of(Source).Files.Keys);

    private static Coroutine Of(string name) => Sizes.Coroutines.First(coroutine => coroutine.Name.StartsWith("Shop.Orders." + name, StringComparison.Ordinal));

    internal static Report ReportOf(string source)
    {
        var driver = CSharpGeneratorDriver.Create([new CoroutineGenerator().AsSourceGenerator()], parseOptions: Setup.CSharp14, optionsProvider: Wanted)
            .RunGenerators(Setup.Compile(source));
        var file = driver.GetRunResult().Results.Single().GeneratedSources.Single(file => file.HintName == "PollGen.Sizes.g.cs").SourceText;
        return Report.Read("Shop", file.Lines.Select(line => line.ToString()));
    }
}
