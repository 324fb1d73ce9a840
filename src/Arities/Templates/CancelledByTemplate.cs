namespace PollGen.Arities.Templates;

/// <summary><c>CancelledBy</c>.</summary>
internal static class CancelledByTemplate
{
    public static string Write(Futures one)
    {
        string machine = $"{one.Prefix}CancelledByMachine<{one.TypeParameters}>";
        return Code.Of($$"""
            using System.Runtime.CompilerServices;

            namespace PollGen;

            public static partial class Future
            {
                /// <summary>Lets a token cancel a {{one.Adjective}}future{{(one.AreScoped ? "" : ": the bridge from .NET's cancellation to ours")}}.</summary>
                {{one.TypeParameterDocs}}
                {{one.ParameterDocs}}
                /// <param name="token">The token. It may be signalled on any thread.</param>
                {{Docs(one)}}
                public static {{one.FutureType(machine, "T")}} CancelledBy<{{one.TypeParameters}}>(this {{one.Parameters}}, CancellationToken token)
                    {{one.Constraints}}
                    => {{one.Make(machine, "token")}};
            }

            /// <summary>The machine of <c>CancelledBy</c>{{(one.AreScoped ? " for a scoped future" : "")}}. Not thread-safe: polled by one owner.</summary>
            {{one.TypeParameterDocs}}
            public struct {{machine}} : {{one.Contract("T")}}
                {{one.Constraints}}
            {
                private {{one.KeptTypeOf(one.Only)}} future;
                private readonly CancellationToken token;
                private TokenWatch? watch;
                private ChildrenState state;

                internal {{one.Prefix}}CancelledByMachine({{one.KeptParameters("CancellationToken token")}})
                {
                    this.future = future;
                    this.token = token;
                }

                /// <inheritdoc/>
                public bool Poll(in PollContext cx, out T result{{one.ArgumentsParameter}})
                {
                    Unsafe.SkipInit(out result);
                    bool isStarted = state.IsOpen;
                    if (state.StartPoll("Future.CancelledBy"))
                    {
                        if (isStarted || !token.IsCancellationRequested)
                        {
                            // What this throws leaves at once: whoever polls us then polls the clean-up.
                            if ({{one.Poll(one.Only, "result")}})
                            {
                                Leave();
                                state.SetComplete();
                                return true;
                            }

                            if (!IsSignalled(in cx))
                            {
                                state.Suspend();
                                return false;
                            }
                        }

                        Leave();
                        state.Fail(new OperationCanceledException(token));
                    }

                    {{one.Settle(one.Only)}}
                    Unit nothing = default;
                    return state.EndSelect(1, ref nothing, in cx);
                }

                /// <inheritdoc/>
                public bool PollCancel(in PollContext cx{{one.ArgumentsParameter}})
                {
                    if (!state.IsOpen)
                        return true;
                    Leave();
                    {{one.Settle(one.Only)}}
                    return state.EndCancel(1, in cx);
                }

                private bool IsSignalled(in PollContext cx)
                {
                    if (!token.CanBeCanceled)
                        return false;
                    watch ??= new TokenWatch(token);
                    return watch.Poll(cx.Waker);
                }

                private void Leave()
                {
                    watch?.Leave();
                    watch = null;
                }
            }
            """);
    }

    private static string Docs(Futures one) => one.AreScoped
        ? """
            /// <returns>The future. It refers to what the given one refers to, and throws, cancels and loses what that of an ordinary future does.</returns>
            """
        : """
            /// <returns>
            /// The future. When the token is signalled first, the given future is cancelled and cleaned up; then this one throws
            /// <see cref="OperationCanceledException"/> with the token. A token that is signalled before the first poll lets nothing of it run.
            /// </returns>
            /// <remarks>
            /// While it waits it holds one small object, registered with the token; it is gone from there when this future ends. A token that can never be
            /// signalled costs nothing. What is lost on cancellation is what the given future says.
            /// </remarks>
            /// <example>
            /// <code>
            /// // In an async method of a host that gives us a token:
            /// await executor.Spawn(Serve(listener).CancelledBy(stoppingToken));
            /// </code>
            /// </example>
            """;
}
