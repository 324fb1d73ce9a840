using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace PollGen.Generator.Tests.Testing;

/// <summary>Emitted programs in memory, loaded beside each other: the library that a program was built against can be another one.</summary>
internal sealed class LoadedProgram : IDisposable
{
    private readonly AssemblyLoadContext context = new(name: null, isCollectible: true);

    /// <summary>The assemblies that others refer to come first.</summary>
    public LoadedProgram(params Binary[] binaries)
    {
        var loaded = new Dictionary<string, Assembly>();
        context.Resolving += (_, name) => loaded.GetValueOrDefault(name.Name!);
        foreach (var binary in binaries)
            loaded[binary.Name] = Main = context.LoadFromStream(new MemoryStream(binary.Assembly), new MemoryStream(binary.Symbols));
    }

    /// <summary>The last one.</summary>
    public Assembly Main { get; } = null!;

    /// <summary>Calls a static method without parameters; its exception is thrown as it is.</summary>
    public object? Run(string type, string method)
    {
        var target = Main.GetType(type, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return target.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    public void Dispose() => context.Unload();
}

/// <summary>An emitted assembly and its portable PDB.</summary>
internal sealed record Binary(string Name, byte[] Assembly, byte[] Symbols)
{
    public static Binary Of(ProgramRun run) => Of(run.ShouldBuild().Output);

    public static Binary Of(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return new Binary(compilation.AssemblyName!, assembly.ToArray(), symbols.ToArray());
    }

    public MetadataReference AsReference() => MetadataReference.CreateFromImage(Assembly);
}
