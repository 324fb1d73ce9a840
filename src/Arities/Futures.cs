namespace PollGen.Arities;

/// <summary>How many futures a combinator has, of which kind they are, and how that kind is declared, made and polled.</summary>
internal abstract class Futures(int count)
{
    // Longer lists of parameters take a line for each.
    private const int Width = 120;

    public int Count => count;

    public IReadOnlyList<Child> All { get; } = [.. Enumerable.Range(0, count).Select(index => new Child(index, IsOnly: count == 1))];

    public bool AreTwo => count == 2;

    /// <summary>The number as a word, of two or more.</summary>
    public string Number => ((string[])["two", "three", "four", "five", "six", "seven", "eight"])[count - 2];

    public string AllOrBoth => AreTwo ? "both" : "all";

    /// <summary>Where their combinators stand in the runtime.</summary>
    public abstract string Folder { get; }

    /// <summary>What the names of their machines begin with.</summary>
    public abstract string Prefix { get; }

    /// <summary>The only future, of what wraps one.</summary>
    public Child Only => All.Single();

    /// <summary>What is said before "futures".</summary>
    public abstract string Adjective { get; }

    public abstract bool AreScoped { get; }

    /// <summary>The type of all their references together; nothing for those that have none.</summary>
    public abstract string ReferencesType { get; }

    /// <summary>The results' types.</summary>
    public string Results => List(child => child.Result);

    public string TypeParameters => List(child => string.Join(", ", TypeParametersOf(child).Select(parameter => parameter.Name)));

    public string TypeParameterDocs => Lines(child => string.Join("\n", TypeParametersOf(child).Select(parameter => $"/// <typeparam name=\"{parameter.Name}\">The {(child.IsOnly ? "" : $"{child.Name} ")}{parameter.Meaning}.</typeparam>")));

    public string ParameterDocs => Lines(child => $"/// <param name=\"{child.Name}\">{(child.IsOnly ? "The" : "A")} future, not polled before; it moves in.{(child.Index == 0 && !child.IsOnly ? FirstParameterHint : "")}</param>");

    public abstract string Constraints { get; }

    /// <summary>The parameters of what makes a combinator, a line each.</summary>
    public string Parameters => string.Join(",\n", All.Select(child => $"{FutureOf(child)} {child.Name}"));

    /// <summary>The parameters that a machine is constructed of.</summary>
    /// <param name="more">One more, or nothing.</param>
    public string KeptParameters(string more = "")
    {
        string[] parameters = [.. All.Select(child => $"{KeptTypeOf(child)} {child.Name}"), .. (string[])(more.Length == 0 ? [] : [more])];
        string line = string.Join(", ", parameters);
        return line.Length <= Width ? line : "\n    " + string.Join(",\n    ", parameters);
    }

    /// <summary>The future with this machine and result.</summary>
    public abstract string FutureType(string machine, string result);

    /// <summary>The interface that a machine with this result implements.</summary>
    public abstract string Contract(string result);

    /// <summary>Makes the future of a machine that all futures move into.</summary>
    /// <param name="machine">The machine's type.</param>
    /// <param name="more">One more argument of its constructor, or nothing.</param>
    public abstract string Make(string machine, string more = "");

    /// <summary>Makes the future of a machine that takes what another combinator has made of the futures.</summary>
    /// <param name="machine">The machine's type.</param>
    /// <param name="combined">The expression that makes the other.</param>
    public abstract string Wrap(string machine, string combined);

    /// <summary>The type of a future as its machine keeps it.</summary>
    public abstract string KeptTypeOf(Child child);

    /// <summary>What <c>Poll</c> and <c>PollCancel</c> of a machine have as last parameter, after a comma.</summary>
    public abstract string ArgumentsParameter { get; }

    /// <summary>The same, to be handed on to a method of the machine.</summary>
    public abstract string Arguments { get; }

    /// <summary>Polls a future.</summary>
    /// <param name="child">The future.</param>
    /// <param name="result">Where its result goes.</param>
    public abstract string Poll(Child child, string result);

    /// <summary>Polls a future's clean-up.</summary>
    public abstract string PollCancel(Child child);

    /// <summary>One step of a future's clean-up, noted in the combinator's state.</summary>
    public abstract string Settle(Child child);

    /// <summary>The same, or its result is refused if it is held already.</summary>
    public abstract string Cancel(Child child);

    /// <summary>A future's case in a switch over whose turn it is. The last one takes the rest.</summary>
    public string CaseOf(Child child) => child.Number == Count ? "default:" : $"case {child.Index}:";

    public string Lines(Func<Child, string> line) => string.Join("\n", All.Select(line));

    public string List(Func<Child, string> element, string separator = ", ") => string.Join(separator, All.Select(element));

    protected abstract string FutureOf(Child child);

    protected abstract string FirstParameterHint { get; }

    protected abstract IEnumerable<(string Name, string Meaning)> TypeParametersOf(Child child);

    protected static string AndMore(string more) => more.Length == 0 ? "" : ", " + more;
}
