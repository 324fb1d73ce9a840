using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class ForgottenRaceTests
{
    private const string Make = "Future.Race(Future.Yield(), Future.Never())";
    private const string Flagged = "Future.{|PG0202:Race|}(Future.Yield(), Future.Never())";

    [Theory]
    [InlineData($"var race = {Flagged}; co.Await(race.Next());")]
    [InlineData($"var race = {Flagged}; co.Await(race.Next()); race.SetFirst(Future.Yield()); race.StopSecond();")]
    [InlineData($"Race<Selected<Unit, Unit>> race = {Flagged}; co.Await(race.Next());")]
    [InlineData($"var race = {Flagged}; Action next = () => race.Next().ToString();")]
    [InlineData($"var race = (({Flagged})); co.Await(race.Next());")]
    [InlineData("var race = Future.{|PG0202:Race|}(Future.Yield(), Future.Yield(), Future.Never()); co.Await(race.Next());")]
    [InlineData($"co.Await({Flagged}.Next());")]
    [InlineData($"_ = {Flagged};")]
    [InlineData($"{Flagged};")]
    [InlineData($"Race<Selected<Unit, Unit>> race; race = {Flagged}; co.Await(race.Next());")]
    public Task Flags(string statements) => RuleTest<ForgottenRaceAnalyzer>.Check(Around(statements));

    [Theory]
    [InlineData($"using var race = {Make}; co.Await(race.Next());")]
    [InlineData($"using (var race = {Make}) {{ co.Await(race.Next()); }}")]
    [InlineData($"using (Race<Selected<Unit, Unit>> race = {Make}) {{ co.Await(race.Next()); }}")]
    [InlineData($"var race = {Make}; using (race) {{ co.Await(race.Next()); }}")]
    [InlineData($"var race = {Make}; try {{ co.Await(race.Next()); }} finally {{ co.Await(race.Leave()); }}")]
    [InlineData($"var race = {Make}; co.Await(race.Next()); race.Dispose();")]
    [InlineData($"var race = {Make}; co.Await(race.Next()); race?.Dispose();")]
    [InlineData($"var race = {Make}; Use(race);")]
    [InlineData($"var race = {Make}; Action end = () => race.Dispose();")]
    [InlineData($"var race = {Make}; kept = race;")]
    [InlineData($"kept = {Make};")]
    [InlineData($"Use({Make});")]
    [InlineData($"{Make}.Dispose();")]
    [InlineData($"co.Await({Make}.Leave());")]
    [InlineData("Race(1);")]
    public Task Allows(string statements) => RuleTest<ForgottenRaceAnalyzer>.Check(Around(statements));

    [Fact]
    public Task Allows_one_that_is_returned() => RuleTest<ForgottenRaceAnalyzer>.Check($$"""
        static class Races
        {
            public static Race<Selected<Unit, Unit>> Make() => {{Make}};
        }
        """);

    [Theory]
    [InlineData($"var race = {Flagged};\n        co.Await(race.Next());", $"using var race = {Make};\n        co.Await(race.Next());")]
    [InlineData(
        $"// Both of them.\n        Race<Selected<Unit, Unit>> race = {Flagged};\n        co.Await(race.Next());",
        $"// Both of them.\n        using Race<Selected<Unit, Unit>> race = {Make};\n        co.Await(race.Next());")]
    public Task Fix(string before, string after) => FixTest<ForgottenRaceAnalyzer, DisposeRaceFix>.Check(Around(before), Around(after));

    [Theory]
    [InlineData($"co.Await({Flagged}.Next());")]
    [InlineData($"Race<Selected<Unit, Unit>> race; race = {Flagged}; co.Await(race.Next());")]
    [InlineData($"switch (1) {{ case 1: var race = {Flagged}; co.Await(race.Next()); break; }}")]
    public Task No_fix(string statements) => FixTest<ForgottenRaceAnalyzer, DisposeRaceFix>.CheckNotOffered(Around(statements));

    private static string Around(string statements) => $$"""
        partial class Program
        {
            private IDisposable kept;

            [Coroutine]
            void Run(Co co)
            {
                {{statements}}
            }

            static void Use(object value) { }

            static void Race(int number) { }
        }
        """;
}
