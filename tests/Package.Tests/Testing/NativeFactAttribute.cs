namespace PollGen.Package.Tests.Testing;

/// <summary>A fact that is skipped, and says so, where nothing could link native code.</summary>
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (OperatingSystem.IsWindows())
            Skip = "The linker of Visual Studio is not looked for; run it on Linux or macOS.";
        else if (!folders.Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc"))))
            Skip = "Native code is linked by clang or gcc, and neither is on the PATH.";
    }
}
