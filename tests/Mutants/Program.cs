// dotnet PollGen.Mutants.dll run <assembly>        runs compiled programs and prints what they do wrong first: what the tests start
// dotnet PollGen.Mutants.dll try <mutant> [class…] what each class of programs has to say about a mutant, all of them by default:
//                                                  to find out which ones catch a new one; "none" is the compiler as it is
using PollGen.Mutants;

switch (args)
{
    case ["run", var path]:
        if (Runner.Failures(path, "").FirstOrDefault() is { } failure)
            Console.WriteLine(failure);
        return 0;
    case ["try", var name, .. var classes]:
        var programs = classes.Length == 0 ? Repository.Programs : classes.Select(Repository.ProgramsOf).Distinct();
        var (image, problem) = Workbench.Compile(Workbench.Break(name == Mutants.None ? null : Mutants.All.Single(mutant => mutant.Name == name)), programs, TimeSpan.FromMinutes(5), validates: false);
        if (image is null)
        {
            Console.WriteLine(problem);
            return 1;
        }

        var assembly = Path.Combine(Path.GetTempPath(), $"PollGen.Mutant.{Environment.ProcessId}.dll");
        File.WriteAllBytes(assembly, image);
        foreach (var failed in Runner.Failures(assembly, ""))
            Console.WriteLine(failed);
        File.Delete(assembly);
        return 0;
    default:
        return 2;
}
