using System.Net.Sockets;
using System.Reflection;

namespace PollGen.Soak.Books;

/// <summary>What the process holds outside of its heap, and in the tables of those that wait for others.</summary>
/// <param name="Sockets">Open sockets; 0 where the system does not list them.</param>
/// <param name="Watched">Sockets that .NET's driver of input and output watches; 0 where its table is not found.</param>
/// <param name="Timers">Delays in the timer queue.</param>
/// <param name="Aftermaths">Combinators that have not finished their clean-up.</param>
internal sealed record Registrations(int Sockets, int Watched, int Timers, int Aftermaths)
{
    private static readonly FieldInfo? Table = typeof(Socket).Assembly.GetType("System.Net.Sockets.SocketAsyncEngine")
        ?.GetField("s_registeredContexts", BindingFlags.Static | BindingFlags.NonPublic);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Registrations Now() => new(
        OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Count(IsSocket) : 0,
        (Table?.GetValue(null) as Array)?.Cast<object?>().Count(context => context is not null) ?? 0,
        TimerQueue.Of(TimeProvider.System).Count,
        Aftermath.Count);

    /// <summary>Sockets are closed a little later than they are disposed, on other threads.</summary>
    public static async Task<Registrations> WhenAtMost(Registrations? before)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var now = Now();
            if (now == before || TimeProvider.System.GetElapsedTime(start) > (before is null ? TimeSpan.Zero : Patience))
                return now;
            await Task.Delay(20);
        }
    }

    private static bool IsSocket(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // Closed meanwhile: it was that of the listing.
            return false;
        }
    }
}
