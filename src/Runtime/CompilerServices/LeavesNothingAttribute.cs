using System.ComponentModel;

namespace PollGen.CompilerServices;

/// <summary>
/// Says of a machine that it leaves nothing to clean up when its first poll throws. Until it is pending its owner need not know of it; one that was started in
/// place must not be polled again, or given up, after such an exception. The compiler marks coroutines with it, for those of other assemblies.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Struct)]
public sealed class LeavesNothingAttribute : Attribute;
