using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs.References;

/// <summary>References that are set to another place within the expression that uses them, and what captured variables lead to.</summary>
public static unsafe partial class Rebound
{
    [Coroutine]
    public static string AsThePlace(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        ref int item = ref items[0];
        (item = ref items[t.Get(co, 1)]) += t.Get(co, 4);
        (item = ref items[2])++;
        Kit.Ref(ref (item = ref items[0]), t.Get(co, 7));
        item = 5 + t.Get(co, item);
        return Show.Of(items);
    }

    [Coroutine]
    public static string InTheRightOperand(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        ref int item = ref items[0];
        item += t.Get(co, (item = ref items[1]));
        item += t.Get(co, (item = ref items[t.Get(co, 2)])) + item;
        Kit.Ref(ref item, t.Get(co, (item = ref items[0])));
        item++;
        return Show.Of(items);
    }

    [Coroutine]
    public static string ChosenWhileAwaiting(Co co, Trace t)
    {
        int[] first = [1, 2, 3], second = [7];
        ref int item = ref (t.Get(co, true) ? ref first[t.Get(co, 1)] : ref second[0]);
        item += 10;
        t.Step(co, "kept");
        item = ref (t.Get(co, false) ? ref first[0] : ref second[t.Get(co, 0)]);
        t.Step(co, "set again");
        item += 100;
        item = ref (first[t.Get(co, 2)]);
        item++;
        fixed (int* p = &(t.Get(co, true) ? ref first[t.Get(co, 0)] : ref second[0]))
            *p += 1000;
        fixed (int* p = &(t.Get(co, true) ? ref first[t.Get(co, 0)] : ref second[0]))
        {
            t.Step(co, "pinned");
            *p += 1000;
        }

        fixed (int* p = &(first[t.Get(co, 1)]))
            *p += 4;
        return Show.Of(first) + Show.Of(second);
    }

    [Coroutine]
    public static string IntoMembersOfCapturedVariables(Co co, Trace t)
    {
        var knot = new Knot(3);
        ref int item = ref knot.At(1);
        Func<int> value = () => knot.Value;
        t.Step(co, "kept");
        item += 5;
        item = ref knot.At(0);
        t.Step(co, "set again");
        item++;
        var old = knot;
        knot = new Knot(7);
        return $"{value()} {old}";
    }

    [Coroutine]
    public static string IntoCapturedDictionaries(Co co, Trace t)
    {
        Dictionary<int, int> map = new() { [1] = 2 };
        int key = 1;
        ref int item = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(map, key);
        Func<int> sum = () => map[key] + key;
        t.Step(co, "kept");
        item += 5;
        return $"{item} {sum()}";
    }
}
