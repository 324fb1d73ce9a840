namespace PollGen.Arities.Templates;

/// <summary><c>Timeout</c>.</summary>
internal static class TimeoutTemplate
{
    public static string Write(Futures one)
    {
        string machine = $"{one.Prefix}TimeoutMachine<{one.TypeParameters}>";
        return Code.Of($$"""
            using System.Runtime.CompilerServices;

            namespace PollGen;

            public static partial class Future
            {
                /// <summary>Gives a {{one.Adjective}}future up when it takes longer than a limit.</summary>
                {{one.TypeParameterDocs}}
                {{one.ParameterDocs}}
                /// <param name="limit">How long it may take, from the first poll on; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is no limit.</param>
                /// <param name="timeProvider">The clock; that of the executor when null.</param>
                {{Docs(one)}}
                public static {{one.FutureType(machine, "T")}} Timeout<{{one.TypeParameters}}>(
                    this {{one.Parameters}}, TimeSpan limit, TimeProvider? timeProvider = null)
                    {{one.Constraints}}
                    => {{one.Make(machine, "timeProvider is null ? Delay(limit) : Delay(limit, timeProvider), limit")}};
            }

            /// <summary>The machine of <c>Timeout</c>{{(one.AreScoped ? " for a scoped future" : "")}}. Not thread-safe: polled by one owner.</summary>
            {{one.TypeParameterDocs}}
            public struct {{machine}} : {{one.Contract("T")}}
                {{one.Constraints}}
            {
                private {{one.KeptTypeOf(one.Only)}} future;
                private Future<DelayMachine, Unit> delay;
                private readonly TimeSpan limit;
                private ChildrenState state;

                internal {{one.Prefix}}TimeoutMachine({{one.KeptParameters("Future<DelayMachine, Unit> delay, TimeSpan limit")}})
                {
                    this.future = future;
                    this.delay = delay;
                    this.limit = limit;
                }

                /// <inheritdoc/>
                public bool Poll(in PollContext cx, out T result{{one.ArgumentsParameter}})
                {
                    Unsafe.SkipInit(out result);
                    if (state.StartPoll("Future.Timeout"))
                    {
                        // What this throws leaves at once: whoever polls us then polls the clean-up.
                        if ({{one.Poll(one.Only, "result")}})
                        {
                            _ = delay.PollCancel(in cx);
                            state.SetComplete();
                            return true;
                        }

                        if (!delay.Poll(in cx, out _))
                        {
                            state.Suspend();
                            return false;
                        }

                        state.Fail(new TimeoutException($"The future was not ready within {limit}."));
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
                    _ = delay.PollCancel(in cx);
                    {{one.Settle(one.Only)}}
                    return state.EndCancel(1, in cx);
                }
            }
            """);
    }

    private static string Docs(Futures one) => one.AreScoped
        ? """
            /// <returns>The future. It refers to what the given one refers to, and throws, cancels and loses what that of an ordinary future does.</returns>
            /// <exception cref="ArgumentOutOfRangeException">A negative limit.</exception>
            """
        : """
            /// <returns>
            /// The future. It throws <see cref="TimeoutException"/> when the time is over, once the given one has been cancelled and cleaned up, however long
            /// that takes.
            /// </returns>
            /// <exception cref="ArgumentOutOfRangeException">A negative limit.</exception>
            /// <remarks>
            /// <para>A result that is there when the time is over is taken. What is lost when the limit strikes is what the given future says it loses.</para>
            /// <para>Without an exception: <c>Future.Select(future, Future.Delay(limit))</c>.</para>
            /// </remarks>
            /// <example>
            /// <code>
            /// var greeting = co.Await(ReadGreeting(client).Timeout(TimeSpan.FromSeconds(30)));
            /// </code>
            /// </example>
            """;
}
