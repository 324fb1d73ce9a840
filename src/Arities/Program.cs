using PollGen.Arities;

// C# has no type parameters without a fixed number, so there is one Join of two futures, one of three and so on up to eight; and each combinator of futures has a twin
// of scoped futures. All are written from one template per combinator (Templates). The files are checked in, to be read and debugged like any other; a test compares
// them with their templates.
const string Usage = """
    dotnet run --project src/Arities              write the combinators into src/Runtime, for 2 to 8 futures, ordinary and scoped, anew from their templates
    dotnet run --project src/Arities -- --check   write nothing; name each file that differs, and fail if one does
    """;

bool isCheck = args is ["--check"];
if (args.Length > 0 && !isCheck)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

string root = ArityFiles.FindRepository();
var outdated = ArityFiles.All().Where(file => !file.IsUpToDate(root)).ToList();
foreach (var file in outdated)
{
    Console.WriteLine(isCheck ? $"differs: {file.Path}" : $"written: {file.Path}");
    if (!isCheck)
        file.Write(root);
}

Console.WriteLine($"{ArityFiles.All().Count()} files, {outdated.Count} {(isCheck ? "differ" : "written")}");
return isCheck && outdated.Count > 0 ? 1 : 0;
