using System.Runtime.InteropServices;

namespace PollGen;

/// <summary>The word that threads which wake a task share with its executor: of one kind or the other, as the executor is.</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct WakeLink
{
    /// <summary>Of a <see cref="LocalExecutor"/>.</summary>
    [FieldOffset(0)]
    internal RemoteLink Remote;

    /// <summary>Of a <see cref="ThreadPoolExecutor"/>.</summary>
    [FieldOffset(0)]
    internal PoolLink Pool;
}
