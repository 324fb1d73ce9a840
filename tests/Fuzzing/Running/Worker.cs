using System.Reflection;
using System.Runtime.Loader;
using PollGen.Conformance.Tests.Testing;
using PollGen.Fuzzing.Cancelling;

namespace PollGen.Fuzzing.Running;

/// <summary>The process that runs programs: it reads assemblies from its input and writes what became of each program to its output.</summary>
/// <remarks>A process of its own, because a wrong machine may loop or take its process down, and because a small heap is compacted fast.</remarks>
internal static class Worker
{
    public const string Command = "--worker";

    /// <summary>Written when a program has run directly, before its machine is polled: what dies or loops earlier is no fault of ours.</summary>
    public const string DirectlyRun = "directly";

    private const int MostCancellations = 40;

    private static readonly Mode[] Modes = [Mode.DirectPending, Mode.Ready, Mode.Pending, Mode.Disturbed, Mode.Threads, Mode.Joined, Mode.Spawned];

    public static void Serve(Stream input, Stream output)
    {
        using var reader = new BinaryReader(input);
        using var writer = new BinaryWriter(output);
        while (true)
        {
            int length;
            try
            {
                length = reader.ReadInt32();
            }
            catch (EndOfStreamException)
            {
                return;
            }

            byte[] image = reader.ReadBytes(length);
            string[] skipped = reader.ReadString().Split(' ');
            RunAll(image, skipped, writer);
        }
    }

    private static void RunAll(byte[] image, string[] skipped, BinaryWriter writer)
    {
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(image));
        foreach (var program in CoroutineProgram.FindIn(assembly))
        {
            string name = program.Name.Split('.')[0];
            var oracle = assembly.GetType($"Fuzz.Programs.{name}{OracleWriter.Suffix}")?.GetMethod("Main");
            if (skipped.Contains(name))
                continue;
            writer.Write(name);
            writer.Flush();
            var specification = program.RunDirectly(new Trace(Script.AllReady));
            writer.Write(DirectlyRun);
            writer.Flush();
            writer.Write(Run(program, specification, oracle));
            writer.Flush();
        }

        writer.Write("");
        writer.Flush();
        context.Unload();
    }

    /// <summary>What was wrong; nothing if every run did what direct execution does.</summary>
    private static string Run(CoroutineProgram program, Outcome specification, MethodInfo? oracle)
    {
        if (specification.Violations.Count > 0)
            return $"direct execution: {specification.Violations[0]}";
        string differences = "";
        bool collects = Random.Shared.Next(4) == 0;
        foreach (Mode mode in Modes)
        {
            if (mode != Mode.Joined || !program.IsAlone)
                differences = Try(mode, () => Agreement.Check(program, specification, mode, collects));
            if (differences.Length > 0)
                return differences;
        }

        return oracle is null ? "" : Try(Mode.Cancelled, () => Cancel(program.WithOracle(oracle)));
    }

    private static void Cancel(CoroutineProgram program)
    {
        for (int suspension = 1; suspension <= MostCancellations && Agreement.CancelAt(program, suspension); suspension++)
        {
        }
    }

    private static string Try(Mode mode, Action check)
    {
        try
        {
            check();
            return "";
        }
        catch (Exception e)
        {
            return $"{mode}: {e.Message}{(e is Xunit.Sdk.XunitException ? "" : "\n" + e.StackTrace)}";
        }
    }
}
