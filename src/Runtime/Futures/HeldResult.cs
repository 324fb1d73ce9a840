using System.Runtime.CompilerServices;

namespace PollGen;

/// <summary>Disposes results that a cancelled combinator already holds and that nobody will get.</summary>
internal static class HeldResult
{
    /// <summary>Disposes a result if it is disposable, or what is disposable in it if it is a tuple (of an inner join), and clears it.</summary>
    /// <exception cref="Exception">What the first failing <see cref="IDisposable.Dispose"/> throws, after all were called.</exception>
    internal static void Dispose<T>(ref T result)
    {
        T held = result;
        result = default!;
        if (held is IDisposable disposable)
            disposable.Dispose();
        else if (held is ITuple tuple)
            DisposeItems(tuple);
    }

    private static void DisposeItems(ITuple tuple)
    {
        Exception? first = null;
        for (int i = 0; i < tuple.Length; i++)
        {
            try
            {
                object? item = tuple[i];
                Dispose(ref item);
            }
            catch (Exception e)
            {
                first ??= e;
            }
        }

        if (first is not null)
            CompilerServices.Machine.Rethrow(first);
    }
}
