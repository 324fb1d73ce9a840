using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Testing;

/// <summary>A file under Methods. Its last class holds the programs: each takes a log, and calls the methods of the others.</summary>
internal sealed class MethodFile
{
    private static readonly Dictionary<string, MethodFile> All = Setup.Files.ToDictionary(name => name, name => new MethodFile(name));

    private readonly Lazy<Task<Assembly>> original;
    private readonly Lazy<Task<(string Text, Assembly Assembly)>> converted;

    private MethodFile(string name)
    {
        Name = name;
        Source = Setup.SourceOf(name);
        Root = CSharpSyntaxTree.ParseText(Source, Setup.CSharp14).GetRoot();
        original = new(() => Setup.BuildAsync("Original." + name, Source));
        converted = new(ConvertAsync);
    }

    public static IEnumerable<MethodFile> Every => All.Values;

    public string Name { get; }

    public string Source { get; }

    public SyntaxNode Root { get; }

    public Task<Assembly> Original => original.Value;

    /// <summary>All of it, converted at once.</summary>
    public Task<(string Text, Assembly Assembly)> Converted => converted.Value;

    /// <summary>The async methods that are to be converted.</summary>
    public IEnumerable<MethodDeclarationSyntax> Methods => Asyncs.Where(method => !IsProgram(method));

    public IEnumerable<MethodDeclarationSyntax> Programs => Asyncs.Where(IsProgram);

    private IEnumerable<MethodDeclarationSyntax> Asyncs => Root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.Modifiers.Any(SyntaxKind.AsyncKeyword) && !IsImplementation(method));

    public static MethodFile Of(string name) => All[name];

    /// <summary>Whether there is a loop that awaits, and that await in a try, using or finally.</summary>
    public static bool AwaitsInALoopAndARegion(MethodDeclarationSyntax method)
    {
        var awaits = method.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Where(node => node is AwaitExpressionSyntax || node.ChildTokens().Any(token => token.IsKind(SyntaxKind.AwaitKeyword)));
        return awaits.Any(await => await.AncestorsAndSelf().TakeWhile(outer => outer != method) is var around
            && around.Any(outer => outer is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
            && around.Any(outer => outer is TryStatementSyntax or UsingStatementSyntax || (outer is BlockSyntax block && block.Statements.Any(IsUsing))));
    }

    public static MethodInfo ProgramIn(Assembly assembly, string name) => MembersOfPrograms(assembly).Single(method => method.Name == name && method.GetParameters() is [{ ParameterType.Name: nameof(Log) }]);

    public static MethodInfo CoroutineIn(Assembly assembly, string name) => MembersOfPrograms(assembly).Single(method => method.Name == name && method.GetParameters().Length == 2);

    private static IEnumerable<MethodInfo> MembersOfPrograms(Assembly assembly) => assembly.GetTypes().Where(type => type.Name.EndsWith("Programs", StringComparison.Ordinal)).SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public));

    private static bool IsUsing(StatementSyntax statement) => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 };

    // Of an interface of the library: it stays what it is.
    private static bool IsImplementation(MethodDeclarationSyntax method) => method.Identifier.ValueText == "DisposeAsync";

    private static bool IsProgram(MethodDeclarationSyntax method) => method.Parent is ClassDeclarationSyntax type && type.Identifier.ValueText.EndsWith("Programs", StringComparison.Ordinal);

    private async Task<(string, Assembly)> ConvertAsync()
    {
        string first = Methods.First().Identifier.ValueText;
        string text = await Refactored.TryAsync(Source, method => method.Identifier.ValueText == first, Refactored.File) ?? throw new InvalidOperationException("It is not offered.");
        if (Environment.GetEnvironmentVariable("POLLGEN_SHOW") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, Name + ".cs"), text);
        return (text, await Setup.BuildAsync("Converted." + Name, text));
    }
}
