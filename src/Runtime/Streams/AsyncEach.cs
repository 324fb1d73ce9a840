using System.ComponentModel;
using System.Runtime.CompilerServices;
using PollGen.CompilerServices;

namespace PollGen;

/// <summary>What <see cref="Co.Each{T}(IAsyncEnumerable{T}, CancellationToken)"/> returns: an async stream in the head of a <c>foreach</c>.</summary>
/// <typeparam name="T">The elements.</typeparam>
[MustUse("is read by a foreach, and by nothing else")]
public readonly ref struct AsyncEach<T>
{
    private readonly Co co;
    private readonly IAsyncEnumerable<T>? source;
    private readonly IAsyncEnumerator<T>? opened;
    private readonly CancellationToken cancellation;

    internal AsyncEach(Co co, IAsyncEnumerable<T> source, CancellationToken cancellation)
    {
        this.co = co;
        this.source = source;
        this.cancellation = cancellation;
    }

    internal AsyncEach(Co co, IAsyncEnumerator<T> opened)
    {
        this.co = co;
        this.opened = opened;
    }

    /// <summary>Opens the stream for a machine. Called by generated code only.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="cancellation">Handed to it.</param>
    /// <returns>What the machine keeps.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static AsyncCursor<T> Start(IAsyncEnumerable<T> source, CancellationToken cancellation = default)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        return new AsyncCursor<T>(source.GetAsyncEnumerator(stop.Token), stop);
    }

    /// <inheritdoc cref="Start(IAsyncEnumerable{T}, CancellationToken)"/>
    /// <param name="opened">The stream, open already.</param>
    [EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static AsyncCursor<T> Start(IAsyncEnumerator<T> opened) => new(opened ?? throw new NullReferenceException(), null);

    /// <summary>Opens the stream.</summary>
    /// <returns>Its enumerator, which parks the thread.</returns>
    public Enumerator GetEnumerator() => new(co, new AsyncCursor<T>(opened ?? source!.GetAsyncEnumerator(cancellation), null));

    /// <summary>Direct execution of the loop.</summary>
    public ref struct Enumerator
    {
        private readonly Co co;
        private AsyncCursor<T> cursor;

        internal Enumerator(Co co, AsyncCursor<T> cursor)
        {
            this.co = co;
            this.cursor = cursor;
        }

        /// <summary>The element.</summary>
        public readonly T Current => cursor.Current;

        /// <summary>Waits for the next element.</summary>
        /// <returns>Whether there is one.</returns>
        public readonly bool MoveNext() => co.Await(cursor.Next());

        /// <summary>Waits until the stream is disposed.</summary>
        public readonly void Dispose() => co.Await(cursor.Dispose());
    }
}
