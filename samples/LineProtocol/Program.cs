// One command, two parsers of one protocol: lines of code, bytes allocated, and time.
// Arguments: how many connections, how often each sends its six requests.
using System.Reflection;
using System.Runtime.CompilerServices;
using LineProtocol;

int connections = args.Length > 0 ? int.Parse(args[0]) : 1000;
int rounds = args.Length > 1 ? int.Parse(args[1]) : 200;

// Warm up both, then take turns, so that neither has the better part of the machine. The best round counts.
Comparison.Polled(10, 400);
Comparison.Async(10, 400);
await Task.Delay(300);
Comparison.Polled(10, 400);
Comparison.Async(10, 400);
var polled = Comparison.Polled(connections, rounds);
var other = Comparison.Async(connections, rounds);
for (int i = 0; i < 4; i++)
{
    polled = Better(polled, Comparison.Polled(connections, rounds));
    other = Better(other, Comparison.Async(connections, rounds));
}

Console.WriteLine($"{connections:N0} connections, {polled.Requests:N0} requests, a buffer of {Request.MaxSize} bytes each");
Console.WriteLine();
Console.WriteLine("                                        coroutine      async");
Line("lines of code", Lines("PolledSession.cs"), Lines("AsyncSession.cs"));
Line("bytes allocated to start a connection", (double)polled.StartBytes / connections, (double)other.StartBytes / connections);
Line("bytes allocated for a request", (double)polled.Bytes / polled.Requests, (double)other.Bytes / other.Requests);
Line("nanoseconds for a request", polled.Time.TotalNanoseconds / polled.Requests, other.Time.TotalNanoseconds / other.Requests);
Console.WriteLine();
Console.WriteLine($"The future is {Unsafe.SizeOf<PolledSession.ServeMachine>()} bytes, the buffer among them. The pool's arrays count where they are allocated.");
bool isSame = polled.Checksum == other.Checksum && polled.Requests == other.Requests;
Console.WriteLine(isSame ? "Both have read the same." : "They have NOT read the same.");
return isSame ? 0 : 1;

static Comparison.Result Better(Comparison.Result one, Comparison.Result next) => next with
{
    Time = next.Time < one.Time ? next.Time : one.Time,
    StartBytes = Math.Min(next.StartBytes, one.StartBytes),
    Bytes = Math.Min(next.Bytes, one.Bytes),
};

static void Line(string what, double polled, double other) => Console.WriteLine($"{what,-38}{polled,11:N0}{other,11:N0}");

// Without empty lines, comments and lines of nothing but a brace.
static double Lines(string file)
{
    using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!);
    return reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Count(line => line.Length > 1 && !line.StartsWith("//", StringComparison.Ordinal));
}
