using Microsoft.CodeAnalysis.CSharp;
using PollGen.Fuzzing.Compiling;
using PollGen.Fuzzing.Writing;

namespace PollGen.Fuzzing.Mutating;

/// <summary>Makes sources as they are while someone types: tokens are missing, doubled, exchanged, or the end is not there yet.</summary>
internal static class Mutator
{
    /// <summary>A program made by chance, or one that somebody wrote, changed by chance.</summary>
    public static string Mutate(int seed)
    {
        var random = new Random(seed);
        string source = seed % 2 == 0 ? WrittenSources.Get(seed / 2) : ProgramWriter.Write(seed).Source;
        var tokens = CSharpSyntaxTree.ParseText(source, BatchCompiler.CSharp14).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        if (random.Next(5) == 0)
            return string.Concat(tokens.Take(random.Next(tokens.Count)));
        // The head of the file stays, so that what follows is still a program.
        int first = Math.Max(0, tokens.FindIndex(token => token.StartsWith("class ", StringComparison.Ordinal))) + 2;
        if (first >= tokens.Count)
            return source;
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(first, tokens.Count);
            int other = random.Next(first, tokens.Count);
            switch (random.Next(5))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    tokens.Insert(at, tokens[other]);
                    break;
                case 3:
                    tokens[at] = tokens[other];
                    break;
                default:
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
            }
        }

        return string.Concat(tokens);
    }
}
