using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>Coroutines whose future stays where it is: pointers to their locals are good across suspensions.</summary>
public static unsafe partial class Pinned
{
    [Coroutine]
    public static string PointersToLocals(Co co, Trace t) => Locals(co, t, 3) + Locals(co, t, more: 4) + co.Await(Locals(t, 5));

    [Coroutine]
    public static string FixedSizeBuffers(Co co, Trace t) => Cells(co, t, 3) + co.Await(Cells(t, 4));

    [Coroutine]
    public static string InLoopsAndHandlers(Co co, Trace t)
    {
        string all = "";
        for (int i = 0; i < 2; i++)
            all += Rounds(co, t, t.Get(co, i + 1));
        return all;
    }

    [Coroutine]
    public static string OfObjects(Co co, Trace t)
    {
        Device device = new Disk(t), other = new Device(t);
        return $"{device.Send(co, 2)} {other.Send(co, 3)} {new Disk(t).Twice(co, 4)}";
    }

    [Coroutine]
    public static string OfGenericsAndItself(Co co, Trace t) => $"{Sum<long>(co, t, 4, sizeof(long))} {Sum<byte>(co, t, 2, sizeof(byte))} {Deep(co, t, 3, 0)}";

    [Coroutine]
    public static string FailsInIt(Co co, Trace t)
    {
        try
        {
            return Losing(co, t);
        }
        catch (LeafException e)
        {
            return e.Message + t.Get(co, 1);
        }
    }

    [Coroutine(Pinned = true)]
    private static string Cells(Co co, Trace t, int more)
    {
        Row row = default;
        int* first = row.Cells, second = &row.Cells[1];
        *first = t.Get(co, 10);
        first[2] = more;
        *second += t.Get(co, 20);
        row.Cells[2] += *second;
        t.Step(co, "again");
        return $"{first[0]} {row.Cells[1]} {first[2]} {first + 1 == second};";
    }

    private struct Row
    {
        public fixed int Cells[3];
    }

    [Coroutine(Pinned = true)]
    private static string Locals(Co co, Trace t, int more)
    {
        int count = 1;
        Duo duo = new(2, 3);
        Four four = default;
        int* pointer = &count, y = &duo.Y, parameter = &more, element = &four.First;
        *pointer += t.Get(co, 10);
        *y = t.Get(co, 20);
        *parameter *= t.Get(co, 2);
        element[2] = t.Get(co, 30);
        bool isSame = pointer == &count && y == &duo.Y && parameter == &more && element + 2 == &(&four.First)[2];
        count++;
        t.Step(co, "again");
        return $"{*pointer} {duo} {more} {four[2]} {isSame};";
    }

    [Coroutine(Pinned = true)]
    private static int Rounds(Co co, Trace t, int times)
    {
        int sum = 0;
        int* total = &sum;
        for (int i = 0; i < times; i++)
        {
            int last = i;
            int* place = &last;
            try
            {
                *place += t.Get(co, 5);
                *total += last;
                if (last > 5)
                    t.Throw("over");
            }
            catch (LeafException)
            {
                *total += 100;
            }
        }

        return sum;
    }

    [Coroutine(Pinned = true)]
    private static string Sum<T>(Co co, Trace t, int times, int size)
        where T : unmanaged
    {
        T first = default, second = t.Get(co, default(T));
        T* place = &first;
        t.Step(co, "generic");
        *place = second;
        return $"{typeof(T).Name} {(nint)(place + times) - (nint)(&first) == times * size}";
    }

    [Coroutine(Pinned = true)]
    private static int Deep(Co co, Trace t, int depth, nint above)
    {
        int own = t.Get(co, depth);
        if (above != 0)
            *(int*)above += own;
        return depth == 0 ? own : Deep(co, t, depth - 1, (nint)(&own)) + own;
    }

    [Coroutine(Pinned = true)]
    private static string Losing(Co co, Trace t)
    {
        int count = 7;
        int* place = &count;
        try
        {
            *place += t.Get(co, 1);
            return t.Lose<string>(co, "lost");
        }
        finally
        {
            t.Log(*place);
        }
    }

    private partial class Device(Trace t)
    {
        [Coroutine]
        public virtual int Send(Co co, int value) => t.Get(co, value);

        [Coroutine(Pinned = true)]
        public int Twice(Co co, int value)
        {
            int* place = &value;
            *place += t.Get(co, 1);
            return Send(co, value) + t.Get(co, *place);
        }
    }

    private sealed partial class Disk(Trace t) : Device(t)
    {
        [Coroutine(Pinned = true)]
        public override int Send(Co co, int value)
        {
            int register = value;
            int* place = &register;
            Trace.Step(co, "disk");
            *place *= T(co);
            return register;
        }

        [Coroutine]
        private int T(Co co) => Trace.Get(co, 3);

        private Trace Trace { get; } = t;
    }
}
