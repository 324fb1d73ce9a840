using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Methods;

public static class Retries
{
    /// <summary>Calls again, after longer and longer waits, as long as what fails is worth it.</summary>
    public static async Task<T> RetryAsync<T>(Func<int, Task<T>> call, int attempts, Log log, CancellationToken cancellationToken = default)
    {
        var wait = TimeSpan.FromMilliseconds(1);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call(attempt).ConfigureAwait(false);
            }
            catch (IOException e) when (attempt < attempts)
            {
                log.Add($"attempt {attempt} failed: {e.Message}");
                await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
                wait *= 2;
            }
        }
    }

    /// <summary>Tries one after the other, and throws what the last one has thrown.</summary>
    public static async Task<string> FallBackAsync(IReadOnlyList<Flaky> services, string request, Log log)
    {
        List<Exception> failures = [];
        foreach (var service in services)
        {
            try
            {
                return await service.CallAsync(request);
            }
            catch (InvalidOperationException e)
            {
                failures.Add(e);
                await Task.Yield();
                log.Add($"next, after {e.Message}");
            }
            finally
            {
                await Pause.For();
                log.Add("tried");
            }
        }

        throw new AggregateException("all have failed", failures);
    }

    /// <summary>Asks until the answer is good or the time is over.</summary>
    public static async Task<bool> PollUntilAsync(Func<ValueTask<bool>> isReady, TimeSpan pause, int limit)
    {
        int left = limit;
        do
        {
            if (await isReady())
                return true;
            await Task.Delay(pause);
        }
        while (--left > 0);
        return false;
    }

    /// <summary>Gives up when it takes too long; says so by a TimeoutException.</summary>
    public static async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await call(linked.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"It took longer than {limit.TotalMilliseconds} ms.");
        }
    }
}

/// <summary>Stops calling what keeps failing.</summary>
public sealed class Breaker(int threshold, Log log)
{
    private int failures;

    public bool IsOpen => failures >= threshold;

    public async Task<string> CallAsync(Flaky service, string request)
    {
        if (IsOpen)
            throw new InvalidOperationException("open");
        try
        {
            string answer = await service.CallAsync(request);
            failures = 0;
            return answer;
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            failures++;
            log.Add($"failure {failures}");
            if (IsOpen)
            {
                await Pause.For();
                log.Add("opens");
            }

            throw;
        }
    }

    /// <summary>Calls with all requests, until the breaker opens.</summary>
    public async Task<int> CallAllAsync(Flaky service, params string[] requests)
    {
        int answered = 0;
        foreach (string request in requests)
        {
            try
            {
                log.Add(await CallAsync(service, request).ConfigureAwait(false));
                answered++;
            }
            catch (IOException)
            {
            }
        }

        return answered;
    }
}

public static class RetryPrograms
{
    private static readonly Exception Broken = new IOException("broken");

    public static async Task<string> Retried(Log log)
    {
        var service = new Flaky(log, Broken, Broken);
        return await Retries.RetryAsync(attempt => service.CallAsync($"try {attempt}"), 4, log);
    }

    public static async Task<string> RetriedInVain(Log log)
    {
        var service = new Flaky(log, Broken, new IOException("again"), new IOException("for good"));
        return await Retries.RetryAsync(attempt => service.CallAsync($"try {attempt}"), 3, log);
    }

    public static async Task<string> NotWorthIt(Log log)
    {
        var service = new Flaky(log, new NotSupportedException("never"));
        return await Retries.RetryAsync(_ => service.CallAsync("once"), 3, log);
    }

    public static async Task<string> FallsBack(Log log)
    {
        Flaky[] services = [new(log, new InvalidOperationException("first")), new(log)];
        return await Retries.FallBackAsync(services, "hello", log);
    }

    public static async Task<string> NothingToFallBackTo(Log log)
    {
        Flaky[] services = [new(log, new InvalidOperationException("first")), new(log, new InvalidOperationException("second"))];
        try
        {
            return await Retries.FallBackAsync(services, "hello", log);
        }
        catch (AggregateException e)
        {
            return string.Join("+", e.InnerExceptions.Select(inner => inner.Message));
        }
    }

    public static async Task<string> Polls(Log log)
    {
        int asked = 0;
        bool isReady = await Retries.PollUntilAsync(
            async () =>
            {
                await Pause.For();
                log.Add($"ask {++asked}");
                return asked == 3;
            },
            TimeSpan.FromMilliseconds(1),
            5);
        bool isNever = await Retries.PollUntilAsync(() => ValueTask.FromResult(false), TimeSpan.Zero, 2);
        return $"{isReady} {isNever}";
    }

    public static async Task<string> Within(Log log)
    {
        string quick = await Retries.WithinAsync(token => new Flaky(log).CallAsync("quick", token), TimeSpan.FromMinutes(1), default);
        try
        {
            await Retries.WithinAsync(async token => { await Task.Delay(-1, token); return 0; }, TimeSpan.FromMilliseconds(5), default);
        }
        catch (TimeoutException e)
        {
            log.Add(e.Message);
        }

        return quick;
    }

    public static async Task<string> Breaks(Log log)
    {
        var breaker = new Breaker(2, log);
        var service = new Flaky(log, null, Broken, null, Broken, Broken);
        try
        {
            return $"{await breaker.CallAllAsync(service, "a", "b", "c", "d", "e", "f", "g")}";
        }
        finally
        {
            log.Add($"{service.Calls} calls");
        }
    }
}
