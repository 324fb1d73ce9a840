namespace PollGen.Fuzzing;

/// <summary>The last lines of a run.</summary>
internal static class Report
{
    public static void Write(TextWriter output, Fuzzer fuzzer, TimeSpan time)
    {
        output.WriteLine("constructs:");
        foreach (var (kind, count) in fuzzer.Counts.ByKind)
            output.WriteLine($"  {count,9} {kind}");
        Write(output, "refused", fuzzer.Refusals);
        Write(output, "not C#", fuzzer.Errors);
        Write(output, "not run by .NET itself", fuzzer.Lost);
        output.WriteLine($"{fuzzer.Programs} programs in {time:hh\\:mm\\:ss}, {fuzzer.Programs / time.TotalSeconds:F1} programs per second");
        output.WriteLine($"{fuzzer.Counts.ByKind.Count} kinds of constructs, {fuzzer.Counts.Missing.Count()} never written; {fuzzer.Refusals.Values.Sum(refusal => refusal.Count)} programs refused, {fuzzer.Invalid} not C#, {fuzzer.Compared} compared");
        output.WriteLine($"{fuzzer.Failures.Count} failures{(fuzzer.Failures.Count == 0 ? "" : ": seeds " + string.Join(" ", fuzzer.Failures.Select(failure => failure.Program.Seed)))}");
    }

    private static void Write(TextWriter output, string title, SortedDictionary<string, (int Count, string Example)> table)
    {
        output.WriteLine($"{title}:");
        foreach (var (message, (count, example)) in table.OrderByDescending(pair => pair.Value.Count))
            output.WriteLine($"  {count,6} {message} ({example})");
    }
}
