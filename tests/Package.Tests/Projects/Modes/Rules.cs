using PollGen;

namespace Modes;

public static partial class Rules
{
    public static void Suggested(LocalExecutor executor) => executor.Spawn(Warned());

    [Coroutine]
    public static void Warned(Co co)
    {
        co.Await(Future.Yield());
        Thread.Sleep(1);
    }

    [Coroutine]
    public static int SwitchedOff(Co co, Queue<int> queue)
    {
        co.Await(Future.Yield());
        int sum = 0;
        while (queue.Count > 0)
            sum += queue.Dequeue();
        return sum;
    }
}
