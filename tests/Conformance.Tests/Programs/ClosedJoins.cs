using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Joins that are awaited where they are made: results lie where their futures have been. In each only one leaf waits at a time, so that the order of effects is given.</summary>
public static partial class ClosedJoins
{
    private const string Several = "A leaf in a join that throws leaves another trace than one that is given up together with its neighbours.";

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string ReferencesOverReferences(Co co, Trace t)
    {
        var kept = t.See("kept");
        var (word, number, other) = co.Await(Future.Join(Word(t, "w"), Ready(12), Ready("o")));
        t.Log(word);
        return word + number + other + kept;
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string EvaluatedInTheOrderOfTheText(Co co, Trace t)
    {
        var (first, second) = co.Await(Future.Join(second: Ready(t.See(2)), first: Word(t, t.See("one"))));
        return first + second;
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static int WithSuspensionsAmongTheArguments(Co co, Trace t)
    {
        var n = 1;
        var (a, b, c) = co.Await(Future.Join(Ready(n++), Number(t, t.Get(co, n++) + n), Ready(t.Get(co, n))));
        return a * 100 + b * 10 + c;
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string InALoopWithHandlers(Co co, Trace t)
    {
        var text = "";
        for (var i = 0; i < 3; i++)
        {
            try
            {
                var (a, b) = co.Await(Future.Join(Ready($"r{i}"), i == 1 ? Failing(t, $"f{i}") : Failing(t, null)));
                text += a + b;
                text += co.Await(Future.Join(Ready(i), Word(t, text))).Item2;
            }
            catch (LeafException e)
            {
                text += e.Message;
                t.Step(co, "caught");
            }
            finally
            {
                t.Step(co, "round over");
            }
        }

        return text;
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string ResultsLargerThanFutures(Co co, Trace t)
    {
        var (a, b, c) = co.Await(Future.Join(Large(1), Number(t, 2), Large(3)));
        return $"{a.Text}{a.Last}{b}{c.Text}{c.Last}";
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static string EightOfManyKinds(Co co, Trace t)
    {
        var all = co.Await(Future.Join(Ready((byte)1), Ready("2"), Ready(3L), Large(4), Word(t, "5"), Ready((6, "6")), Nothing(), Ready((object)8)));
        return $"{all.Item1}{all.Item2}{all.Item3}{all.Item4.Text}{all.Item5}{all.Item6.Item2}{all.Item7}{all.Item8}";
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static int InsideOfEachOther(Co co, Trace t)
    {
        var (a, b) = co.Await(Future.Join(Pair(t, 1), Ready(5)));
        return a * 10 + b;
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static int InLocalCoroutines(Co co, Trace t)
    {
        var sum = 0;
        Add(co, 1);
        Add(co, 2);
        return sum;

        void Add(Co co, int n)
        {
            var (a, b) = co.Await(Future.Join(Number(t, n), Ready(sum)));
            sum += a + b;
        }
    }

    [Coroutine]
    [NoCancellationOracle(Several)]
    public static int MadeOfWhatIsInTheFrame(Co co, Trace t)
    {
        var block = new Block { Text = "block", Last = 4 };
        var (a, b) = co.Await(Future.Join(Last(t, block), Ready(block.Text.Length)));
        block.Last += a;
        var (c, d) = co.Await(Future.Join(Ready(b), Last(t, block)));
        return c * 100 + d;
    }

    [Coroutine]
    private static int Pair(Co co, Trace t, int n)
    {
        var (a, b) = co.Await(Future.Join(Ready(n), Number(t, n + 1)));
        return a * 10 + b;
    }

    [Coroutine]
    private static string Word(Co co, Trace t, string word)
    {
        var before = word + "<";
        t.Step(co, word);
        return before + t.Get(co, word);
    }

    [Coroutine]
    private static int Number(Co co, Trace t, int n)
    {
        long kept = n;
        t.Step(co, $"{n}");
        return (int)kept;
    }

    [Coroutine]
    private static string Failing(Co co, Trace t, string? message)
    {
        t.Step(co, message ?? "fine");
        return message is null ? "" : t.Throw<string>(message);
    }

    [Coroutine]
    private static int Last(Co co, Trace t, Block block)
    {
        t.Step(co, block.Text);
        return block.Last;
    }

    [Coroutine]
    private static T Ready<T>(Co co, T value) => value;

    [Coroutine]
    private static void Nothing(Co co)
    {
    }

    [Coroutine]
    private static Block Large(Co co, int n) => new() { Text = $"{n}", Last = n };

    public struct Block
    {
        public string Text;
        public long A, B, C, D, E;
        public int Last;
    }
}
