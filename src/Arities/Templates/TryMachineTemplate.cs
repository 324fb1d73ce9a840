namespace PollGen.Arities.Templates;

/// <summary>What <c>Future.TryJoin</c> and <c>Future.TryJoinAll</c> put around a join.</summary>
internal static class TryMachineTemplate
{
    public static string Write(Futures one) => Code.Of($$"""
        using System.Runtime.CompilerServices;

        namespace PollGen;

        /// <summary>The machine of <c>Future.TryJoin</c>{{(one.AreScoped ? " with scoped futures" : "")}}: cleans up before it lets an exception out. Not thread-safe: polled by one owner.</summary>
        {{one.TypeParameterDocs}}
        public struct {{one.Prefix}}TryMachine<{{one.TypeParameters}}> : {{one.Contract("T")}}
            {{one.Constraints}}
        {
            // The join.
            private {{one.KeptTypeOf(one.Only)}} future;
            private ChildrenState state;

            internal {{one.Prefix}}TryMachine({{one.KeptParameters()}}) => this.future = future;

            /// <inheritdoc/>
            public bool Poll(in PollContext cx, out T result{{one.ArgumentsParameter}})
            {
                Unsafe.SkipInit(out result);
                if (state.StartPoll("Future.TryJoin"))
                {
                    try
                    {
                        if ({{one.Poll(one.Only, "result")}})
                        {
                            state.SetComplete();
                            return true;
                        }

                        state.Suspend();
                        return false;
                    }
                    catch (Exception e)
                    {
                        state.Fail(e);
                    }
                }

                // Whoever owns a join that has thrown polls its clean-up: that cancels the others.
                {{one.Settle(one.Only)}}
                Unit nothing = default;
                return state.EndSelect(1, ref nothing, in cx);
            }

            /// <inheritdoc/>
            public bool PollCancel(in PollContext cx{{one.ArgumentsParameter}})
            {
                if (!state.IsOpen)
                    return true;
                {{one.Settle(one.Only)}}
                return state.EndCancel(1, in cx);
            }
        }
        """);
}
