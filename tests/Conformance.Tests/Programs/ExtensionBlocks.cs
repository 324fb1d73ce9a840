using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Coroutines in extension blocks and partial methods, and extensions called on this.</summary>
public static partial class ExtensionBlocks
{
    extension(string text)
    {
        [Coroutine]
        public string Repeated(Co co, Trace t, int times)
        {
            string all = "";
            for (int i = 0; i < times; i++)
                all += t.Get(co, text);
            return all + text.Length;
        }

        [Coroutine]
        public static string Made(Co co, Trace t, int n) => "made" + t.Get(co, n);

        [Coroutine]
        public string Repeated(Co co, Trace t) => text.Repeated(co, t, 1) + string.Made(co, t, 2);
    }

    extension<T>(List<T> list)
        where T : class
    {
        [Coroutine]
        public string Both<TOther>(Co co, Trace t, TOther other)
            where TOther : notnull
        {
            T first = t.Get(co, list[0]);
            Func<string> later = () => $"{list.Count}{other}";
            list = [first, first, first];
            return first + later() + t.Get(co, other);
        }

        [Coroutine]
        public static T? Nothing(Co co, Trace t) => t.Get(co, default(T));
    }

    [Coroutine]
    public static string Blocks(Co co, Trace t)
    {
        string all = "ab".Repeated(co, t, 2) + t.Get(co, "cd").Repeated(co, t, t.Get(co, 1)) + string.Made(co, t, 3) + "e".Repeated(co, t);
        return all + ExtensionBlocks.Repeated("static", co, t, 1) + co.Await("future".Repeated(t, 1)) + co.Await(string.Made(t, 4));
    }

    [Coroutine]
    public static string GenericBlocks(Co co, Trace t)
    {
        List<string> list = ["x"];
        return list.Both(co, t, 2) + list.Both<string, long>(co, t, 3) + (List<object>.Nothing(co, t) is null);
    }

    [Coroutine]
    public static string PartialMethods(Co co, Trace t) => Doubled(co, t, n: t.Get(co, 3)) + Doubled(co, t) + co.Await(Doubled(t, 4));

    [Coroutine]
    private static partial string Doubled(Co co, Trace t, int n = 7);

    [Coroutine]
    public static string ExtensionsOnThis(Co co, Trace t) => new Caller(t).Call(co);

    [Coroutine]
    private static string Named(this Caller caller, Co co, int n) => "named" + caller.T.Get(co, n);

    extension(Caller caller)
    {
        [Coroutine]
        private string NamedToo(Co co, int n) => "too" + caller.T.Get(co, n);
    }

    private static partial string Doubled(Co co, Trace t, int n)
    {
        int first = t.Get(co, n);
        return $"{first + t.Get(co, n)};";
    }

    private sealed partial class Caller(Trace t)
    {
        public Trace T => t;

        [Coroutine]
        public string Call(Co co) => this.Named(co, 1) + this.NamedToo(co, t.Get(co, 2));
    }
}
