using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PollGen.Conformance.Tests.Testing;

/// <summary>How a run ended, and what it did.</summary>
/// <param name="End">The result or the exception, as text.</param>
/// <param name="Effects">In order.</param>
/// <param name="Violations">What the machines did that no owner of a future may do.</param>
/// <param name="Frames">The programs' methods in the exception's stack trace, from the inside out.</param>
internal sealed record Outcome(string End, IReadOnlyList<string> Effects, IReadOnlyList<string> Violations, IReadOnlyList<string> Frames)
{
    private const string Machine = "(machine)";

    // Lambdas and local functions are numbered; what counts is whose they are.
    private static readonly Regex UserName = new("^<(\\w+)>");

    public static Outcome Of(object? result, Trace trace) =>
        new($"result {Show.Of(result)}", [.. trace.Effects], [.. trace.Violations], []);

    public static Outcome Of(Exception exception, Trace trace) =>
        new($"{exception.GetType().Name}: {exception.Message}", [.. trace.Effects], [.. trace.Violations], exception is CancelledException ? [] : [.. FramesOf(exception)]);

    /// <summary>Fails the test unless this run did the same as the one that is the specification.</summary>
    public void MustBe(Outcome expected, string how)
    {
        Assert.True(
            End == expected.End && Effects.SequenceEqual(expected.Effects),
            $"{how}\nexpected: {expected.End}\n  {string.Join(" | ", expected.Effects)}\nactual:   {End}\n  {string.Join(" | ", Effects)}");
        Assert.True(Violations.Count == 0, $"{how}\n{string.Join("\n", Violations)}");
        // In direct execution a future that was made as a value is a machine, too, and who polls it may be inlined.
        Assert.True(expected.Frames.Contains(Machine) || IsSubsequence(WithoutRepeats(expected.Frames), Frames), $"{how}\nframes expected: {string.Join(" < ", expected.Frames)}\nframes actual:   {string.Join(" < ", Frames)}");
    }

    // An exception that is thrown again by the method that caught it shows that method once or twice.
    private static IReadOnlyList<string> WithoutRepeats(IReadOnlyList<string> frames) =>
        [.. frames.Where((frame, position) => position == 0 || frame != frames[position - 1])];

    private static bool IsSubsequence(IReadOnlyList<string> wanted, IReadOnlyList<string> found)
    {
        int next = 0;
        foreach (string frame in found)
        {
            if (next < wanted.Count && frame == wanted[next])
                next++;
        }

        return next == wanted.Count;
    }

    // Up to the innermost coroutine: those that wait for it may be inlined into whoever polls.
    private static IEnumerable<string> FramesOf(Exception exception)
    {
        foreach (var method in new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()))
        {
            if (method?.DeclaringType is { } type && (type == typeof(Trace) || type.FullName!.Contains(".Programs.")))
            {
                if (IsMachine(type) || IsBody(method))
                    yield return Machine;
                if (!IsMachine(type))
                    yield return UserName.Match(method.Name) is { Success: true } match ? match.Groups[1].Value : method.Name;
            }

            if (method?.IsDefined(typeof(CoroutineAttribute), inherit: false) == true || method?.IsDefined(typeof(RewrittenCoroutineAttribute), inherit: false) == true)
                break;
        }
    }

    // Of a future that is a value, whose machine's own methods are inlined.
    private static bool IsBody(MethodBase method) => method.GetParameters() is [{ ParameterType: { IsByRef: true } frame }, ..]
        && frame.GetElementType()!.Name.Split('`')[0].EndsWith("MachineFrame", StringComparison.Ordinal);

    private static bool IsMachine(Type type) => type is { IsValueType: true, IsNested: true } && type.GetInterfaces().Any(one => one.Namespace == nameof(PollGen));
}
