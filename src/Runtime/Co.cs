namespace PollGen;

/// <summary>
/// The capability to suspend, handed to a coroutine as its first parameter. <c>co.Await(future)</c>, and passing it on to
/// another coroutine, are the only places where a body can suspend, and both are visible in the text.
/// </summary>
/// <remarks>
/// <para>A method that takes a <see cref="Co"/> is ordinary code: called with <see cref="Blocking"/> it runs directly and each
/// suspension parks the thread. In the machine that the generator makes of a method, no <see cref="Co"/> exists.</para>
/// <para>A ref struct, so that the C# compiler keeps it out of lambdas, fields and boxes. <c>default(Co)</c> throws when it
/// is used.</para>
/// </remarks>
public readonly ref partial struct Co
{
    private readonly bool isBlocking;

    private Co(bool isBlocking) => this.isBlocking = isBlocking;

    /// <summary>Runs a coroutine directly: each suspension parks the calling thread until the awaited future is ready.</summary>
    /// <remarks>On a thread that is running an executor's tasks its use throws, because parking that thread would stop them all.</remarks>
    public static Co Blocking => new(isBlocking: true);

    /// <summary>Waits for a future made by a coroutine's overload or by a combinator.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default(Co)</c>, or the thread runs an executor's tasks.</exception>
    public T Await<TMachine, T>(Future<TMachine, T> future)
        where TMachine : struct, IFuture<T>
    {
        Check();
        return Future.BlockOn(future);
    }

    /// <summary>Waits for a future that refers to the caller's storage.</summary>
    /// <typeparam name="TMachine">The machine.</typeparam>
    /// <typeparam name="TArgs">The references.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before; it moves in.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default(Co)</c>, or the thread runs an executor's tasks.</exception>
    public T Await<TMachine, TArgs, T>(ScopedFuture<TMachine, TArgs, T> future)
        where TMachine : struct, IScopedMachine<TArgs, T>
        where TArgs : allows ref struct
    {
        Check();
        return Future.BlockOn(future);
    }

    /// <summary>Waits for a hand-written or boxed future.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="future">The future, not polled before. Boxed by direct execution only.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default(Co)</c>, or the thread runs an executor's tasks.</exception>
    public T Await<T>(IFuture<T> future)
    {
        Check();
        return Future.BlockOn(new Future<BoxedMachine<T>, T>(new BoxedMachine<T>(future)));
    }

    /// <summary>Waits for a task.</summary>
    /// <param name="task">The task. A coroutine that is cancelled meanwhile detaches from it; the task itself runs on.</param>
    /// <exception cref="InvalidOperationException">This is <c>default(Co)</c>, or the thread runs an executor's tasks.</exception>
    public void Await(Task task) => Await(task.AsFuture());

    /// <inheritdoc cref="Await(Task)"/>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>The task's result.</returns>
    public T Await<T>(Task<T> task) => Await(task.AsFuture());

    /// <inheritdoc cref="Await(Task)"/>
    public void Await(ValueTask task) => Await(task.AsFuture());

    /// <inheritdoc cref="Await(Task)"/>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>The task's result.</returns>
    public T Await<T>(ValueTask<T> task) => Await(task.AsFuture());

    private void Check()
    {
        if (!isBlocking)
            throw new InvalidOperationException("default(Co) cannot suspend. Pass on the Co that the coroutine was given, or start direct execution with Co.Blocking.");
    }
}
