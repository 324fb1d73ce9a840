namespace PollGen.Benchmarks.Cancelling;

/// <summary>Counts what clean-up has to give back.</summary>
public sealed class Account
{
    public int Open { get; set; }
}
