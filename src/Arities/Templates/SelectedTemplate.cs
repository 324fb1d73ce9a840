namespace PollGen.Arities.Templates;

/// <summary><c>Selected</c>: what a select and a race give.</summary>
internal static class SelectedTemplate
{
    public static string Write(OrdinaryFutures futures)
    {
        string selected = $"Selected<{futures.Results}>";
        return Code.Of($$"""
            using System.Diagnostics.CodeAnalysis;

            namespace PollGen;

            /// <summary>Which of {{futures.Number}} futures was the first, and what it gave: the result of <c>Future.Select</c>.</summary>
            {{futures.Lines(child => $"/// <typeparam name=\"{child.Result}\">The {child.Name} result.</typeparam>")}}
            public readonly struct {{selected}} : IHoldsResults
            {
                // 1 is the first, so that default says: none.
                private readonly byte number;
                {{futures.Lines(child => $"private readonly {child.Result} {child.Name};")}}

                private Selected(byte number, {{futures.List(child => $"{child.Result} {child.Name}")}})
                {
                    this.number = number;
                    {{futures.Lines(child => $"this.{child.Name} = {child.Name};")}}
                }

                /// <summary>The place of the future among the arguments, from 0 on; -1 for <c>default</c>.</summary>
                public int Index => number - 1;

                {{futures.List(Is, "\n\n")}}

                /// <inheritdoc/>
                public override string ToString() => number switch
                {
                    {{futures.Lines(child => $$"""{{child.Number}} => $"{{child.Name}}: {{{child.Name}}}",""")}}
                    _ => "none",
                };

                {{futures.List(Of, "\n\n")}}

                void IHoldsResults.Dispose(ref ChildrenState state)
                {
                    switch (number)
                    {
                        {{futures.Lines(child => $"""
                            case {child.Number}:
                                HeldResult.Dispose({child.Name}, ref state);
                                break;
                            """)}}
                    }
                }
            }
            """);

        static string Is(Child child) => $$"""
            /// <summary>Whether the {{child.Name}} future was the one.</summary>
            /// <param name="result">Its result, if so.</param>
            /// <returns>True if so.</returns>
            public bool Is{{child.Title}}([MaybeNullWhen(false)] out {{child.Result}} result)
            {
                result = {{child.Name}};
                return number == {{child.Number}};
            }
            """;

        string Of(Child child) =>
            $"internal static {selected} Of{child.Title}({child.Result} result) => new({child.Number}, {futures.List(one => one == child ? "result" : "default!")});";
    }
}
