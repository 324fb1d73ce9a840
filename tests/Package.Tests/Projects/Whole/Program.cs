using PollGen;

using var executor = new LocalExecutor();
Console.WriteLine($"directly:   {Parts.Text(Co.Blocking)}");
Console.WriteLine($"one thread: {executor.Run(Parts.Text())}");
using var pool = new ThreadPoolExecutor();
Console.WriteLine($"the pool:   {await pool.Spawn(Parts.Text()).AsTask()}");
Console.WriteLine($"network:    {executor.Run(Exchange.Run(20))}");
Console.WriteLine($"clean-up:   {executor.Run(Parts.GiveUp())}");
