using PollGen.Arities.Templates;

namespace PollGen.Arities;

/// <summary>All files that are written from templates.</summary>
internal static class ArityFiles
{
    // What a combinator knows of its futures has room for eight: src/Runtime/Combinators/ChildrenState.cs.
    private const int Most = 8;

    public static IEnumerable<ArityFile> All()
    {
        foreach (Futures one in (Futures[])[new OrdinaryFutures(1), new ScopedFutures(1)])
        {
            yield return File(one, "Timeout", TimeoutTemplate.Write(one));
            yield return File(one, "Shield", ShieldTemplate.Write(one));
            yield return File(one, "Settled", SettledTemplate.Write(one));
            yield return File(one, "CancelledBy", CancelledByTemplate.Write(one), one.AreScoped ? null : "Tokens");
            yield return File(one, "TryMachine", TryMachineTemplate.Write(one));
        }

        for (int count = 2; count <= Most; count++)
        {
            foreach (Futures futures in (Futures[])[new OrdinaryFutures(count), new ScopedFutures(count)])
            {
                yield return File(futures, "Join", JoinTemplate.Write(futures));
                yield return File(futures, "TryJoin", TryJoinTemplate.Write(futures));
                yield return File(futures, "Select", SelectTemplate.Write(futures));
            }

            var ordinary = new OrdinaryFutures(count);
            yield return File(ordinary, "Selected", SelectedTemplate.Write(ordinary));
            // A race is an object that keeps its futures; no object can hold references, so it has no scoped twin.
            yield return File(ordinary, "Race", RaceTemplate.Write(ordinary));
        }
    }

    /// <summary>The folder of the solution, at or above the current one or the program.</summary>
    public static string FindRepository()
    {
        foreach (string start in (string[])[Directory.GetCurrentDirectory(), AppContext.BaseDirectory])
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (System.IO.File.Exists(Path.Combine(folder.FullName, "PollGen.sln")))
                    return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("PollGen.sln is neither in the current folder nor above it or the program.");
    }

    // Those of two hold what is to be said about all, so they have no number; but Race.cs is the base class.
    private static ArityFile File(Futures futures, string name, string text, string? folder = null)
    {
        bool isNumbered = futures.Count > 2 || (futures.Count == 2 && name == "Race");
        return new($"src/Runtime/{folder ?? futures.Folder}/{futures.Prefix}{name}{(isNumbered ? futures.Count : "")}.cs", text);
    }
}
