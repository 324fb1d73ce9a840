using System.Net;

namespace PollGen.Soak.Proxies;

/// <summary>A proxy that runs until it is ended.</summary>
internal interface IProxy
{
    IPEndPoint EndPoint { get; }

    /// <summary>Shuts it down, with whatever connections there are.</summary>
    /// <returns>What was not as it should be.</returns>
    IEnumerable<string> End();
}
