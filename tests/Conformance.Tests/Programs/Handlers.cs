using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Conformance.Tests.Programs;

/// <summary>Interpolated strings with handlers of their own.</summary>
public static partial class Handlers
{
    [Coroutine]
    public static string AStructHandler(Co co, Trace t) => Plain($"{t.See(1)} and {t.Get(co, 2),4} and {t.Get(co, 3.5):F2}{{}}");

    private static string Plain(PlainHandler handler) => handler.ToString();

    [Coroutine]
    public static string AHandlerWithArguments(Co co, Trace t)
    {
        var log = new Logger(t, isOn: true);
        var off = new Logger(t, isOn: false);
        log.Write($"a{t.Get(co, 1)}b{t.See(2)}");
        off.Write($"a{t.Get(co, 1)}b{t.See(2)}");
        log.Write(t.See("name"), $"{t.See(3)}{t.Get(co, 4)}", t.Get(co, 5));
        off.Write(t.See("name"), $"{t.See(3)}{t.Get(co, 4)}", t.Get(co, 5));
        t.See(log, "log").Write(name: t.Get(co, "n"), handler: $"{t.See(6)}", more: t.Get(co, 7));
        return log.Text + off.Text;
    }

    [Coroutine]
    public static string AHandlerThatStops(Co co, Trace t) =>
        Stopping(t.See(2), $"{t.Get(co, 1)}{t.Get(co, 2)}, {t.Get(co, 3)}{t.See(4)}") + Stopping(9, $"x{t.Get(co, 1)}") + Stopping(0, $"y{t.Get(co, 1)}");

    private static string Stopping(int limit, [InterpolatedStringHandlerArgument(nameof(limit))] StoppingHandler handler) => handler.ToString();

    [Coroutine]
    public static string AHandlerByReference(Co co, Trace t) => ByReference($"{t.See(1)}{t.Get(co, 2)}", t.Get(co, 3)) + ByReference($"{t.See(4)}", t.Get(co, 5));

    private static string ByReference(ref PlainHandler handler, int more)
    {
        handler.AppendLiteral("!");
        return handler.ToString() + more;
    }

    [Coroutine]
    public static string AHandlerBesideASuspension(Co co, Trace t) => Beside($"{t.See(1)}b", t.Get(co, 2)) + Beside($"{new Noisy(t, "n")}", t.Get(co, 3));

    private static string Beside(PlainHandler handler, int more) => handler.ToString() + more;

    [Coroutine]
    public static string StringBuilders(Co co, Trace t)
    {
        var builder = new StringBuilder();
        builder.Append($"{t.See(1)} {t.Get(co, 2):D3} ").AppendLine($"{t.Get(co, 3),-4}|");
        builder.Append(CultureInfo.InvariantCulture, $"{1.5} {t.Get(co, 2.5)}");
        return builder.ToString().ReplaceLineEndings("\n");
    }

    [Coroutine]
    public static string ADefaultHandlerWithAProvider(Co co, Trace t)
    {
        var german = CultureInfo.GetCultureInfo("de-DE");
        return string.Create(CultureInfo.InvariantCulture, $"{t.See(1.5)} {t.Get(co, 2.5)} {new Noisy(t, "n")} {t.Get(co, 3),4}")
            + Default($"{t.See(1)} {t.Get(co, 2)} {t.See(3)}") + Default2($"{new Noisy(t, "m")}", t.Get(co, 4));
    }

    private static string Default(DefaultInterpolatedStringHandler handler) => handler.ToStringAndClear();

    private static string Default2(ref DefaultInterpolatedStringHandler handler, int more) => handler.ToStringAndClear() + more;

    [Coroutine]
    public static string FormattableStrings(Co co, Trace t)
    {
        FormattableString a = $"{t.See(1)} {t.Get(co, 2.5)} {new Noisy(t, "n")} {t.Get(co, 3),4}";
        IFormattable b = $"{t.Get(co, "x")}";
        return a.ToString(CultureInfo.InvariantCulture) + b.ToString(null, CultureInfo.InvariantCulture) + a.ArgumentCount + FormattableString.Invariant($"{1.5}{t.Get(co, 2.5)}");
    }

    [Coroutine]
    public static string AHandlerInALocal(Co co, Trace t)
    {
        PlainHandler handler = $"{t.See(1)}{t.Get(co, 2)}";
        t.Step(co, "later");
        return handler.ToString();
    }

    [Coroutine]
    public static string AClassHandler(Co co, Trace t)
    {
        ClassHandler handler = $"{t.See(1)}x{t.Get(co, 2)}";
        return handler.Text + t.Get(co, 3) + handler.Text;
    }

    [Coroutine]
    public static string Constructors(Co co, Trace t) => new Holder($"{t.See(1)}{t.Get(co, 2)}", t.Get(co, 3)).Text + new Holder(more: t.Get(co, 4), handler: $"{t.See(5)}").Text;

    private sealed class Holder(PlainHandler handler, int more)
    {
        public string Text { get; } = handler.ToString() + more;
    }

    [Coroutine]
    public static string AnExtensionsReceiver(Co co, Trace t)
    {
        var log = new Logger(t, isOn: true);
        log.Extended($"{t.See(1)}{t.Get(co, 2)}");
        return log.Text;
    }

    [Coroutine]
    public static string AnIndexer(Co co, Trace t) => new Indexed()[$"{t.See(1)}{t.Get(co, 2)}", t.Get(co, 3)];

    private sealed class Indexed
    {
        public string this[PlainHandler handler, int more] => handler.ToString() + more;
    }

    internal static void Extended(this Logger log, [InterpolatedStringHandlerArgument(nameof(log))] LoggerHandler handler) => log.Write(handler);
}

[InterpolatedStringHandler]
public struct PlainHandler(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new StringBuilder().Append($"<{literalLength},{formattedCount}>");
    private int parts;

    public void AppendLiteral(string value)
    {
        parts++;
        text.Append(value);
    }

    public void AppendFormatted<T>(T value, int alignment = 0, string? format = null)
    {
        parts++;
        text.Append($"({(value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString())},{alignment})");
    }

    public override readonly string ToString() => $"{text}#{parts}";
}

[InterpolatedStringHandler]
public sealed class ClassHandler(int literalLength, int formattedCount)
{
    public string Text { get; private set; } = $"{literalLength}{formattedCount}";

    public void AppendLiteral(string value) => Text += value;

    public void AppendFormatted(object? value) => Text += value;
}

public sealed class Logger(Trace t, bool isOn)
{
    public bool IsOn => isOn;

    public Trace Trace => t;

    public string Text { get; private set; } = "";

    public void Write([InterpolatedStringHandlerArgument("")] LoggerHandler handler) => Text += handler.Text;

    public void Write(string name, [InterpolatedStringHandlerArgument("", nameof(name))] LoggerHandler handler, int more) => Text += handler.Text + more;
}

[InterpolatedStringHandler]
public struct LoggerHandler
{
    private readonly Logger logger;

    public LoggerHandler(int literalLength, int formattedCount, Logger logger, out bool isOn)
        : this(literalLength, formattedCount, logger, "", out isOn)
    {
    }

    public LoggerHandler(int literalLength, int formattedCount, Logger logger, string name, out bool isOn)
    {
        this.logger = logger;
        isOn = logger.IsOn;
        Text = name + literalLength + formattedCount;
        logger.Trace.Log($"handler {isOn}");
    }

    public string Text { get; private set; }

    public void AppendLiteral(string value) => Text += logger.Trace.See(value);

    public void AppendFormatted<T>(T value)
    {
        logger.Trace.Log($"append {value}");
        Text += value;
    }
}

[InterpolatedStringHandler]
public struct StoppingHandler(int literalLength, int formattedCount, int limit, out bool isOn)
{
    private string text = Start(limit, out isOn) + literalLength + formattedCount;
    private int left = limit;

    public bool AppendLiteral(string value) => Append(value);

    public bool AppendFormatted(int value) => Append($"{value}");

    public override readonly string ToString() => text + left;

    private static string Start(int limit, out bool isOn)
    {
        isOn = limit > 0;
        return "";
    }

    private bool Append(string value)
    {
        text += value;
        return --left > 0;
    }
}
