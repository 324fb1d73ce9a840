using System.Runtime.CompilerServices;

namespace PollGen.Generator.Tests.Testing;

/// <summary>
/// Compares text with a file beside the test, by the conventions of Verify: <c>X.verified.txt</c> is the truth,
/// <c>X.received.txt</c> is written where it differs. The one seam at which Verify.SourceGenerators can be dropped in.
/// </summary>
public static class Snapshot
{
    public static void Verify(string received, string name, [CallerFilePath] string test = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots");
        var verifiedPath = Path.Combine(folder, $"{name}.verified.txt");
        var receivedPath = Path.Combine(folder, $"{name}.received.txt");
        if (Environment.GetEnvironmentVariable("POLLGEN_UPDATE") == "1")
            File.WriteAllText(verifiedPath, received);
        var verified = File.Exists(verifiedPath) ? File.ReadAllText(verifiedPath).ReplaceLineEndings("\n") : "";
        if (verified == received)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, received);
        Assert.Fail($"{name} differs from {verifiedPath}. Compare it with {receivedPath}; set POLLGEN_UPDATE=1 to accept what was received.\n\n{received}");
    }
}
