using System.Reflection;
using System.Runtime.CompilerServices;

namespace PollGen.Conformance.Tests.Allocation;

/// <summary>The bridges between .NET's tokens and our cancellation cost what docs/cancellation.md says where they are used, and nothing anywhere else.</summary>
[Collection(nameof(Alone))]
public sealed class TokenBridgeTests
{
    private const int Rounds = 1000;
    private const int PerWatch = 40;
    private const int PerSource = 48;

    /// <summary>All there is of a coroutine that runs: its machine, what is handed to it, the objects of its task, and its executor.</summary>
    public static TheoryData<Type> WhatRunsACoroutine() =>
    [
        typeof(TokenBridges.PlainMachine),
        typeof(TokenBridges.CallerMachine),
        typeof(PollContext),
        typeof(Waker),
        typeof(JoinHandle<>),
        typeof(LocalExecutor),
        typeof(ThreadPoolExecutor),
        .. typeof(Future).Assembly.GetTypes().Where(type => BasesOf(type).Any(@base => @base.Name == "SpawnedTask")),
    ];

    [Theory]
    [MemberData(nameof(WhatRunsACoroutine))]
    public void HoldsNoToken(Type type) => Assert.DoesNotContain(PartsOf(type), IsOfTokens);

    [Fact]
    public void ATokenWouldBeFound()
    {
        Assert.Contains(PartsOf(typeof(TokenBridges.CancelledByMachine)), IsOfTokens);
        Assert.Contains(PartsOf(typeof(TokenBridges.WithTokenMachine)), IsOfTokens);
        Assert.True(WhatRunsACoroutine().Count > 10);
    }

    [Fact]
    public void ACoroutineIsAsLargeAsItsOwnStateAndWhatItAwaits()
    {
        // A byte says where it waits.
        Assert.Equal(1 + Unsafe.SizeOf<YieldMachine>(), Unsafe.SizeOf<TokenBridges.PlainMachine>());
        Assert.Equal(Aligned(1 + Unsafe.SizeOf<TokenBridges.PlainMachine>() + (2 * sizeof(int)), sizeof(int)), Unsafe.SizeOf<TokenBridges.CallerMachine>());
    }

    [Fact]
    public void ABridgeIsAsLargeAsDocumented()
    {
        Assert.Equal(24, Unsafe.SizeOf<CancelledByMachine<TokenBridges.PlainMachine, int>>() - Aligned(Unsafe.SizeOf<TokenBridges.PlainMachine>(), 8));
        Assert.Equal(24, Unsafe.SizeOf<CancelledByMachine<DelayMachine, Unit>>() - Aligned(Unsafe.SizeOf<DelayMachine>(), 8));
        Assert.Equal(32, Unsafe.SizeOf<TokenMachine<object, DelayMachine, Unit>>() - Aligned(Unsafe.SizeOf<DelayMachine>(), 8));
        Assert.InRange(Unsafe.SizeOf<TokenMachine<object, TokenBridges.PlainMachine, int>>() - Aligned(Unsafe.SizeOf<TokenBridges.PlainMachine>(), 8), 1, 32);
    }

    [Fact]
    public void RunningAndCancellingWithoutABridgeAllocatesNothingAlsoBesideOthersThatHaveOne()
    {
        using var source = new CancellationTokenSource();
        var bridged = TokenBridges.CancelledBy(source.Token);
        _ = bridged.Poll(default, out _);
        Assert.Equal(0, PerRound(RunAndCancel));
        source.Cancel();
        Assert.True(bridged.PollCancel(default));
        Assert.Equal(0, PerRound(RunAndCancel));

        static void RunAndCancel()
        {
            Assert.True(Future.BlockOn(TokenBridges.Caller()) == 2);
            int before = TokenBridges.Cleaned;
            var future = TokenBridges.Caller();
            _ = future.Poll(default, out _);
            _ = future.PollCancel(default);
            if (TokenBridges.Cleaned != before + 1)
                throw new InvalidOperationException("not cleaned up");
        }
    }

    [Fact]
    public void ABridgeAllocatesWhatIsDocumented()
    {
        using var source = new CancellationTokenSource();
        Assert.Equal(0, PerRound(() => PollAndCancel(TokenBridges.CancelledBy(default))));
        Assert.Equal(PerWatch, PerRound(() => PollAndCancel(TokenBridges.CancelledBy(source.Token))));
        Assert.Equal(PerSource, PerRound(() => PollAndCancel(TokenBridges.WithToken())));
        Assert.Equal(PerSource, PerRound(() => Poll(TokenBridges.FromTask())));
        string page = File.ReadAllText(Path.Combine(Repository(), "docs", "cancellation.md"));
        Assert.Contains($"| `CancelledBy(token)` | 24 bytes | {PerWatch} bytes", page, StringComparison.Ordinal);
        Assert.Contains($"| `FromTask`, `WithToken` | 32 bytes | {PerSource} bytes", page, StringComparison.Ordinal);
    }

    private static void Poll<TMachine>(Future<TMachine, Unit> future)
        where TMachine : struct, IFuture<Unit>
    {
        if (!future.Poll(default, out _) && !future.PollCancel(default))
            throw new InvalidOperationException("not cancelled");
    }

    private static void PollAndCancel<TMachine>(Future<TMachine, int> future)
        where TMachine : struct, IFuture<int>
    {
        if (future.Poll(default, out _) || !future.PollCancel(default))
            throw new InvalidOperationException("neither pending nor cancelled");
    }

    private static double PerRound(Action round)
    {
        for (int i = 0; i < Rounds; i++)
            round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
            round();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Rounds;
    }

    private static int Aligned(int size, int alignment) => (size + alignment - 1) / alignment * alignment;

    private static bool IsOfTokens(Type type) => type.Name is "CancellationToken" or "CancellationTokenSource" or "CancellationTokenRegistration" or "TokenWatch";

    /// <summary>The types of all that lies in a value or object of this type, the structs in it included.</summary>
    private static IEnumerable<Type> PartsOf(Type type) => BasesOf(type).Prepend(type)
        .SelectMany(one => one.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .SelectMany(field => field.FieldType is { IsValueType: true, IsPrimitive: false, IsEnum: false } ? PartsOf(field.FieldType).Prepend(field.FieldType) : [field.FieldType]);

    private static IEnumerable<Type> BasesOf(Type type)
    {
        for (Type? @base = type.BaseType; @base is not null; @base = @base.BaseType)
            yield return @base;
    }

    private static string Repository([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
