namespace PollGen.Arities.Templates;

/// <summary><c>Settled</c>; the struct of that name, its result, is written by hand.</summary>
internal static class SettledTemplate
{
    public static string Write(Futures one)
    {
        string machine = $"{one.Prefix}SettledMachine<{one.TypeParameters}>";
        return Code.Of($$"""
            using System.Runtime.CompilerServices;
            using System.Runtime.ExceptionServices;

            namespace PollGen;

            public static partial class Future
            {
                /// <summary>Makes an exception a result: for joins and selects in which the others are to go on when this {{one.Adjective}}future fails.</summary>
                {{one.TypeParameterDocs}}
                {{one.ParameterDocs}}
                {{Docs(one)}}
                public static {{one.FutureType(machine, "Settled<T>")}} Settled<{{one.TypeParameters}}>(this {{one.Parameters}})
                    {{one.Constraints}}
                    => {{one.Make(machine)}};
            }

            /// <summary>The machine of <c>Settled</c>{{(one.AreScoped ? " for a scoped future" : "")}}. Not thread-safe: polled by one owner.</summary>
            {{one.TypeParameterDocs}}
            public struct {{machine}} : {{one.Contract("Settled<T>")}}
                {{one.Constraints}}
            {
                private {{one.KeptTypeOf(one.Only)}} future;
                private ExceptionDispatchInfo? failure;
                private ChildrenState state;

                internal {{one.Prefix}}SettledMachine({{one.KeptParameters()}}) => this.future = future;

                /// <inheritdoc/>
                public bool Poll(in PollContext cx, out Settled<T> result{{one.ArgumentsParameter}})
                {
                    Unsafe.SkipInit(out result);
                    state.StartPoll("Future.Settled");
                    if (failure is null ? PollFuture(in cx, ref result{{one.Arguments}}) : PollCleanUp(in cx, ref result{{one.Arguments}}))
                    {
                        state.SetComplete();
                        return true;
                    }

                    state.Suspend();
                    return false;
                }

                /// <inheritdoc/>
                public bool PollCancel(in PollContext cx{{one.ArgumentsParameter}})
                {
                    if (!state.IsOpen)
                        return true;
                    failure = null;
                    {{one.Settle(one.Only)}}
                    return state.EndCancel(1, in cx);
                }

                private bool PollFuture(in PollContext cx, ref Settled<T> result{{one.ArgumentsParameter}})
                {
                    try
                    {
                        if (!{{one.Poll(one.Only, "T value")}})
                            return false;
                        result = new Settled<T>(value);
                        return true;
                    }
                    catch (Exception e)
                    {
                        failure = ExceptionDispatchInfo.Capture(e);
                        return PollCleanUp(in cx, ref result{{one.Arguments}});
                    }
                }

                private bool PollCleanUp(in PollContext cx, ref Settled<T> result{{one.ArgumentsParameter}})
                {
                    try
                    {
                        if (!{{one.PollCancel(one.Only)}})
                            return false;
                    }
                    catch (Exception e)
                    {
                        SuppressedExceptions.Attach(failure!.SourceException, e);
                    }

                    result = new Settled<T>(failure!);
                    failure = null;
                    return true;
                }
            }
            """);
    }

    private static string Docs(Futures one) => one.AreScoped
        ? "/// <returns>The future. It refers to what the given one refers to, and gives, cancels and loses what that of an ordinary future does.</returns>"
        : """
            /// <returns>The future. It does not throw; when the given one does, that is cleaned up before the outcome is given. Cancelling it cancels the given one.</returns>
            /// <example>
            /// <code>
            /// // Both run to their end, whatever happens to the other.
            /// var (left, right) = co.Await(Future.Join(Copy(a, b).Settled(), Copy(b, a).Settled()));
            /// return left.Result + right.Result;      // throws the exception of the one that failed
            /// </code>
            /// </example>
            """;
}
