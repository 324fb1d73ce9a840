using System.Runtime.CompilerServices;

namespace PollGen.Runtime.Tests;

/// <summary>A future that does what its script says, one line a poll, and writes a trace.</summary>
/// <param name="trace">Where each poll is written.</param>
/// <param name="name">The future's name in the trace.</param>
/// <param name="polls">Per poll: "pending", "yield" (pending and woken), "throw", or the result.</param>
/// <param name="cancels">Per PollCancel: "pending", "yield", "throw" or "done". When used up: done.</param>
public struct Scripted(List<string> trace, string name, string polls, string cancels = "") : IFuture<string>
{
    private int polled;
    private int cancelled;
    private bool isOver;

    public static Future<Scripted, string> Make(List<string> trace, string name, string polls, string cancels = "") =>
        new(new Scripted(trace, name, polls, cancels));

    // Tests look for it in stack traces, also when it has become hot.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Poll(in PollContext cx, out string result)
    {
        if (isOver)
            throw new InvalidOperationException($"{name} polled after its end");
        string step = polls.Split(' ')[polled++];
        trace.Add($"{name}:{step}");
        result = step;
        switch (step)
        {
            case "pending":
                return false;
            case "yield":
                cx.Waker.Wake();
                return false;
            case "throw":
                throw new TestException(name);
            default:
                isOver = true;
                return true;
        }
    }

    public bool PollCancel(in PollContext cx)
    {
        if (isOver || polled == 0)
            return true;
        string[] steps = cancels.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string step = cancelled < steps.Length ? steps[cancelled++] : "done";
        trace.Add($"{name}~{step}");
        switch (step)
        {
            case "pending":
                return false;
            case "yield":
                cx.Waker.Wake();
                return false;
            case "throw":
                isOver = true;
                throw new TestException($"{name} clean-up");
            default:
                isOver = true;
                return true;
        }
    }
}

public sealed class TestException(string message) : Exception(message);
