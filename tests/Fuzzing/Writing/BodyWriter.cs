using System.Text;

namespace PollGen.Fuzzing.Writing;

/// <summary>
/// Writes the bodies of one program by chance. What it writes is valid C#, terminates, and does the same each time; all that it does
/// is logged in a trace.
/// </summary>
internal sealed partial class BodyWriter(Random chance, Counts counts, bool isTame)
{
    private readonly Random random = chance;
    private readonly StringBuilder text = new();
    private readonly List<Block> blocks = [];
    private Place place = new();
    private int indentation = 2;
    private int budget;
    private int number;

    /// <summary>The coroutines that the body may call.</summary>
    public List<Callee> Callees { get; } = [];

    /// <summary>Whether a finally was written that suspends, or a loop over a stream, whose end may: then filters further out run after it.</summary>
    public bool HasSuspendingFinally { get; private set; }

    /// <summary>Writes statements that end with a return.</summary>
    public string Body(IEnumerable<Local> parameters, Ty? result, int statements, int depth)
    {
        place = new Place { Returns = result is null ? "" : result.Text, ReturnType = result };
        var outer = Enter();
        foreach (var parameter in parameters)
            Declare(parameter);
        if (!Statements(statements, depth) && result is not null)
            Line($"return {Raw(result, NewBudget(3))};");
        Leave(outer);
        return text.ToString();
    }

    /// <summary>Writes an expression that is a whole body.</summary>
    public string ExpressionBody(IEnumerable<Local> parameters, Ty result)
    {
        place = new Place();
        var outer = Enter();
        foreach (var parameter in parameters)
            Declare(parameter);
        string written = Raw(result, NewBudget(3));
        Leave(outer);
        return written;
    }

    private int NewBudget(int depth)
    {
        budget = random.Next(3, 14);
        return depth;
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private void Count(string kind) => counts.Add(kind);

    private int Next() => ++number;

    private void Line(string line) => text.Append(' ', indentation * 4).Append(line).Append('\n');

    private void Open()
    {
        Line("{");
        indentation++;
    }

    private void Close(string end = "}")
    {
        indentation--;
        Line(end);
    }

    private Block Enter()
    {
        var block = new Block();
        blocks.Add(block);
        return block;
    }

    private void Leave(Block block)
    {
        blocks.Remove(block);
        if (blocks.Count == 0)
            return;
        blocks[^1].InnerNames.UnionWith(block.Names);
        blocks[^1].InnerNames.UnionWith(block.InnerNames);
    }

    private void Declare(Local local)
    {
        blocks[^1].Names.Add(local.Name);
        blocks[^1].Locals.Add(local);
    }

    private Local Declare(Ty type, bool canAssign = true, bool isRefLike = false, string? names = null)
    {
        var local = new Local(Fresh(names ?? type.Names), type, canAssign, place.Function, isRefLike);
        Declare(local);
        return local;
    }

    /// <summary>A name that means nothing else in the blocks around, nor in the blocks inside this one.</summary>
    private string Fresh(Ty type) => Fresh(type.Names);

    private string Fresh(string names)
    {
        var candidates = names.Split(' ');
        random.Shuffle(candidates);
        for (int suffix = 1; ; suffix++)
        {
            foreach (string candidate in candidates)
            {
                string name = suffix == 1 ? candidate : candidate + suffix;
                if (IsFree(name))
                {
                    blocks[^1].Names.Add(name);
                    return name;
                }
            }
        }
    }

    private bool IsFree(string name) => !blocks[^1].InnerNames.Contains(name) && blocks.All(block => !block.Names.Contains(name));

    private IReadOnlyList<Local> LocalsOf(Ty type, bool toAssign = false) =>
        [.. blocks.SelectMany(block => block.Locals).Where(local => local.Type == type && (!toAssign || local.CanAssign) && (!local.IsRefLike || local.Function == place.Function))];

    private Local? LocalOf(Ty type, bool toAssign = false) => LocalsOf(type, toAssign) is { Count: > 0 } locals ? Pick(locals) : null;

    /// <summary>Writes with other permissions, then goes back to these.</summary>
    private T With<T>(Place other, Func<T> write)
    {
        var before = place;
        place = other;
        var result = write();
        place = before;
        return result;
    }

    /// <summary>Writes what the compiler refuses if a suspension is in it. Tame programs have none there, so that the rest of them is tried.</summary>
    private T Tame<T>(Func<T> write) => isTame ? With(place with { CanSuspend = false }, write) : write();

    private Ty AnyType() => Pick(Ty.All);
}
