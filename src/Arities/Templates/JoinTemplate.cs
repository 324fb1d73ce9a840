namespace PollGen.Arities.Templates;

/// <summary><c>Future.Join</c>.</summary>
internal static class JoinTemplate
{
    public static string Write(Futures futures)
    {
        string machine = MachineType(futures);
        string results = $"({futures.Results})";
        return Code.Of($$"""
            using System.Runtime.CompilerServices;

            namespace PollGen;

            public static partial class Future
            {
                /// <summary>Runs {{futures.Number}} {{futures.Adjective}}futures at the same time and gives {{futures.AllOrBoth}} results.</summary>
                {{futures.TypeParameterDocs}}
                {{futures.ParameterDocs}}
                /// <returns>The future of {{futures.AllOrBoth}} results{{(futures.AreScoped ? $", which refers to whatever the {futures.Number} refer to" : "")}}.</returns>
                {{Remarks(futures)}}
                public static {{futures.FutureType(machine, results)}} Join<{{futures.TypeParameters}}>(
                    {{futures.Parameters}})
                    {{futures.Constraints}}
                    => {{futures.Make(machine)}};
            }

            /// <summary>The machine of <c>Future.Join</c> with {{futures.Number}} {{futures.Adjective}}futures. Not thread-safe: polled by one owner.</summary>
            {{futures.TypeParameterDocs}}
            public struct {{machine}} : {{futures.Contract(results)}}
                {{futures.Constraints}}
            {
                {{futures.Lines(child => $"private {futures.KeptTypeOf(child)} {child.Name};")}}
                {{futures.Lines(child => $"private {child.Result} {child.Name}Result;")}}
                private ChildrenState state;

                internal {{futures.Prefix}}JoinMachine({{futures.KeptParameters()}})
                {
                    {{futures.Lines(child => $"this.{child.Name} = {child.Name};")}}
                    {{futures.Lines(child => $"{child.Name}Result = default!;")}}
                }

                /// <inheritdoc/>
                public bool Poll(in PollContext cx, out {{results}} result{{futures.ArgumentsParameter}})
                {
                    state.StartPoll("Future.Join");
                    {{futures.Lines(child => $"""
                        if (state.IsPending({child.Index}) && {futures.Poll(child, $"{child.Name}Result")})
                            state.SetOver({child.Index});
                        """)}}
                    if (!state.AllOver({{futures.Count}}))
                    {
                        state.Suspend();
                        Unsafe.SkipInit(out result);
                        return false;
                    }

                    state.SetComplete();
                    result = ({{futures.List(child => $"{child.Name}Result")}});
                    {{futures.Lines(child => $"{child.Name}Result = default!;")}}
                    return true;
                }

                /// <inheritdoc/>
                public bool PollCancel(in PollContext cx{{futures.ArgumentsParameter}})
                {
                    if (!state.IsOpen)
                        return true;
                    {{futures.Lines(futures.Cancel)}}
                    return state.EndCancel({{futures.Count}}, in cx);
                }
            }
            """);
    }

    internal static string MachineType(Futures futures) => $"{futures.Prefix}JoinMachine<{futures.TypeParameters}>";

    private static string Remarks(Futures futures) => futures switch
    {
        { AreScoped: true } => "/// <remarks>Polls, fails and is cancelled as the join of ordinary futures.</remarks>",
        { AreTwo: false } => "/// <remarks>As with two: polled in order, each until it is ready; one that throws, or a cancellation, cancels the rest.</remarks>",
        _ => """
            /// <remarks>
            /// <para>Every poll polls the futures in order, each until it is ready and never after. When one throws, the exception
            /// leaves at once; the clean-up then cancels the others and finishes the one that threw. <c>TryJoin</c> has done that before
            /// it throws; <see cref="Settled{TMachine, T}"/> lets the others go on.</para>
            /// <para>Cancellation cancels all pending futures together: each round polls the clean-up of each in order. One that
            /// throws does not stop the rest; the first exception is thrown at the end, with the others in <c>Suppressed</c>. Results held already
            /// are disposed if they are disposable. So as much is lost as the futures lose themselves, and what they have given already.</para>
            /// </remarks>
            /// <example>
            /// <code>
            /// var (sum, count) = co.Await(Future.Join(Sum(left), Count(right)));
            /// </code>
            /// </example>
            """,
    };
}
