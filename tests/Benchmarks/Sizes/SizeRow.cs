using System.Runtime.CompilerServices;

namespace PollGen.Benchmarks.Sizes;

/// <summary>One shape of the size table.</summary>
/// <param name="Id">How the table calls it.</param>
/// <param name="Shape">What it is, in words.</param>
/// <param name="Rustc">The bytes of rustc 1.95 on x86-64; null for variants, which were not measured there.</param>
/// <param name="Min">What a careful human would write by hand.</param>
/// <param name="Bar">What ours may take.</param>
/// <param name="Ours">What ours takes.</param>
public sealed record SizeRow(string Id, string Shape, int? Rustc, int Min, int Bar, int Ours)
{
    public bool IsOver => Ours > Bar;

    /// <summary>The size of the machine in a future.</summary>
    internal static int Of<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T> => Unsafe.SizeOf<TMachine>();
}
