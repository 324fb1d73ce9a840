namespace PollGen;

/// <summary>
/// Says that a future which is handed over by reference moves all the same: whoever passes it must not use it any more.
/// </summary>
/// <remarks>
/// <para>On an <c>in</c> or <c>ref</c> parameter: the method takes the future from there, without the copy that a parameter by value costs. On a parameter of a span,
/// an array or a list: the method takes its elements. On a method or property of the future itself: the call takes the future that it is called on.</para>
/// <para>A parameter by value needs no mark. The analyzer lets the method take the value, and has the caller not use it again (PG0206).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class MovedAttribute : Attribute;
