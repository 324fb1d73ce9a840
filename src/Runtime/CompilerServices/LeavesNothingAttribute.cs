using System.ComponentModel;

namespace PollGen.CompilerServices;

/// <summary>
/// Says of a machine that has been started in place that it leaves nothing to clean up when its first poll throws. Until it is pending its owner need not
/// know of it, and must not poll it or give it up. Written by the compiler, for coroutines of other assemblies.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Struct)]
public sealed class LeavesNothingAttribute : Attribute;
