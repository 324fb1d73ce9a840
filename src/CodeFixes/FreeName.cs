using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PollGen.CodeFixes;

internal static class FreeName
{
    /// <summary>The name, or that name with the lowest number from 2 on, that no identifier in a piece of text has.</summary>
    public static string In(SyntaxNode text, string name)
    {
        var taken = new HashSet<string>(text.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        return First(name, taken.Contains);
    }

    /// <summary>The name, or that name with the lowest number from 2 on, that is not taken.</summary>
    public static string First(string name, Func<string, bool> isTaken)
    {
        var free = name;
        for (var number = 2; isTaken(free); number++)
            free = $"{name}{number}";
        return free;
    }
}
