using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PollGen.CodeFixes;

internal static class ListOrder
{
    /// <summary>Moves an item to the front part of a list. Line breaks, indentation and commas stay where they are.</summary>
    public static SeparatedSyntaxList<T> Move<T>(this SeparatedSyntaxList<T> list, int from, int to)
        where T : SyntaxNode
    {
        var items = list.ToList();
        var moved = items[from];
        items.RemoveAt(from);
        items.Insert(to, moved);
        var placed = items.Select((item, index) => item.WithLeadingTrivia(list[index].GetLeadingTrivia()).WithTrailingTrivia(list[index].GetTrailingTrivia()));
        return SyntaxFactory.SeparatedList(placed, list.GetSeparators());
    }
}
