namespace PollGen.Fuzzing.Compiling;

/// <summary>What became of one program in the compiler.</summary>
internal enum Verdict
{
    /// <summary>It was compiled and can be run.</summary>
    Compiled,

    /// <summary>It is no valid C#: the writer's or the shrinker's fault.</summary>
    Invalid,

    /// <summary>A coroutine in it was refused with a diagnostic.</summary>
    Refused,

    /// <summary>The generated code does not compile.</summary>
    Broken,

    /// <summary>The generator threw.</summary>
    Crashed,
}

/// <summary>A program's verdict, and what was said about it.</summary>
internal sealed record Judged(Verdict Verdict, string Message = "");
