using System.ComponentModel;

namespace PollGen.CompilerServices;

/// <summary>Makes the references of joined futures, and those of machines on the heap, for generated code that hands them in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Arguments
{
    /// <summary>Those of two futures.</summary>
    /// <typeparam name="T1">Those of the first.</typeparam>
    /// <typeparam name="T2">Those of the second.</typeparam>
    /// <param name="first">Those of the first.</param>
    /// <param name="second">Those of the second.</param>
    /// <returns>Both.</returns>
    public static ReferencePair<T1, T2> Of<T1, T2>(T1 first, T2 second)
        where T1 : allows ref struct
        where T2 : allows ref struct
        => new(first, second);

    /// <summary>A <c>ref</c> argument.</summary>
    /// <typeparam name="T">What it refers to.</typeparam>
    /// <param name="value">The variable.</param>
    /// <returns>A reference to it.</returns>
    public static Reference<T> ByReference<T>(ref T value) => new(ref value);

    /// <summary>An <c>in</c> argument.</summary>
    /// <typeparam name="T">What it refers to.</typeparam>
    /// <param name="value">The variable.</param>
    /// <returns>A reference to it.</returns>
    public static ReadOnlyReference<T> ByReadOnlyReference<T>(ref readonly T value) => new(in value);
}

/// <summary>Holds a machine on the heap whose parameters are handed in: a recursive call.</summary>
/// <typeparam name="TMachine">The machine.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MachineBox<TMachine>
    where TMachine : struct
{
    /// <summary>The machine.</summary>
    public TMachine Machine;
}
