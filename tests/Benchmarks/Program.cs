// The entry points: sizes and bars decide, by their exit code, whether the promises hold; report writes their tables into a page; the suites are for
// a closer look.
using BenchmarkDotNet.Running;
using PollGen.Benchmarks.Bars;
using PollGen.Benchmarks.Reporting;
using PollGen.Benchmarks.Sizes;

return args switch
{
    ["sizes"] => SizesCommand.Run(Console.Out),
    ["bars"] => BarsCommand.Run(Console.Out),
    ["bars", var kind] => BarsCommand.Run(Console.Out, kind),
    ["times"] => BarsCommand.WriteTimes(Console.Out),
    ["times", var kind] => BarsCommand.WriteTimes(Console.Out, kind),
    ["report", var page] => ReportCommand.Run(page),
    _ => Suites(args),
};

static int Suites(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    return 0;
}
