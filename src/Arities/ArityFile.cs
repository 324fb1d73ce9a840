namespace PollGen.Arities;

/// <summary>One file that is written from a template.</summary>
/// <param name="Path">Where it stands in the repository.</param>
/// <param name="Body">All of it but the first line.</param>
internal sealed record ArityFile(string Path, string Body)
{
    /// <summary>The first line of every such file.</summary>
    public const string Header = "// Written by src/Arities from a template: change it there, and run it.";

    public string Text => $"{Header}\n{Body}\n";

    public bool IsUpToDate(string root) => System.IO.Path.Combine(root, Path) is var path && File.Exists(path) && File.ReadAllText(path) == Text;

    public void Write(string root) => File.WriteAllText(System.IO.Path.Combine(root, Path), Text);
}
