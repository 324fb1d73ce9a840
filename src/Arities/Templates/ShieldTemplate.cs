namespace PollGen.Arities.Templates;

/// <summary><c>Shield</c>.</summary>
internal static class ShieldTemplate
{
    public static string Write(Futures one)
    {
        string machine = $"{one.Prefix}ShieldMachine<{one.TypeParameters}>";
        return Code.Of($$"""
            namespace PollGen;

            public static partial class Future
            {
                /// <summary>Lets a {{one.Adjective}}future finish even when its owner is cancelled: the owner's clean-up waits for it.</summary>
                {{one.TypeParameterDocs}}
                {{one.ParameterDocs}}
                {{Docs(one)}}
                public static {{one.FutureType(machine, "T")}} Shield<{{one.TypeParameters}}>(this {{one.Parameters}})
                    {{one.Constraints}}
                    => {{one.Make(machine)}};
            }

            /// <summary>The machine of <c>Shield</c>{{(one.AreScoped ? " for a scoped future" : "")}}. Not thread-safe: polled by one owner.</summary>
            {{one.TypeParameterDocs}}
            [CancelSafe]
            public struct {{machine}} : {{one.Contract("T")}}
                {{one.Constraints}}
            {
                private {{one.KeptTypeOf(one.Only)}} future;
                private ChildrenState state;
                private bool hasFailed;

                internal {{one.Prefix}}ShieldMachine({{one.KeptParameters()}}) => this.future = future;

                /// <inheritdoc/>
                public bool Poll(in PollContext cx, out T result{{one.ArgumentsParameter}})
                {
                    state.StartPoll("Future.Shield");
                    hasFailed = true;
                    bool isReady = {{one.Poll(one.Only, "result")}};
                    hasFailed = false;
                    if (isReady)
                        state.SetComplete();
                    else
                        state.Suspend();
                    return isReady;
                }

                /// <inheritdoc/>
                public bool PollCancel(in PollContext cx{{one.ArgumentsParameter}})
                {
                    if (!state.IsOpen)
                        return true;
                    if (!hasFailed && state.IsPending(0))
                        Finish(in cx{{one.Arguments}});
                    if (hasFailed)
                        {{one.Settle(one.Only)}}
                    return state.EndCancel(1, in cx);
                }

                private void Finish(in PollContext cx{{one.ArgumentsParameter}})
                {
                    try
                    {
                        if (!{{one.Poll(one.Only, "T result")}})
                            return;
                        state.SetOver(0);
                        state.Refuse(ref result);
                    }
                    catch (Exception e)
                    {
                        hasFailed = true;
                        state.Fail(e);
                    }
                }
            }
            """);
    }

    private static string Docs(Futures one) => one.AreScoped
        ? "/// <returns>The future. It refers to what the given one refers to, and does what that of an ordinary future does.</returns>"
        : """
            /// <returns>The future. Cancelling it before its first poll prevents it; after that it runs to its end, so nothing is lost but its result.</returns>
            /// <remarks>
            /// For what must not be left half-done, and takes a bounded time: whoever cancels waits for it. A result that then nobody takes is
            /// disposed if it is disposable; an exception is thrown at the end of the clean-up.
            /// </remarks>
            /// <example>
            /// <code>
            /// // The record is written whole or not at all, also when the connection is given up meanwhile.
            /// co.Await(Future.Shield(file.Append(entry)));
            /// </code>
            /// </example>
            """;
}
