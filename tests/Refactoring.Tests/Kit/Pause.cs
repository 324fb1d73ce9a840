namespace PollGen.Refactoring.Tests.Kit;

/// <summary>Work that takes a moment, so that whoever awaits it has to wait.</summary>
public static class Pause
{
    public static async Task For(int milliseconds = 1) => await Task.Delay(milliseconds).ConfigureAwait(false);

    public static async Task<T> Then<T>(T value)
    {
        await For().ConfigureAwait(false);
        return value;
    }

    public static async Task<T> ThenFail<T>(Exception failure)
    {
        await For().ConfigureAwait(false);
        throw failure;
    }
}
