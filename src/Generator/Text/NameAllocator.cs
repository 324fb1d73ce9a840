namespace PollGen.Generator.Text;

/// <summary>Gives names that nothing in the body uses: neither as a variable nor for anything else.</summary>
internal sealed class NameAllocator(IEnumerable<string> taken)
{
    private readonly HashSet<string> taken = [.. taken];

    /// <summary>One that goes on from here without changing this one: a stage may run again on the same product.</summary>
    public NameAllocator Fork() => new(taken);

    /// <summary>The wanted name, or the wanted name with the first free number from 2 on.</summary>
    public string Fresh(string wanted)
    {
        var plain = wanted.TrimStart('@');
        if (taken.Add(plain))
            return wanted;
        for (var number = 2; ; number++)
        {
            if (taken.Add(plain + number))
                return plain + number;
        }
    }
}
