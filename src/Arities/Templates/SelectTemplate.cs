namespace PollGen.Arities.Templates;

/// <summary><c>Future.Select</c> and <c>Future.SelectBiased</c>.</summary>
internal static class SelectTemplate
{
    public static string Write(Futures futures)
    {
        string machine = $"{futures.Prefix}SelectMachine<{futures.TypeParameters}>";
        string selected = $"Selected<{futures.Results}>";
        string returns = futures.AreScoped
            ? $"/// <returns>The future of which was the first, and its result; it refers to whatever the {futures.Number} refer to.</returns>"
            : "/// <returns>The future of which was the first, and its result.</returns>";
        return Code.Of($$"""
            using System.Runtime.CompilerServices;

            namespace PollGen;

            public static partial class Future
            {
                /// <summary>Runs {{futures.Number}} {{futures.Adjective}}futures at the same time until one is ready, and gives the others up.</summary>
                {{futures.TypeParameterDocs}}
                {{futures.ParameterDocs}}
                {{returns}}
                {{Remarks(futures)}}
                public static {{futures.FutureType(machine, selected)}} Select<{{futures.TypeParameters}}>(
                    {{futures.Parameters}})
                    {{futures.Constraints}}
                    => {{futures.Make(machine, "isBiased: false")}};

                /// <summary>The same, where those that stand first go first.</summary>
                {{futures.TypeParameterDocs}}
                {{futures.ParameterDocs}}
                {{returns}}
                {{BiasedRemarks(futures)}}
                public static {{futures.FutureType(machine, selected)}} SelectBiased<{{futures.TypeParameters}}>(
                    {{futures.Parameters}})
                    {{futures.Constraints}}
                    => {{futures.Make(machine, "isBiased: true")}};
            }

            /// <summary>The machine of <c>Future.Select</c> with {{futures.Number}} {{futures.Adjective}}futures. Not thread-safe: polled by one owner.</summary>
            {{futures.TypeParameterDocs}}
            public struct {{machine}} : {{futures.Contract(selected)}}
                {{futures.Constraints}}
            {
                {{futures.Lines(child => $"private {futures.KeptTypeOf(child)} {child.Name};")}}
                private {{selected}} won;
                private ChildrenState state;

                internal {{futures.Prefix}}SelectMachine({{futures.KeptParameters("bool isBiased")}})
                {
                    {{futures.Lines(child => $"this.{child.Name} = {child.Name};")}}
                    won = default;
                    state = new ChildrenState(isBiased);
                }

                /// <inheritdoc/>
                public bool Poll(in PollContext cx, out {{selected}} result{{futures.ArgumentsParameter}})
                {
                    Unsafe.SkipInit(out result);
                    if (state.StartPoll("Future.Select") && !PollChildren(in cx{{futures.Arguments}}))
                    {
                        state.Suspend();
                        return false;
                    }

                    {{futures.Lines(futures.Settle)}}
                    if (!state.EndSelect({{futures.Count}}, ref won, in cx))
                        return false;
                    result = won;
                    won = default;
                    return true;
                }

                /// <inheritdoc/>
                public bool PollCancel(in PollContext cx{{futures.ArgumentsParameter}})
                {
                    if (!state.IsOpen)
                        return true;
                    {{futures.Lines(futures.Settle)}}
                    state.Refuse(ref won);
                    return state.EndCancel({{futures.Count}}, in cx);
                }

                /// <returns>Whether there is something to end with: a result or an exception.</returns>
                private bool PollChildren(in PollContext cx{{futures.ArgumentsParameter}})
                {
                    try
                    {
                        int turn = state.FirstTurn({{futures.Count}});
                        for (int left = {{futures.Count}}; left > 0; left--)
                        {
                            switch (turn)
                            {
                                {{futures.Lines(child => $"""
                                    {futures.CaseOf(child)}
                                        if (!{futures.Poll(child, $"{child.Result} {child.Name}Result")})
                                            break;
                                        won = {selected}.Of{child.Title}({child.Name}Result);
                                        state.SetOver({child.Index});
                                        return true;
                                    """)}}
                            }

                            turn = turn == {{futures.Count - 1}} ? 0 : turn + 1;
                        }

                        return false;
                    }
                    catch (Exception e)
                    {
                        state.Fail(e);
                        return true;
                    }
                }
            }
            """);
    }

    private static string Remarks(Futures futures) => futures switch
    {
        { AreScoped: true } => "/// <remarks>As the select of ordinary futures: fair; the losers are cancelled and cleaned up before the result is given or an exception is thrown.</remarks>",
        { AreTwo: false } => "/// <remarks>As with two: fair; the losers are cancelled and cleaned up before the result is given or an exception is thrown.</remarks>",
        _ => """
            /// <remarks>
            /// <para>The losers are cancelled and cleaned up before the result is given, and before an exception is thrown: then nothing of
            /// this select runs any more. What is lost is what the losers say that they lose; a future marked <see cref="CancelSafeAttribute"/>
            /// loses nothing. To keep what is pending from one round of a loop to the next, use <c>Future.Race</c>.</para>
            /// <para>Fair: when several are ready, each has the same chance, so that none can starve another in a loop. The order in which they
            /// are polled is drawn anew for every poll, from numbers that are the same in each run of a <see cref="LocalExecutor"/>.</para>
            /// <para>An exception of a future, or of a loser's clean-up, is thrown when all is cleaned up; the first one, with the others in
            /// <c>Suppressed</c>. A result that nobody will take is disposed if it is disposable.</para>
            /// </remarks>
            /// <example>
            /// <code>
            /// var won = co.Await(Future.Select(stream.Read(buffer), Future.Delay(limit)));
            /// if (won.IsFirst(out int count))
            ///     return count;
            /// </code>
            /// </example>
            """,
    };

    private static string BiasedRemarks(Futures futures) => futures is { AreScoped: false, AreTwo: true }
        ? "/// <remarks>As <c>Select</c>, losers cancelled and all, but polled in order: of several that are ready the one that stands first is chosen, every time.</remarks>"
        : "/// <remarks>As <c>Select</c>, losers cancelled and all, but of several that are ready the one that stands first is chosen.</remarks>";
}
