using PollGen.Analyzers.Tests.Testing;
using PollGen.CodeFixes;

namespace PollGen.Analyzers.Tests;

public class CleanUpInCatchTests
{
    [Fact]
    public Task Flags() => Check(
    [
        "try { c.Send(co, 1); } catch { resource.{|PG0218:Dispose|}(); throw; }",
        "try { co.Await(Future.Yield()); } catch (Exception e) { Log(e); {|PG0218:ReleaseAll|}(); throw; }",
        "try { co.Await(Future.Yield()); } catch { if (flag) { System.IO.File.{|PG0218:Delete|}(\"x\"); } throw; }",
        "try { co.Await(Future.Yield()); } catch { {|PG0218:ReleaseAll|}(); throw; } finally { n++; }",
    ]);

    [Fact]
    public Task Allows() => Check(
    [
        "try { c.Send(co, 1); } finally { resource.Dispose(); }",
        "try { n++; } catch { resource.Dispose(); throw; } co.Await(Future.Yield());",
        "try { co.Await(Future.Yield()); } catch (InvalidOperationException) { resource.Dispose(); throw; }",
        "try { co.Await(Future.Yield()); } catch (Exception) when (flag) { resource.Dispose(); throw; }",
        "try { co.Await(Future.Yield()); } catch (Exception e) { Log(e); throw; }",
        "try { co.Await(Future.Yield()); } catch { resource.Dispose(); }",
        "try { co.Await(Future.Yield()); } catch { Log(null); throw; } finally { resource.Dispose(); }",
    ]);

    [Theory]
    [InlineData(
        "try\n        {\n            co.Await(Future.Yield());\n        }\n        catch\n        {\n            // All of it.\n            {|PG0218:ReleaseAll|}();\n            throw;\n        }",
        "var isComplete = false;\n        try\n        {\n            co.Await(Future.Yield());\n            isComplete = true;\n        }\n        finally\n        {\n            if (!isComplete)\n            {\n                // All of it.\n                ReleaseAll();\n            }\n        }")]
    public Task Fix(string before, string after) => FixTest<CleanUpInCatchAnalyzer, CleanUpInFinallyFix>.Check(Around([before]), Around([after]));

    [Theory]
    [InlineData("try { co.Await(Future.Yield()); return; } catch { {|PG0218:ReleaseAll|}(); throw; }")]
    [InlineData("try { co.Await(Future.Yield()); } catch (Exception e) { Log(e); {|PG0218:ReleaseAll|}(); throw; }")]
    [InlineData("try { co.Await(Future.Yield()); } catch { {|PG0218:ReleaseAll|}(); throw; } finally { n++; }")]
    [InlineData("while (flag) { try { co.Await(Future.Yield()); break; } catch { {|PG0218:ReleaseAll|}(); throw; } }")]
    public Task No_fix(string statements) => FixTest<CleanUpInCatchAnalyzer, CleanUpInFinallyFix>.CheckNotOffered(Around([statements]));

    // Each in a coroutine of its own.
    private static string Around(string[] statements) => """

        """ + Channel.Source + $$"""
        partial class Program
        {
            {{string.Concat(statements.Select((statement, number) => $"\n    [Coroutine] void Run{number}(Co co, Channel c, bool flag, int n)\n    {{\n        {statement}\n    }}\n"))}}
            private IDisposable resource = null!;
            static void ReleaseAll() { }
            static void Log(Exception? e) { }
        }
        """;

    private static Task Check(string[] statements) => RuleTest<CleanUpInCatchAnalyzer>.Check(Around(statements));
}
