using System.Text.Json;
using System.Text.Json.Serialization;

namespace PollGen.SizeReport;

/// <summary>What every coroutine of an assembly takes. Without line numbers, so that it changes only when a coroutine does.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Coroutines">By name.</param>
internal sealed record Report(string Assembly, IReadOnlyList<Coroutine> Coroutines)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Takes the report out of the file that the generator has made of it: comments, each a line of JSON.</summary>
    public static Report Read(string assembly, IEnumerable<string> generated) => new(
        assembly,
        [
            .. generated.Where(line => line.StartsWith("//{", StringComparison.Ordinal))
                .Select(line => JsonSerializer.Deserialize<Coroutine>(line.AsSpan(2), Options)!)
                .OrderBy(coroutine => coroutine.Name, StringComparer.Ordinal).ThenBy(coroutine => coroutine.Id, StringComparer.Ordinal),
        ]);

    public static Report Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Report>(File.ReadAllText(path), Options) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is no size report: {e.Message}");
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";
}

/// <summary>One coroutine, or one that is a local function.</summary>
/// <param name="Id">Its documentation id: the same in every report in which the signature is.</param>
/// <param name="Name">With its type and the types of its parameters.</param>
/// <param name="Machine">The documentation id of its struct.</param>
/// <param name="File">From the folder of the project; null where no statement has a place.</param>
/// <param name="Size">In bytes on a 64-bit machine; null where it depends on type arguments or other assemblies.</param>
/// <param name="Parts">Its fields, in the order in which they lie.</param>
/// <param name="Suspensions">Where it can wait.</param>
/// <param name="Steps">From where to where control goes without waiting; 0 is the start and the end.</param>
internal sealed record Coroutine(
    string Id, string Name, string Machine, string? File, int? Size, IReadOnlyList<Part> Parts, IReadOnlyList<Suspension> Suspensions, IReadOnlyList<Step> Steps)
{
    /// <summary>Where most is in use; null where it never waits or sizes are not known.</summary>
    [JsonIgnore]
    public Suspension? Widest => Suspensions.All(one => one.Size is not null) ? Suspensions.MaxBy(one => one.Size) : null;
}

/// <summary>A field.</summary>
/// <param name="Name">The field.</param>
/// <param name="Type">Its type, as generated.</param>
/// <param name="Size">In bytes; null where it is not known.</param>
/// <param name="Offset">In bytes, in the frame; null where the runtime decides.</param>
/// <param name="Others">What else is kept in it at other times.</param>
/// <param name="Machine">The coroutine of this project whose struct it is, if it is one.</param>
internal sealed record Part(string Name, string Type, int? Size, int? Offset, string? Others, string? Machine);

/// <summary>A place where a coroutine can wait.</summary>
/// <param name="Number">Its state.</param>
/// <param name="For">What it waits for.</param>
/// <param name="Size">The bytes in use meanwhile; null where a part is not known.</param>
/// <param name="Holds">The fields in use.</param>
internal sealed record Suspension(int Number, string For, int? Size, IReadOnlyList<string> Holds);

/// <summary>Control goes from one suspension to another.</summary>
internal sealed record Step(int From, int To);
