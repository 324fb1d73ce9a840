namespace PollGen.Arities.Templates;

/// <summary><c>Future.Race</c>, and the races; their base class is written by hand.</summary>
internal static class RaceTemplate
{
    public static string Write(OrdinaryFutures futures)
    {
        string race = $"Race<{futures.TypeParameters}>";
        string selected = $"Selected<{futures.Results}>";
        return Code.Of($$"""
            using System.Runtime.CompilerServices;

            namespace PollGen;

            public static partial class Future
            {
                /// <summary>Runs {{futures.Number}} futures at the same time, for a loop that takes them as they become ready, and keeps the others.</summary>
                {{futures.TypeParameterDocs}}
                {{futures.ParameterDocs}}
                /// <returns>The race; to be disposed. Nothing of it runs before its <see cref="Race{TResult}.Next"/> is awaited.</returns>
                public static {{race}} {{race}}(
                    {{futures.Parameters}})
                    {{futures.Constraints}}
                    => new({{futures.List(child => child.Name)}});
            }

            /// <summary>A <see cref="Race{TResult}"/> of {{futures.Number}} futures.</summary>
            {{futures.TypeParameterDocs}}
            public sealed class {{race}} : Race<{{selected}}>
                {{futures.Constraints}}
            {
                {{futures.Lines(child => $"private RaceArm<{child.Machine}, {child.Result}> {child.Name};")}}
                private int turn;

                internal Race({{futures.KeptParameters()}})
                {
                    {{futures.Lines(child => $"this.{child.Name} = new({child.Name});")}}
                }

                {{futures.List(SetAndStop, "\n\n")}}

                private protected override int Arms => {{futures.Count}};

                private protected override bool PollArms(in PollContext cx, out {{selected}} result)
                {
                    Unsafe.SkipInit(out result);
                    int start = turn;
                    for (int left = {{futures.Count}}; left > 0; left--)
                    {
                        switch (start)
                        {
                            {{futures.Lines(child => $"""
                                {futures.CaseOf(child)}
                                    if (!{futures.Poll(child, $"{child.Result} {child.Name}Result")})
                                        break;
                                    turn = {child.Number % futures.Count};
                                    result = {selected}.Of{child.Title}({child.Name}Result);
                                    return true;
                                """)}}
                        }

                        start = start == {{futures.Count - 1}} ? 0 : start + 1;
                    }

                    return {{futures.List(child => $"{child.Name}.IsEmpty", " && ")}} ? throw RaceArms.AllEmpty() : false;
                }

                // At most one has thrown.
                private protected override bool PollFailed(in PollContext cx) => {{futures.List(child => $"{child.Name}.PollFailed(in cx)", " && ")}};

                private protected override void LeaveArms(ref ChildrenState state, in PollContext cx)
                {
                    {{futures.Lines(child => $"{child.Name}.Leave({child.Index}, ref state, in cx);")}}
                }
            }
            """);
    }

    private static string SetAndStop(Child child) => $$"""
        /// <summary>Sets the {{child.Name}} arm anew. One that is pending is cancelled, and cleaned up, within the next <see cref="Race{TResult}.Next"/>, before its successor starts.</summary>
        /// <param name="future">A future, not polled before; it moves in.</param>
        public void Set{{child.Title}}(Future<{{child.Machine}}, {{child.Result}}> future) => {{child.Name}}.Set(future);

        /// <summary>Cancels the {{child.Name}} arm if it is pending: it is cleaned up within the next <see cref="Race{TResult}.Next"/> and stays empty.</summary>
        public void Stop{{child.Title}}() => {{child.Name}}.Stop();
        """;
}
