using System.Runtime.CompilerServices;
using PollGen.Generator.Binding;
using PollGen.Generator.Layout;

namespace PollGen.Generator.Tests.Layout;

/// <summary>What the compiler takes for the layout of the base library's structs is what the runtime says.</summary>
public class KnownShapeTests
{
    public static TheoryData<string> Names => [.. ShapeReader.Known.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_what_the_runtime_says(string name)
    {
        var type = typeof(object).Assembly.GetType(name, throwOnError: true)!;
        if (type.IsGenericTypeDefinition)
            type = type.MakeGenericType(typeof(byte));
        var shape = (TypeShape)typeof(KnownShapeTests).GetMethod(nameof(Measured), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, null)!;
        var known = ShapeReader.Known[name];
        Assert.Equal((shape.Size, shape.Alignment, shape.HoldsReferences), (known.Size, known.Alignment, known.HoldsReferences));
        Assert.Equal(known.HoldsReferences, known.References.Count > 0);
    }

    private static TypeShape Measured<T>()
        where T : struct => new(Unsafe.SizeOf<T>(), Unsafe.SizeOf<AfterAByte<T>>() - Unsafe.SizeOf<T>(), RuntimeHelpers.IsReferenceOrContainsReferences<T>(), IsStruct: true);

    private record struct AfterAByte<T>(byte First, T Value);
}
