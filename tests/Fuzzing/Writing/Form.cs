namespace PollGen.Fuzzing.Writing;

/// <summary>One way to write a statement.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Weight">How often it is chosen among others.</param>
/// <param name="Write">Writes it, with statements of the given depth in it; says whether its end cannot be reached.</param>
/// <param name="Nests">Whether it holds statements.</param>
/// <param name="CanStand">Where it may stand; anywhere if null.</param>
internal sealed record Form(string Kind, int Weight, Func<BodyWriter, int, bool> Write, bool Nests = false, Func<Place, bool>? CanStand = null);
