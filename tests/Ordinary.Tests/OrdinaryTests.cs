using System.Reflection;
using PollGen.Conformance.Tests.Testing;
using PollGen.Ordinary.Tests.Rewriting;
using Xunit.Abstractions;

namespace PollGen.Ordinary.Tests;

/// <summary>
/// Methods that were written with no coroutine in mind, with a suspension before every statement and around every call that returns a value: directly
/// they do what the original does, polled what they do directly.
/// </summary>
public class OrdinaryTests(ITestOutputHelper output)
{
    private static readonly Mode[] Modes = [Mode.Ready, Mode.Pending, Mode.Disturbed];

    public static TheoryData<string> Originals() => [.. Programs().Select(NameOf)];

    public static TheoryData<string, Mode> Cases()
    {
        var cases = new TheoryData<string, Mode>();
        foreach (var method in Programs())
        {
            foreach (var mode in Modes)
                cases.Add(NameOf(method), mode);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Originals))]
    public void DoesDirectlyWhatTheOriginalDoes(string name)
    {
        var original = RunOriginal(Programs().Single(method => NameOf(method) == name));
        var rewritten = Rewritten.Sole.Programs[name].RunDirectly(new Trace(Script.AllReady));
        Assert.Equal(original.End, rewritten.End);
        Assert.Equal(original.Effects, rewritten.Effects.Where(effect => effect.StartsWith(TraceWriter.Mark, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees(string name, Mode mode) => Agreement.Check(Rewritten.Sole.Programs[name], mode);

    /// <summary>Nothing is left out in silence: where one of these numbers falls, something is rewritten no more.</summary>
    [Fact]
    public void WhatIsRewrittenIsCounted()
    {
        var tally = Rewritten.Sole.Tally;
        output.WriteLine($"{Rewritten.Sole.Programs.Count} programs; {tally}");
        Assert.Equal(Programs().Count(), Rewritten.Sole.Programs.Count);
        Assert.True(Rewritten.Sole.Programs.Count >= 71, $"{Rewritten.Sole.Programs.Count} programs");
        Assert.True(tally.Methods >= 149, tally.ToString());
        Assert.True(tally.Statements >= 748, tally.ToString());
        Assert.True(tally.Calls >= 322, tally.ToString());
    }

    private static IEnumerable<MethodInfo> Programs() => typeof(OrdinaryTests).Assembly.GetTypes()
        .Where(type => type.Namespace == "PollGen.Ordinary.Tests.Programs" && !type.IsNested)
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => method.GetParameters() is [] or [{ ParameterType.Name: nameof(TextWriter) }]);

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static Outcome RunOriginal(MethodInfo method)
    {
        var trace = new Trace(Script.AllReady);
        try
        {
            object?[] arguments = method.GetParameters().Length == 0 ? [] : [new TraceWriter(trace)];
            return Outcome.Of(method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null), trace);
        }
        catch (Exception e)
        {
            return Outcome.Of(e, trace);
        }
    }
}
