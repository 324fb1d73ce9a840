using Microsoft.CodeAnalysis;

namespace PollGen.Analyzers;

/// <summary>Members that park the calling thread, and what to write in a coroutine instead. To add one: its type, its names, the advice.</summary>
internal static class BlockingMembers
{
    private const string AwaitTask = "await the task: 'co.Await(task)'";
    private const string AwaitAsync = "await its asynchronous twin: 'co.Await(…Async(…))'";
    private const string AwaitFuture = "await the future: 'co.Await(…)'";
    private const string AwaitLock = "use 'lock' around what is short and does not suspend, or a SemaphoreSlim, and await 'WaitAsync()'";
    private const string AwaitSignal = "await a task or future that the other side completes";

    private static readonly Dictionary<string, (HashSet<string> Names, string Instead)[]> Table = new()
    {
        ["System.Threading.Thread"] = [(["Sleep"], "await 'Future.Delay(…)'"), (["Join"], AwaitSignal)],
        ["System.Threading.Tasks.Task"] = [(["Wait", "WaitAll", "WaitAny", "Result"], AwaitTask)],
        ["System.Threading.Tasks.ValueTask"] = [(["Result"], AwaitTask)],
        ["System.Runtime.CompilerServices.TaskAwaiter"] = [(["GetResult"], AwaitTask)],
        ["System.Runtime.CompilerServices.ValueTaskAwaiter"] = [(["GetResult"], AwaitTask)],
        ["System.Threading.Monitor"] = [(["Wait"], AwaitSignal), (["Enter"], AwaitLock)],
        ["System.Threading.Lock"] = [(["Enter"], AwaitLock)],
        ["System.Threading.SemaphoreSlim"] = [(["Wait"], "await 'WaitAsync()'")],
        ["System.Threading.WaitHandle"] = [(["WaitOne", "WaitAll", "WaitAny"], AwaitSignal)],
        ["System.Threading.ManualResetEventSlim"] = [(["Wait"], AwaitSignal)],
        ["System.Threading.CountdownEvent"] = [(["Wait"], AwaitSignal)],
        ["System.Threading.Barrier"] = [(["SignalAndWait"], AwaitSignal)],
        ["System.Collections.Concurrent.BlockingCollection"] = [(["Take", "Add", "GetConsumingEnumerable"], "use a channel, and await it")],
        ["System.IO.File"] =
        [
            (["ReadAllText", "ReadAllBytes", "ReadAllLines", "WriteAllText", "WriteAllBytes", "WriteAllLines", "AppendAllText", "AppendAllLines"], AwaitAsync),
        ],
        ["System.IO.FileStream"] = [(["Read", "ReadByte", "Write", "WriteByte", "Flush"], AwaitAsync)],
        ["System.Net.Sockets.NetworkStream"] = [(["Read", "ReadByte", "Write", "WriteByte"], "use 'TcpStream', or await its asynchronous twin")],
        ["System.Net.Sockets.Socket"] = [(["Accept", "Connect", "Receive", "ReceiveFrom", "Send", "SendTo", "Poll", "Select"], "use 'TcpStream' or 'TcpAcceptor', or await its asynchronous twin")],
        ["System.Net.Dns"] = [(["GetHostEntry", "GetHostAddresses"], AwaitAsync)],
        ["System.Net.Http.HttpClient"] = [(["Send"], AwaitAsync)],
        ["System.Diagnostics.Process"] = [(["WaitForExit", "WaitForInputIdle"], AwaitAsync)],
        ["System.Console"] = [(["ReadLine", "Read", "ReadKey"], "read on a thread of its own, and await what it completes")],
        ["PollGen.Future"] = [(["BlockOn"], AwaitFuture)],
        ["PollGen.LocalExecutor"] = [(["Run", "RunUntilComplete", "RunUntilIdle"], AwaitFuture)],
        ["PollGen.ThreadPoolExecutor"] = [(["Run"], AwaitFuture)],
        ["PollGen.Co"] = [(["Blocking"], "pass on the 'co' that this coroutine was given")],
    };

    private static readonly HashSet<string> AllNames = [.. Table.Values.SelectMany(entries => entries).SelectMany(entry => entry.Names)];

    // Names such as Add and Read are everywhere; few types that have them are here, and spelling out a namespace costs more than asking that.
    private static readonly HashSet<string> AllTypes = [.. Table.Keys.Select(type => type.Substring(type.LastIndexOf('.') + 1))];

    /// <summary>What to write instead of a member; null if it does not block.</summary>
    public static string? Instead(ISymbol member)
    {
        if (!AllNames.Contains(member.Name))
            return null;
        for (var type = member.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.ContainingType is null && AllTypes.Contains(type.Name) && Table.TryGetValue($"{type.ContainingNamespace?.ToDisplayString()}.{type.Name}", out var entries)
                && entries.FirstOrDefault(entry => entry.Names.Contains(member.Name)).Instead is { } instead)
            {
                return instead;
            }
        }

        return null;
    }
}
