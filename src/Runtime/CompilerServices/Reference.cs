using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace PollGen.CompilerServices;

/// <summary>A <c>ref</c> parameter among the references that a machine on the heap is handed.</summary>
/// <typeparam name="T">What it refers to.</typeparam>
/// <param name="value">The variable.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Reference<T>(ref T value)
{
    /// <summary>The variable.</summary>
    public readonly ref T Value = ref value;
}

/// <summary>An <c>in</c> parameter among the references that a machine on the heap is handed.</summary>
/// <typeparam name="T">What it refers to.</typeparam>
/// <param name="value">The variable.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ReadOnlyReference<T>(ref readonly T value)
{
    /// <summary>The variable.</summary>
    public readonly ref readonly T Value = ref value;
}
