namespace PollGen.Analyzers.Tests.Testing;

/// <summary>A few coroutines for programs that call them: members, generic, extension, with an overload of its own name.</summary>
internal static class Channel
{
    public const string Source = """

        public partial class Channel
        {
            [Coroutine] public int Fill(Co co, Span<int> items) => items.Length;

            [Coroutine] public void Send(Co co, int item) { }

            [Coroutine] public int Receive(Co co, int timeout = 0) => 0;

            [Coroutine(Overload = "CloseFuture")] public void Close(Co co) { }
            public void Close() { }

            [Coroutine] public static T Echo<T>(Co co, T item) => item;
        }

        public static partial class ChannelExtensions
        {
            [Coroutine] public static void SendAll(this Channel channel, Co co, int[] items, int pause = 0) { }
        }

        public struct Machine<T> : IFuture<T>
        {
            public bool Poll(in PollContext cx, out T result) { result = default!; return true; }
            public bool PollCancel(in PollContext cx) => true;
        }

        """;
}
