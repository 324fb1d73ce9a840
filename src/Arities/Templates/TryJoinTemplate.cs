namespace PollGen.Arities.Templates;

/// <summary><c>Future.TryJoin</c>: a join within a <c>TryMachine</c>.</summary>
internal static class TryJoinTemplate
{
    public static string Write(Futures futures)
    {
        string results = $"({futures.Results})";
        string machine = futures.AreScoped
            ? $"ScopedTryMachine<{JoinTemplate.MachineType(futures)}, {futures.ReferencesType}, {results}>"
            : $"TryMachine<{JoinTemplate.MachineType(futures)}, {results}>";
        return Code.Of($$"""
            namespace PollGen;

            public static partial class Future
            {
                /// <summary>Runs {{futures.Number}} {{futures.Adjective}}futures at the same time and gives {{futures.AllOrBoth}} results; the first exception cancels the rest.</summary>
                {{futures.TypeParameterDocs}}
                {{futures.ParameterDocs}}
                /// <returns>The future of {{futures.AllOrBoth}} results{{(futures.AreScoped ? $", which refers to whatever the {futures.Number} refer to" : "")}}.</returns>
                {{Remarks(futures)}}
                public static {{futures.FutureType(machine, results)}} TryJoin<{{futures.TypeParameters}}>(
                    {{futures.Parameters}})
                    {{futures.Constraints}}
                    => {{(futures.AreScoped ? $"CleaningUp({Join(futures)})" : futures.Wrap(machine, Join(futures)))}};
            }
            """);
    }

    private static string Join(Futures futures) => $"Join({futures.List(child => child.Name)})";

    private static string Remarks(Futures futures) => futures switch
    {
        { AreScoped: true } => "/// <remarks>As that of ordinary futures: everything is cleaned up before an exception leaves.</remarks>",
        { AreTwo: false } => "/// <remarks>As with two: the first exception cancels the rest, and leaves when all is cleaned up.</remarks>",
        _ => """
            /// <remarks>
            /// <para>As <c>Join</c>, but when one throws the others are cancelled and everything is cleaned up <i>before</i> the exception leaves: a filter of an
            /// awaiting <c>catch</c>, too, sees it only when nothing of this runs any more. Exceptions of the clean-up are in its <c>Suppressed</c>.</para>
            /// <para>What is lost on cancellation is what the futures lose; results held already are disposed if they are disposable.</para>
            /// </remarks>
            /// <example>
            /// <code>
            /// // When one direction fails, the other is over too before the exception is seen.
            /// co.Await(Future.TryJoin(Copy(client, server), Copy(server, client)));
            /// </code>
            /// </example>
            """,
    };
}
