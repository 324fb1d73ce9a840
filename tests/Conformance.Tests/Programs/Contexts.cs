using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>checked, unchecked, unsafe and fixed around suspensions.</summary>
public static partial class Contexts
{
    [Coroutine]
    public static string CheckedBlocks(Co co, Trace t)
    {
        int big = int.MaxValue;
        string text = "";
        try
        {
            checked
            {
                t.Step(co, "inside");
                int sum = big + t.Get(co, 1);
                text += sum;
            }
        }
        catch (OverflowException)
        {
            text += "sum ";
        }

        try
        {
            checked
            {
                byte small = (byte)t.Get(co, 300);
                text += small;
            }
        }
        catch (OverflowException)
        {
            text += "cast ";
        }

        try
        {
            checked
            {
                t.Step(co, "increment");
                big++;
            }
        }
        catch (OverflowException)
        {
            text += "increment ";
        }

        try
        {
            checked
            {
                big += t.Get(co, 1);
            }
        }
        catch (OverflowException)
        {
            text += "compound ";
        }

        return text + big;
    }

    [Coroutine]
    public static string CheckedConditionsAndArguments(Co co, Trace t)
    {
        int big = int.MaxValue;
        string text = "";
        for (int attempt = 0; attempt < 6; attempt++)
        {
            try
            {
                checked
                {
                    switch (attempt)
                    {
                        case 0:
                            if (big + t.Get(co, 1) > 0)
                                text += "never";
                            break;
                        case 1:
                            while (t.Get(co, true) && big * 2 > 0)
                                text += "never";
                            break;
                        case 2:
                            text += t.Get(co, big + attempt);
                            break;
                        case 3:
                            return t.Get(co, "never") + (big + attempt);
                        case 4:
                            Func<int, int> add = x => x + big;
                            t.Step(co, "lambda");
                            text += add(1);
                            break;
                        default:
                            switch (t.Get(co, big) + 1)
                            {
                                case int.MinValue:
                                    t.Step(co, "never");
                                    break;
                            }

                            break;
                    }
                }
            }
            catch (OverflowException)
            {
                text += $"{attempt} ";
            }
        }

        return text;
    }

    [Coroutine]
    public static string UncheckedBlocks(Co co, Trace t)
    {
        string text = "";
        unchecked
        {
            const int Constant = (int)0x80000001;
            int big = int.MaxValue;
            text += big + t.Get(co, 1) + Constant;
            text += t.Get(co, int.MaxValue + 1);
            checked
            {
                try
                {
                    big += t.Get(co, 1);
                }
                catch (OverflowException)
                {
                    text += " inner ";
                }

                unchecked
                {
                    t.Step(co, "innermost");
                    big++;
                }
            }

            text += big;
            switch (t.Get(co, int.MinValue))
            {
                case int.MaxValue + 1:
                    t.Step(co, "the smallest");
                    text += " smallest";
                    break;
            }
        }

        return text;
    }

    [Coroutine]
    public static string JumpsOutOfCheckedBlocks(Co co, Trace t)
    {
        int i = 0;
        string text = "";
        while (true)
        {
            checked
            {
                i++;
                if (t.Get(co, i) == 1)
                    continue;
                if (t.Get(co, i) == 3)
                    break;
                text += i;
                if (i == 2)
                    goto Next;
            }

            text += "never";
        Next:
            text += "next";
        }

        checked
        {
            t.Step(co, "last");
            return text + i;
        }
    }

    [Coroutine]
    public static string CheckedExpressions(Co co, Trace t)
    {
        int big = int.MaxValue;
        int wrapped = unchecked(big + t.Get(co, 1));
        string text = $"{wrapped} ";
        try
        {
            text += checked(big + t.Get(co, 1));
        }
        catch (OverflowException)
        {
            text += "overflow";
        }

        return text;
    }

    [Coroutine]
    public static string UnsafeBlocks(Co co, Trace t)
    {
        int[] items = [1, 2, 3];
        int sum = 0;
        unsafe
        {
            fixed (int* first = items)
                sum += first[1];
        }

        t.Step(co, "between");
        unsafe
        {
            sum += t.Get(co, 10);
            fixed (int* first = items)
            {
                for (int* p = first; p < first + items.Length; p++)
                    sum += *p;
            }

            t.Step(co, "inside");
            int local = 5;
            int* address = &local;
            *address += sizeof(int);
            sum += local;
            sum += t.Get(co, sizeof(long));
        }

        unsafe
        {
            sum++;
        }

        return $"{sum}";
    }

    [Coroutine]
    public static unsafe int FixedWithASuspensionInItsHead(Co co, Trace t)
    {
        int sum = 0;
        fixed (int* first = t.Get(co, new[] { 1, 2, 3 }), second = t.Get(co, new[] { 10, 20 }))
            sum += first[2] + second[1];
        fixed (char* text = t.Get(co, "abc"))
            sum += text[0];
        t.Step(co, "after");
        return sum;
    }
}
