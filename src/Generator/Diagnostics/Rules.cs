using Microsoft.CodeAnalysis;

namespace PollGen.Generator.Diagnostics;

/// <summary>
/// Every rule of the compiler and of the analyzers, in one place; docs/rules has a page for each, named after its identifier.
/// PG00xx: declarations; PG01xx: bodies; PG02xx: use of futures; PG09xx: the result as a whole.
/// </summary>
internal static class Rules
{
    private const string Category = "PollGen";

    public static readonly DiagnosticDescriptor MissingCo = Error(
        "PG0001", "A coroutine takes a Co", "'{0}' is marked [Coroutine] but has no parameter of type Co; add 'Co co' as its first parameter");

    public static readonly DiagnosticDescriptor SeveralCo = Error(
        "PG0002", "A coroutine takes one Co", "'{0}' has more than one parameter of type Co; keep the first");

    public static readonly DiagnosticDescriptor CoByReference = Error(
        "PG0003", "Co is passed by value", "The Co of '{0}' is passed by '{1}'; remove the modifier");

    public static readonly DiagnosticDescriptor CoOutOfPlace = Error(
        "PG0004", "Co is the first parameter", "The Co of '{0}' is not its first parameter (after 'this'); move it to the front");

    public static readonly DiagnosticDescriptor TypeNotPartial = Error(
        "PG0005", "The type around a coroutine is partial", "'{0}' holds the coroutine '{1}', whose future is emitted into it; make it partial");

    public static readonly DiagnosticDescriptor OverloadCollides = Error(
        "PG0006", "The overload of a coroutine collides with a member", "The future of '{0}' would be made by '{1}', which exists already; name the overload: [Coroutine(Overload = \"{2}\")]");

    public static readonly DiagnosticDescriptor UnsupportedDeclaration = Error(
        "PG0007", "This method cannot be a coroutine", "'{0}' cannot be a coroutine: {1}");

    public static readonly DiagnosticDescriptor UnmarkedImplementation = Error(
        "PG0008", "What overrides or implements a coroutine is one", "'{0}' is not marked [Coroutine] but stands for the coroutine '{1}', so the two executions would run different bodies; {2}");

    public static readonly DiagnosticDescriptor CoKept = Error(
        "PG0101", "Co is only passed on or awaited with", "Co stands for the right to suspend here and now, so it can be passed to a coroutine or used as 'co.Await(…)', nothing else: {0}");

    public static readonly DiagnosticDescriptor CoToOrdinaryMethod = Error(
        "PG0102", "Co is passed to a method that is no coroutine", "'{0}' takes Co but is not marked [Coroutine], so its suspensions cannot be compiled; mark it, or await a future instead");

    public static readonly DiagnosticDescriptor UnsupportedForm = Error(
        "PG0103", "This form cannot hold a suspension", "{0}");

    public static readonly DiagnosticDescriptor CannotLiveAcrossSuspension = Error(
        "PG0104", "This value cannot be kept across a suspension", "'{0}' ({1}) would have to live across the suspension in '{2}'; {3}");

    public static readonly DiagnosticDescriptor Recursion = Info(
        "PG0105", "A recursive call allocates", "'{0}' calls itself, directly or in a circle; a future cannot hold itself, so this call puts the callee's future on the heap");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "PG0106", "A future is within its MaxSize", "The future of '{0}' takes {1} bytes, more than the {2} of its MaxSize; the biggest parts are {3}; keep less across suspensions, await '.Boxed()' where a child is large and rarely runs, or raise MaxSize");

    public static readonly DiagnosticDescriptor VeryLarge = Warning(
        "PG0107", "A future is very large", "The future of '{0}' takes {1} bytes, more than {2}, in every task and every caller that holds it; the biggest parts are {3}; await '.Boxed()' where a child is large and rarely runs, end a variable's life before the suspension, or state the size with MaxSize");

    public static readonly DiagnosticDescriptor ForgottenCo = Error(
        "PG0201", "A future is made and dropped", "This makes the future of '{0}' and drops it, so it never runs; {1}");

    public static readonly DiagnosticDescriptor ForgottenRace = Error(
        "PG0202", "A race is disposed or left", "This race is neither disposed nor left, so what is pending in it is never cleaned up; declare it with 'using', or await its 'Leave()' in a 'finally'");

    public static readonly DiagnosticDescriptor MisplacedScopedFuture = Error(
        "PG0203", "A scoped future is used within its scope", "'{0}' cannot take '{1}', whose future refers to spans or variables of the caller; {2}");

    public static readonly DiagnosticDescriptor Copied = Error(
        "PG0204", "A future is not copied", "'{0}' is copied here: {1}; {2}");

    public static readonly DiagnosticDescriptor MovedAfterPoll = Error(
        "PG0205", "A future stays in place once it is polled", "'{0}' may have been polled already, so it must not move any more; pass it by 'ref', or make it where it is to stay");

    public static readonly DiagnosticDescriptor UsedAfterMove = Error(
        "PG0206", "A future that was moved is not used", "'{0}' was moved away in line {1}, and whoever has it now polls it; make a new one");

    public static readonly DiagnosticDescriptor PolledAfterEnd = Error(
        "PG0207", "A future is not polled after its end", "'{0}' may be {1} here, and must not be polled; {2}");

    public static readonly DiagnosticDescriptor OverwrittenWhilePending = Error(
        "PG0208", "A pending future is not overwritten", "'{0}' may be pending here, and its clean-up is lost when it is overwritten; poll its 'PollCancel' until it returns true first");

    public static readonly DiagnosticDescriptor LeftPending = Error(
        "PG0209", "A pending future is given up before it goes out of scope", "'{0}' may be pending where it goes out of scope, and its clean-up is lost; poll its 'PollCancel' until it returns true, or let an executor or a combinator own it");

    public static readonly DiagnosticDescriptor NeverUsed = Error(
        "PG0210", "A future is awaited, spawned or returned", "The future that '{0}' is given here is not awaited, spawned or returned on any path, so it never runs");

    public static readonly DiagnosticDescriptor HandleIgnored = Info(
        "PG0211", "A task that nobody waits for is detached", "Nobody takes the handle of this task, so its exception is noticed only when the garbage collector finds the task; call 'SpawnDetached', which sends it to the executor's handler at once");

    public static readonly DiagnosticDescriptor BlockingCall = Warning(
        "PG0212", "A coroutine does not block its thread", "'{0}' blocks the thread, and with it every task of the executor that runs this coroutine; {1}");

    public static readonly DiagnosticDescriptor HeldAcrossSuspension = Warning(
        "PG0213", "What belongs to a thread does not live across a suspension", "'{0}' belongs to the thread that runs this now, and the suspension in line {1} may go on another one; {2}");

    public static readonly DiagnosticDescriptor LongLoop = Suggestion(
        "PG0214", "A long loop lets others run", "This loop never suspends, so no other task of the executor runs before it ends; 'co.Await(Future.Yield())' now and then, if it can be long");

    public static readonly DiagnosticDescriptor WakerDropped = Warning(
        "PG0215", "A future that waits has arranged to be woken", "{0}, so nobody polls it again; keep 'cx.Waker' where it is woken, or hand 'cx' on to what it waits for");

    public static readonly DiagnosticDescriptor AnswerIgnored = Warning(
        "PG0216", "An answer is looked at", "'{0}' {1}; look at its result, or discard it with '_ =' where it cannot matter");

    public static readonly DiagnosticDescriptor RemadeInLoop = Warning(
        "PG0217", "What is made anew in every round of a select loses nothing", "'{0}' is cancelled and made anew in every round in which another one wins, and may lose what it has done; keep it from round to round with 'Future.Race', or mark it [CancelSafe] if nothing is lost");

    public static readonly DiagnosticDescriptor CleanUpInCatch = Warning(
        "PG0218", "Clean-up stands in a finally", "A coroutine that is given up runs no 'catch', so '{0}' is not called then; clean up in a 'finally'");

    public static readonly DiagnosticDescriptor DanglingReference = Error(
        "PG0219", "A reference is not used when its target has gone", "'{0}' refers to what '{1}' held, which was {2} in line {3}; refer to it where it is now, or use the reference before");

    public static readonly DiagnosticDescriptor MissingMachine = Error(
        "PG0901", "A coroutine has no machine", "The machine of '{0}' was not generated although its body has no error that could be seen here; it may use what another source generator emits, which ours cannot see. Move that use into a method that is no coroutine");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "PG0902", "The language version is too low", "Coroutines need C# 14 or newer, but this project is compiled as C# {0}; remove <LangVersion> or raise it");

    // What keeps a coroutine from being compiled cannot be switched off: a machine that only throws would ship in silence.
    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        Make(id, title, message, DiagnosticSeverity.Error, id.StartsWith("PG02", StringComparison.Ordinal) ? [] : [WellKnownDiagnosticTags.NotConfigurable]);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Info);

    // For those who ask for it in their editorconfig.
    private static DiagnosticDescriptor Suggestion(string id, string title, string message) => Make(id, title, message, DiagnosticSeverity.Info, [], isEnabledByDefault: false);

    private static DiagnosticDescriptor Make(string id, string title, string message, DiagnosticSeverity severity, string[]? tags = null, bool isEnabledByDefault = true) => new(
        id, title, message, Category, severity, isEnabledByDefault,
        helpLinkUri: $"https://github.com/pollgen/pollgen/blob/main/docs/rules/{id}.md",
        customTags: tags ?? []);
}
