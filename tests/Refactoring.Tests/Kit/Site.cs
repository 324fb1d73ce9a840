using System.Runtime.CompilerServices;

namespace PollGen.Refactoring.Tests.Kit;

/// <summary>What a site answers.</summary>
public sealed record Answer(int Status, string Body, string? Location = null);

/// <summary>A client of sites whose answers are given beforehand: in their order, the last one again and again.</summary>
public sealed class Site(Log log, Dictionary<string, Answer[]> answers)
{
    private readonly Dictionary<string, int> asked = [];

    public async Task<Answer> GetAsync(string path, CancellationToken cancellation = default)
    {
        await Pause.For().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        log.Add($"GET {path}");
        lock (asked)
        {
            int count = asked[path] = asked.GetValueOrDefault(path) + 1;
            return answers.TryGetValue(path, out var all) ? all[Math.Min(count, all.Length) - 1] : new Answer(404, "");
        }
    }

    /// <summary>The pages of a list, each when it is asked for.</summary>
    public async IAsyncEnumerable<string> PagesAsync(string path, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            for (int page = 1; ; page++)
            {
                var answer = await GetAsync($"{path}?page={page}", cancellation).ConfigureAwait(false);
                if (answer.Status != 200)
                    yield break;
                yield return answer.Body;
            }
        }
        finally
        {
            await Pause.For().ConfigureAwait(false);
            log.Add("pages closed");
        }
    }
}
