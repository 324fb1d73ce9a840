namespace PollGen;

/// <summary>
/// Says of a future that its copies stand for the same thing, so that it may be copied as long as it has not been polled: it is a handle, and what it
/// waits for lives elsewhere.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class CopyableAttribute : Attribute;
