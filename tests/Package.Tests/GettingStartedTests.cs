using System.Text.RegularExpressions;
using PollGen.Package.Tests.Testing;

namespace PollGen.Package.Tests;

/// <summary>Follows docs/getting-started.md in an empty folder: writes what it says, runs its commands, and compares what they print.</summary>
[Collection(InstalledPackage.Collection)]
public sealed partial class GettingStartedTests(InstalledPackage installed)
{
    [Fact]
    public void The_page_is_what_happens()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"pollgen-stranger-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            Repository.Copy(installed.Feed, Path.Combine(folder, "packages"));
            var stranger = new Stranger(folder);
            var blocks = Block().Matches(Repository.Read("docs/getting-started.md"));
            Assert.InRange(blocks.Count, 20, 100);
            foreach (Match block in blocks)
                stranger.Follow(block.Groups["kind"].Value, block.Groups["text"].Value);
            Assert.InRange(stranger.Mistakes, 5, 20);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex("^```(?<kind>[a-z]+)\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    private sealed class Stranger
    {
        private readonly string home;
        private readonly Shell shell;
        private string current;

        public Stranger(string home)
        {
            this.home = current = home;
            shell = new Shell(Path.Combine(home, "cache"));
        }

        /// <summary>How many commands ended with an error, as the page says.</summary>
        public int Mistakes { get; private set; }

        private string Program => Path.Combine(current, "Program.cs");

        public void Follow(string kind, string text)
        {
            switch (kind)
            {
                case "csharp":
                    File.WriteAllText(Program, text);
                    break;
                case "diff":
                    Edit(text);
                    break;
                case "console":
                    foreach (var command in text.Split("$ ", StringSplitOptions.RemoveEmptyEntries))
                        Type(command.Split('\n', StringSplitOptions.RemoveEmptyEntries));
                    break;
                case "sh":
                    // It makes the package, as the fixture has done.
                    Assert.StartsWith("dotnet pack src/Package ", text, StringComparison.Ordinal);
                    break;
                default:
                    Assert.Fail($"A block of another kind: {kind}");
                    break;
            }
        }

        // Each run of lines to take out, and the run that comes in its place.
        private void Edit(string diff)
        {
            var program = File.ReadAllText(Program);
            foreach (Match change in Change().Matches(diff))
            {
                var old = Lines(change.Groups["old"]);
                var at = program.IndexOf(old, StringComparison.Ordinal);
                Assert.True(at >= 0 && program.IndexOf(old, at + 1, StringComparison.Ordinal) < 0, $"Not there once:\n{old}in\n{program}");
                program = program.Replace(old, Lines(change.Groups["new"]), StringComparison.Ordinal);
            }

            File.WriteAllText(Program, program);

            static string Lines(Group group) => string.Concat(group.Captures.Select(line => line.Value[1..]));
        }

        private void Type(string[] lines)
        {
            var words = lines[0].Split(' ');
            if (words[0] == "cd")
            {
                current = Path.Combine(current, words[1]);
                return;
            }

            var (exitCode, output) = shell.Try(current, words[0], words[1..]);
            var expected = lines[1..];
            var fails = expected.Any(line => line.Contains(": error ", StringComparison.Ordinal) || line.StartsWith("Unhandled exception", StringComparison.Ordinal));
            Assert.True(fails == (exitCode != 0), $"{lines[0]}\n{output}");
            Mistakes += fails ? 1 : 0;
            var errors = Diagnostics.In(output, "error");
            if (errors.Count > 0)
                Assert.Equal(expected.Order(StringComparer.Ordinal), errors.Order(StringComparer.Ordinal));
            else
                AssertPrinted(expected, output);
        }

        // An ellipsis stands for the rest of the line.
        private void AssertPrinted(string[] expected, string output)
        {
            var printed = output.Replace(current + Path.DirectorySeparatorChar, "").Replace(home + Path.DirectorySeparatorChar, "").Split('\n').Select(line => line.Trim()).ToList();
            Assert.All(expected, line => Assert.Contains(printed, other => line.EndsWith(" …", StringComparison.Ordinal) ? other.StartsWith(line[..^1], StringComparison.Ordinal) : other == line));
        }
    }

    [GeneratedRegex("(?<old>^-.*\n)+(?<new>^\\+.*\n)*", RegexOptions.Multiline)]
    private static partial Regex Change();
}
