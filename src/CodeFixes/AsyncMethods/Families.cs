using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.FindSymbols;

namespace PollGen.CodeFixes.AsyncMethods;

/// <summary>
/// Methods that stand for each other: one that is abstract, virtual or of an interface, with all that override or implement it. They become coroutines together or not at all, so
/// all of them have to be in the file, and nobody may go on taking their tasks.
/// </summary>
internal sealed class Families
{
    private readonly Dictionary<AsyncMethod, List<AsyncMethod>> families = [];

    /// <summary>The methods of a file without those whose family cannot be converted as a whole.</summary>
    public static async Task<(IReadOnlyList<AsyncMethod> Methods, Families Families)> ReadAsync(
        IReadOnlyList<AsyncMethod> all, Document document, SemanticModel model, CancellationToken cancellation)
    {
        while (true)
        {
            var families = new Families();
            var broken = new HashSet<AsyncMethod>();
            foreach (var method in all.Where(method => IsReplaceable(method.Symbol)))
            {
                var family = await MembersAsync(method.Symbol, document, cancellation).ConfigureAwait(false);
                var members = family.Select(member => all.FirstOrDefault(other => SymbolEqualityComparer.Default.Equals(other.Symbol, member))).ToList();
                if (members.Any(member => member is null) || !members.Any(member => member!.Syntax.Modifiers.Any(SyntaxKind.AsyncKeyword)))
                    broken.Add(method);
                else
                    families.families[method] = members!;
            }

            // What would have to go on giving tasks, or could not have one name.
            var chosen = FileMethods.Everything([.. all.Where(method => !broken.Contains(method))], families, model);
            foreach (var (method, members) in families.families.Where(entry => !broken.Contains(entry.Key)).Select(entry => (entry.Key, entry.Value)).ToList())
            {
                if (await ConversionPlan.HasOtherUsesAsync(method, chosen, document, model, cancellation).ConfigureAwait(false)
                    || members.Select(member => CoroutineName.For(member, chosen, false, model)).Distinct().ToList() is not [(_, null)])
                {
                    broken.UnionWith(members);
                }
            }

            if (broken.Count == 0)
                return (all, families);
            all = [.. all.Where(method => !broken.Contains(method))];
        }
    }

    /// <summary>The method, and those that have to be converted with it.</summary>
    public IEnumerable<AsyncMethod> Of(AsyncMethod method) => families.TryGetValue(method, out var members) ? members : [method];

    /// <summary>Whether a call of it may run, or stand for, another method.</summary>
    public static bool IsReplaceable(IMethodSymbol method) =>
        method.IsVirtual || method.IsAbstract || method.IsOverride || !method.ExplicitInterfaceImplementations.IsEmpty || Implemented(method).Any();

    private static IEnumerable<IMethodSymbol> Implemented(IMethodSymbol method) => method.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers(method.Name)).OfType<IMethodSymbol>()
        .Where(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    private static async Task<IReadOnlyCollection<IMethodSymbol>> MembersAsync(IMethodSymbol method, Document document, CancellationToken cancellation)
    {
        var found = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<IMethodSymbol>([method]);
        while (open.Count > 0)
        {
            var member = open.Dequeue().OriginalDefinition;
            if (!found.Add(member))
                continue;
            var others = Implemented(member).Concat(member.OverriddenMethod is { } overridden ? [overridden] : []);
            var solution = document.Project.Solution;
            if (member.Locations.Any(location => location.IsInSource))
            {
                others = others
                    .Concat((await SymbolFinder.FindOverridesAsync(member, solution, cancellationToken: cancellation).ConfigureAwait(false)).OfType<IMethodSymbol>())
                    .Concat((await SymbolFinder.FindImplementationsAsync(member, solution, cancellationToken: cancellation).ConfigureAwait(false)).OfType<IMethodSymbol>());
            }

            foreach (var other in others)
                open.Enqueue(other);
        }

        return found;
    }
}
