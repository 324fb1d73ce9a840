using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using PollGen.Waiting;

namespace PollGen.Conformance.Tests.Allocation;

/// <summary>Waiting costs no memory. These tests run while no other does.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    [Fact]
    public void AMillionAwaitsThatAreWokenFromAnotherThreadAllocateNothingInTheWholeProcess()
    {
        const int rounds = 1_000_000;
        var program = typeof(Awaits).Assembly.Location;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, $"{rounds}"]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        var words = output.Trim().Split(' ');
        Assert.Equal($"{2L * rounds}", words[0]);
        AssertNonePerRound(words[1], rounds);
    }

    [Theory]
    [InlineData("select")]
    [InlineData("race")]
    public void SelectsOverASocketAndATimerAllocateNothingInTheWholeProcessAndLeaveNothingRegistered(string form)
    {
        // A million: DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 dotnet run -c Release --project tests/Waiting -- select 1000000
        // The setting keeps completions off .NET's pool, which starts threads as it likes, and each costs some bytes.
        const int rounds = 20_000;
        var start = new ProcessStartInfo("dotnet", [typeof(Awaits).Assembly.Location, form, $"{rounds}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        var words = output.Trim().Split(' ');
        Assert.Equal([$"{rounds}", "False"], [words[0], words[2]]);
        AssertNonePerRound(words[1], rounds);
    }

    /// <summary>The smallest object has 24 bytes: less than one byte per round comes from no round, but from .NET's own threads at some moment.</summary>
    private static void AssertNonePerRound(string bytes, int rounds) =>
        Assert.InRange(long.Parse(bytes, CultureInfo.InvariantCulture), 0, rounds - 1);

    [Fact]
    public void ASpawnedTaskIsOneObject()
    {
        const int count = 10_000;
        using var executor = new LocalExecutor();
        for (var i = 0; i < count; i++)
            executor.SpawnDetached(Awaits.Once());
        executor.RunUntilIdle();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
            executor.SpawnDetached(Awaits.Once());
        executor.RunUntilIdle();
        var perTask = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count;

        Assert.InRange(perTask, Unsafe.SizeOf<Awaits.OnceMachine>(), 48 + Unsafe.SizeOf<Awaits.OnceMachine>() + 8);
    }
}

/// <summary>Tests in this collection run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
