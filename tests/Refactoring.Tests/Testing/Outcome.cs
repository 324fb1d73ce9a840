using System.Reflection;
using PollGen.Refactoring.Tests.Kit;

namespace PollGen.Refactoring.Tests.Testing;

/// <summary>What a program did and how it ended.</summary>
internal sealed record Outcome(string End, string Effects)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private delegate string Direct(Co co, Log log);

    public static Outcome OfAsync(MethodInfo method) => Of(log =>
    {
        var task = (Task<string>)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [log], null)!;
        return Task.Run(() => task).WaitAsync(Patience).GetAwaiter().GetResult();
    });

    public static Outcome OfDirect(MethodInfo method) => Of(log => method.CreateDelegate<Direct>()(Co.Blocking, log));

    /// <param name="overload">Makes the future.</param>
    /// <param name="runner">The name of a method of <see cref="Runners"/>.</param>
    public static Outcome OfPolled(MethodInfo overload, string runner) => Of(log =>
    {
        object future = overload.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [log], null)!;
        Assert.Empty(log.Lines);
        var run = typeof(Runners).GetMethod(runner)!.MakeGenericMethod(future.GetType().GetGenericArguments()[0]);
        return (string)run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [future], null)!;
    });

    private static Outcome Of(Func<Log, string> run)
    {
        var log = new Log();
        string end;
        try
        {
            end = run(log);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            end = $"{e.GetType().Name}: {e.Message}{(e.InnerException is { } inner ? $" <- {inner.GetType().Name}: {inner.Message}" : "")}";
        }

        return new(end, string.Join("\n", log.Lines));
    }

    /// <summary>Who polls.</summary>
    public static class Runners
    {
        public static string BlockOn<TMachine>(Future<TMachine, string> future)
            where TMachine : struct, IFuture<string> => Future.BlockOn(future);

        public static string Local<TMachine>(Future<TMachine, string> future)
            where TMachine : struct, IFuture<string>
        {
            using var executor = new LocalExecutor();
            return executor.Run(future);
        }

        public static string Pool<TMachine>(Future<TMachine, string> future)
            where TMachine : struct, IFuture<string>
        {
            using var executor = new ThreadPoolExecutor();
            return executor.Run(future);
        }
    }
}
