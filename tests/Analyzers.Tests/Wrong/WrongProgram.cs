namespace PollGen.Analyzers.Tests.Wrong;

/// <summary>A program that compiles, breaks a rule, and does something else than it looks like.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Rule">The rule that says so.</param>
/// <param name="Meant">What whoever wrote it would expect it to say.</param>
/// <param name="Says">What it says.</param>
/// <param name="Statements">The body of its method; see <see cref="Source"/> for what it can call.</param>
/// <param name="Members">More members of its class.</param>
public sealed record WrongProgram(string Name, string Rule, string Meant, string Says, string Statements, string Members = "")
{
    public string Source => $$"""
        using System.Linq;
        using System.Runtime.InteropServices;
        using System.Threading;

        public static partial class Wrong
        {
            private static readonly List<string> Said = [];

            public static string Run()
            {
                try
                {
                    Body(default);
                }
                catch (Exception e)
                {
                    Say(e.GetType().Name);
                }

                return string.Join(" ", Said);
            }

            private static void Say(string what) => Said.Add(what);

            private static void Body(in PollContext cx)
            {
                {{Statements}}
            }

            /// <summary>Says its name where it begins, where it goes on, and, capitalized, where it is cleaned up.</summary>
            [Coroutine]
            private static int Work(Co co, string name, int rounds = 1)
            {
                Say(name);
                try
                {
                    for (int i = 0; i < rounds; i++)
                    {
                        co.Await(Future.Yield());
                        Say(name);
                    }

                    return rounds;
                }
                finally
                {
                    Say(name.ToUpperInvariant());
                }
            }

            {{Members}}
        }
        """;

    public override string ToString() => Name;
}
