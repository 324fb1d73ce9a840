using PollGen.Generator.Text;

namespace PollGen.Generator.Dataflow;

/// <summary>A set of variables, as bits.</summary>
internal sealed class VariableSet(int capacity)
{
    private readonly ulong[] bits = new ulong[(capacity + 63) / 64];

    public bool Add(int index)
    {
        var bit = 1ul << (index & 63);
        var isNew = (bits[index >> 6] & bit) == 0;
        bits[index >> 6] |= bit;
        return isNew;
    }

    public void Remove(int index) => bits[index >> 6] &= ~(1ul << (index & 63));

    public bool Contains(int index) => (bits[index >> 6] & (1ul << (index & 63))) != 0;

    /// <returns>Whether the set has grown.</returns>
    public bool UnionWith(VariableSet other)
    {
        var hasGrown = false;
        for (var i = 0; i < bits.Length; i++)
        {
            var union = bits[i] | other.bits[i];
            hasGrown |= union != bits[i];
            bits[i] = union;
        }

        return hasGrown;
    }

    public void Clear() => Array.Clear(bits, 0, bits.Length);

    public IEnumerable<Variable> Of(IReadOnlyList<Variable> variables)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            if (Contains(i))
                yield return variables[i];
        }
    }
}
