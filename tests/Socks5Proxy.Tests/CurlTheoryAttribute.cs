namespace Socks5Proxy.Tests;

/// <summary>A theory that is skipped, and says so, on a machine without curl.</summary>
public sealed class CurlTheoryAttribute : TheoryAttribute
{
    public CurlTheoryAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "curl.exe" : "curl"))))
            Skip = "curl is not on the PATH";
    }
}
