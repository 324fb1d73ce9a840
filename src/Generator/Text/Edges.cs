namespace PollGen.Generator.Text;

/// <summary>
/// Which ends of its memory a span is known to reach, whatever it is set to. One that reaches both is made again of nothing but that; one that reaches
/// one of them, of its length.
/// </summary>
[Flags]
internal enum Edges
{
    None = 0,
    Start = 1,
    End = 2,
    Both = Start | End,
}
