using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using PollGen.Generator.Tests.Testing;

namespace PollGen.Generator.Tests.Emission;

/// <summary>What an editor shows where a coroutine's overload is called: the future's size, its largest parts, its result, and a way to the source.</summary>
public sealed class OverloadDocumentationTests
{
    private const string Source = """
        public static partial class Orders
        {
            [Coroutine]
            public static long Total(Co co, long first, int second, byte third, string name)
            {
                co.Await(Future.Yield());
                return first + second + third + name.Length;
            }

            /// <summary>The price.</summary>
            /// <param name="item">What to buy.</param>
            /// <returns>In cents.</returns>
            [Coroutine]
            public static List<int>? Price<T>(Co co, T item) where T : class { co.Await(Future.Yield()); return null; }

            [Coroutine]
            public static void Wait(Co co) => co.Await(Future.Yield());
        }
        """;

    private static readonly ProgramRun Run = ProgramRun.Of(Source);

    [Fact]
    public void Shows_the_size_and_the_largest_parts() =>
        Assert.Equal("Makes the future of Total; nothing of it runs until it is polled. It takes 24 bytes: first 8, name 8, second 4, yield 1, …", Doc(Run, "Total").Element("summary")!.Value);

    [Theory]
    [InlineData("Total", "The future; its result is of type long.")]
    [InlineData("Wait", "The future; it has no result.")]
    public void Shows_the_result(string name, string returns) => Assert.Equal(returns, Doc(Run, name).Element("returns")!.Value);

    [Fact]
    public void What_the_user_says_of_the_result_and_the_parameters_stands()
    {
        var doc = Doc(Run, "Price");
        Assert.Null(doc.Element("returns"));
        Assert.Equal("/*[not(self::summary)]", doc.Element("inheritdoc")!.Attribute("path")!.Value);
    }

    [Theory]
    [InlineData("Total")]
    [InlineData("Price")]
    [InlineData("Wait")]
    public void Leads_to_what_the_user_wrote(string name)
    {
        var id = Doc(Run, name).Element("summary")!.Element("see")!.Attribute("cref")!.Value;
        var method = DocumentationCommentId.GetFirstSymbolForDeclarationId(id, Run.Output)!;
        var location = Assert.Single(method.Locations);
        Assert.Equal((name, Setup.ProgramPath), (method.Name, location.SourceTree!.FilePath));
    }

    [Fact]
    public void While_the_body_is_broken_the_signature_stays_and_says_why_there_is_no_size()
    {
        var broken = Run.Edit("return first + second", "return first + + ;; second");
        Assert.Contains("Its size is known when its body has no errors.", Doc(broken, "Total").Element("summary")!.Value, StringComparison.Ordinal);
        Assert.Equal(Overload(Run, "Total").ToDisplayString(), Overload(broken, "Total").ToDisplayString());
        Assert.All(broken.Errors, error => Assert.Equal(Setup.ProgramPath, error.Location.SourceTree!.FilePath));
    }

    [Fact]
    public void And_so_it_does_while_a_name_in_it_is_not_known_yet()
    {
        var broken = Run.Edit("third + name.Length", "third + name.Leng");
        Assert.Equal(Overload(Run, "Total").ToDisplayString(), Overload(broken, "Total").ToDisplayString());
        Assert.Equal("CS1061", Assert.Single(broken.Errors).Id);
    }

    private static XElement Doc(ProgramRun run, string name) => XElement.Parse(Overload(run, name).GetDocumentationCommentXml()!);

    private static IMethodSymbol Overload(ProgramRun run, string name) =>
        run.Output.GetTypeByMetadataName("Orders")!.GetMembers(name).OfType<IMethodSymbol>().Single(method => method.ReturnType.Name == "Future");
}
