using System.Runtime.InteropServices;
using PollGen.CompilerServices;
using PollGen.Conformance.Tests.Testing;

namespace PollGen.Runtime.Tests.CompilerServices;

/// <summary>What a frame keeps for a reference into a collection or a memory. Some of it has no public name in the base library: these tests say so when it has changed.</summary>
public class OwnersTests
{
    [Fact]
    public void The_owner_of_a_lists_elements_is_its_array()
    {
        var list = new List<long>(2) { 1, 2 };
        object? owner = Owners.OfList(list);
        var before = CollectionsMarshal.AsSpan(list);
        Assert.IsType<long[]>(owner);
        list.Add(3);
        Assert.Equal([1, 2], KeptIn(Extent.OfElements<long>(owner), before).ToArray());
        Assert.NotSame(owner, Owners.OfList(list));
        Assert.Null(Owners.OfList<long>(null));
        Assert.True(Extent.OfElements<long>(null).Span<long>(Extent.Nowhere, 0).IsEmpty);
    }

    [Fact]
    public void The_owner_of_a_dictionarys_value_is_the_array_of_its_entries()
    {
        Holds(new Dictionary<int, byte> { [1] = 2, [3] = 4 }, 3);
        Holds(new Dictionary<string, object> { ["a"] = "b", ["c"] = "d" }, "c");
        Holds(new Dictionary<Guid, (string, byte)> { [Guid.Empty] = ("a", 1) }, Guid.Empty);
        Assert.Null(Owners.OfEntry<int, int>(null, 1));
        Assert.Null(Owners.OfEntry<int, int>([], 1));
    }

    [Fact]
    public void A_value_stays_where_it_is_when_the_dictionary_grows()
    {
        var table = new Dictionary<int, int> { [1] = 10 };
        object? owner = Owners.OfEntry(table, 1);
        ref int value = ref CollectionsMarshal.GetValueRefOrNullRef(table, 1);
        Extent.OfEntries<int, int>(owner).Save(in value, out nint offset);
        for (var i = 2; i < 50; i++)
            table[i] = i;
        table[1] = 20;
        Assert.Equal(10, Extent.OfEntries<int, int>(owner).Reference<int>(offset));
    }

    [Fact]
    public void What_lies_elsewhere_is_not_an_entry()
    {
        var table = new Dictionary<int, int> { [1] = 10 };
        var other = 5;
        Assert.Throws<InvalidOperationException>(() => Extent.OfEntries<int, int>(Owners.OfEntry(table, 1)).Save(in other, out nint _));
        Assert.Throws<InvalidOperationException>(() => Extent.OfEntries<int, int>(Owners.OfEntry(table, 1)).Reference<int>(1 << 20));
    }

    [Fact]
    public void Where_lists_and_dictionaries_are_not_known_they_are_asked_anew()
    {
        var list = new List<int> { 1, 2 };
        Assert.Equal([2], Extent.OfElements<int>(list).Span<int>(sizeof(int), 1).ToArray());
        var table = new Dictionary<string, int> { ["a"] = 10, ["b"] = 20 };
        var found = new Owners.FoundByKey<string, int>(table, "b");
        Assert.Equal(20, Extent.OfFoundByKey<string, int>(found).Reference<int>(0));
        table.Remove("b");
        Assert.Throws<InvalidOperationException>(() => Extent.OfFoundByKey<string, int>(found).Reference<int>(0));
        Assert.Throws<InvalidOperationException>(() => Extent.OfFoundByKey<string, int>(null).Reference<int>(0));
    }

    [Fact]
    public void The_owner_of_a_memory_is_what_it_was_made_of()
    {
        var array = new int[4];
        Assert.Same(array, Owners.OfMemory<int>(array.AsMemory(1, 2)));
        Assert.Same("text", Owners.OfMemory("text".AsMemory(1)));
        using var manager = new LentMemory(3);
        Assert.Same(manager, Owners.OfMemory<int>(manager.Memory[1..]));
        Assert.Equal(3, Extent.OfElements<int>(manager).Span<int>(0, 3).Length);
        Assert.Equal("ext", Extent.OfElements<char>("text").Span<char>(sizeof(char), 3).ToString());
        Assert.True(Extent.OfElements<int>(Owners.OfMemory<int>(default)).Span<int>(Extent.Nowhere, 0).IsEmpty);
    }

    [Fact]
    public void An_array_of_a_type_that_is_as_good_is_one()
    {
        var strings = new[] { "a", "b" };
        var signed = new sbyte[] { 1, 2, 3 };
        Assert.Equal("b", Extent.OfElements<object>(Owners.OfMemory<object>(strings)).Reference<object>(IntPtr.Size));
        Assert.Equal(3, Extent.OfElements<byte>(Owners.OfMemory<byte>((byte[])(object)signed)).Reference<byte>(2));
    }

    [Fact]
    public void Finding_an_owner_allocates_nothing()
    {
        var list = new List<int> { 1 };
        var table = new Dictionary<string, int> { ["a"] = 1 };
        ReadOnlyMemory<char> text = "text".AsMemory();
        long before = 0;
        for (var i = 0; i < 200; i++)
        {
            if (i == 100)
                before = GC.GetAllocatedBytesForCurrentThread();
            GC.KeepAlive(Owners.OfList(list));
            GC.KeepAlive(Owners.OfEntry(table, "a"));
            GC.KeepAlive(Owners.OfMemory(text));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Nothing_else_owns_elements() => Assert.Throws<InvalidOperationException>(() => Extent.OfElements<int>(new object()).Span<int>(0, 1).Length);

    private static void Holds<TKey, TValue>(Dictionary<TKey, TValue> table, TKey key)
        where TKey : notnull
    {
        object? owner = Owners.OfEntry(table, key);
        Assert.IsAssignableFrom<Array>(owner);
        ref TValue value = ref CollectionsMarshal.GetValueRefOrNullRef(table, key);
        Extent.OfEntries<TKey, TValue>(owner).Save(in value, out nint offset);
        Assert.Equal(table[key], Extent.OfEntries<TKey, TValue>(owner).Reference<TValue>(offset));
    }

    private static Span<T> KeptIn<T>(Extent memory, Span<T> span)
    {
        memory.Save<T>(span, out nint offset, out int length);
        return memory.Span<T>(offset, length);
    }
}
