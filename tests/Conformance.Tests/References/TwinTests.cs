using System.Reflection;
using PollGen.Conformance.Tests.Programs.References;
using PollGen.CompilerServices;

namespace PollGen.Conformance.Tests.References;

/// <summary>A ref struct is taken apart by way of another one that has to lie in memory as it does.</summary>
public class TwinTests
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    [Theory]
    [InlineData("Reader", 4)]
    [InlineData("Total", 3)]
    [InlineData("Splitter", 4)]
    [InlineData("Lines", 4)]
    public void A_twin_has_the_fields_of_its_ref_struct_in_their_order(string name, int count)
    {
        var holder = typeof(Holders).GetNestedType(name, BindingFlags.NonPublic)!;
        var twins = typeof(Holders).GetNestedTypes(BindingFlags.NonPublic).Where(type => type.Name.EndsWith($"Machine{name}Parts", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(twins);
        Assert.Equal(count, Leaves(holder).Count());
        Assert.All(twins, twin => Assert.Equal(Leaves(holder), Leaves(twin)));
    }

    [Theory]
    [InlineData(typeof(Span<byte>.Enumerator))]
    [InlineData(typeof(ReadOnlySpan<byte>.Enumerator))]
    public void The_runtime_makes_the_enumerator_of_a_span_of_what_is_known(Type enumerator)
    {
        SpanEnumeratorParts<byte>.Check();
        SpanEnumeratorParts<string>.Check();
        Assert.Equal(Leaves(typeof(SpanEnumeratorParts<byte>)), Leaves(enumerator).Select(type => type == typeof(ReadOnlySpan<byte>) ? typeof(Span<byte>) : type));
    }

    // The structs that stand in others have twins too.
    private static IEnumerable<Type> Leaves(Type type) => type.GetFields(Fields).OrderBy(field => field.MetadataToken)
        .SelectMany(field => field.FieldType.DeclaringType == typeof(Holders) ? Leaves(field.FieldType) : [field.FieldType]);
}
