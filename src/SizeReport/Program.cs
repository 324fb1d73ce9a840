using PollGen.SizeReport;

// Written for the targets of the package, which pass whole paths.
switch (args)
{
    case ["write", var generated, var assembly, var json, var markdown]:
        // A project without coroutines has no such file.
        var report = Report.Read(assembly, File.Exists(generated) ? File.ReadLines(generated) : []);
        WriteIfChanged(json, report.ToJson());
        WriteIfChanged(markdown, MarkdownReport.Write(report));
        return 0;
    case ["compare", var before, var after, var markdown]:
        try
        {
            // In a solution, a folder of reports: a project that had none is all new.
            var now = Report.Load(after);
            var path = Directory.Exists(before) ? Path.Combine(before, Path.GetFileName(after)) : before;
            var old = Directory.Exists(before) && !File.Exists(path) ? new Report(now.Assembly, []) : Report.Load(path);
            var comparison = Comparison.Of(old, now);
            WriteIfChanged(markdown, $"# Coroutines of {now.Assembly}, compared\n\n{comparison}");
            Console.Write($"{now.Assembly}: {comparison}");
            return comparison.Grown.Any() ? 2 : 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"PollGen.SizeReport : error : {e.Message}");
            return 1;
        }

    default:
        Console.Error.WriteLine("PollGen.SizeReport : error : usage: write <generated file> <assembly> <json> <markdown> | compare <old json or folder> <new json> <markdown>");
        return 1;
}

static void WriteIfChanged(string path, string text)
{
    if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        Directory.CreateDirectory(folder);
    if (!File.Exists(path) || File.ReadAllText(path) != text)
        File.WriteAllText(path, text);
}
