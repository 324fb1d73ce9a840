using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PollGen.Runtime.Tests;

/// <summary>Whoever makes a future is told what is lost when it is cancelled half-way: by its docs, or because its machine is marked as losing nothing.</summary>
public partial class CancellationDocsTests
{
    private static readonly IReadOnlyDictionary<string, XElement> Docs = XDocument.Load(Path.ChangeExtension(typeof(Future).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public static TheoryData<string> Makers() => [.. Docs.Keys.Where(name => name.StartsWith("M:PollGen.", StringComparison.Ordinal) && MachineOf(name) is not null).Order()];

    [Theory]
    [MemberData(nameof(Makers))]
    public void Say_what_is_lost(string maker)
    {
        bool losesNothing = MachineOf(maker)!.GetCustomAttribute<CancelSafeAttribute>() is not null;
        Assert.True(losesNothing || Loss().IsMatch(Text(maker)), $"{maker} does not say what its cancellation loses.");
    }

    /// <summary>The machine's definition, if this is a method that makes a future; those of the compiler's own namespace are not for users.</summary>
    private static Type? MachineOf(string name)
    {
        string path = name["M:".Length..].Split('(')[0];
        int dot = path.LastIndexOf('.');
        if (typeof(Future).Assembly.GetType(path[..dot]) is not { IsPublic: true, Namespace: "PollGen" } type)
            return null;
        string method = path[(dot + 1)..].Split('`')[0];
        var found = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(candidate => candidate.Name == method && candidate.ReturnType.IsGenericType).Select(candidate => candidate.ReturnType)
            .FirstOrDefault(result => result.GetGenericTypeDefinition() is var kind && (kind == typeof(Future<,>) || kind == typeof(ScopedFuture<,,>)));
        Type? machine = found?.GetGenericArguments()[0];
        return machine is { IsGenericType: true } ? machine.GetGenericTypeDefinition() : machine;
    }

    // What is inherited counts, and so does what the machine says of itself.
    private static string Text(string member)
    {
        var doc = Docs[member];
        string inherited = string.Concat(doc.Descendants("inheritdoc").Select(one => one.Attribute("cref")?.Value).Where(cref => cref is not null && cref != member && Docs.ContainsKey(cref)).Select(cref => Text(cref!)));
        return doc + inherited;
    }

    [GeneratedRegex("cancel|lose|lost|consume|loses", RegexOptions.IgnoreCase)]
    private static partial Regex Loss();
}
