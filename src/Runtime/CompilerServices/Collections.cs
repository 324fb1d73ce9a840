using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PollGen.CompilerServices;

/// <summary>What the collections of the base library keep their elements in. It has no public name, so it is looked whether it is as it is known here.</summary>
internal static class Collections
{
    /// <summary>Whether a list keeps its elements in the array that <see cref="ItemsOf"/> gives.</summary>
    public static readonly bool ListsAreAsKnown = CompareList();

    private static readonly bool DictionariesAreAsKnown = CompareDictionary();

    /// <summary>The array that a list keeps its elements in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T[] ItemsOf<T>(List<T> list) => Items<T>.Of(list);

    private static bool CompareList()
    {
        try
        {
            List<int> list = [1, 2, 3];
            return Unsafe.AreSame(ref MemoryMarshal.GetReference(CollectionsMarshal.AsSpan(list)), ref MemoryMarshal.GetArrayDataReference(ItemsOf(list)));
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    // As the base library does it for one type of key and value, it does it for all.
    private static bool CompareDictionary()
    {
        Dictionary<int, int> dictionary = new() { [1] = 2, [3] = 4 };
        if (FindEntries<int, int>() is not { } field || field.GetValue(dictionary) is not Array entries)
            return false;
        ref int value = ref CollectionsMarshal.GetValueRefOrNullRef(dictionary, 3);
        var distance = Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(entries), ref Unsafe.As<int, byte>(ref value));
        return distance >= 0 && distance + sizeof(int) <= (nint)entries.Length * StrideOf(field);
    }

    private static FieldInfo? FindEntries<TKey, TValue>()
        where TKey : notnull
        => typeof(Dictionary<TKey, TValue>).GetField("_entries", BindingFlags.Instance | BindingFlags.NonPublic) is { FieldType: { IsSZArray: true } type } field && type.GetElementType()!.IsValueType ? field : null;

    private static int StrideOf(FieldInfo entries) => RuntimeHelpers.SizeOf(entries.FieldType.GetElementType()!.TypeHandle);

    private static class Items<T>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_items")]
        public static extern ref T[] Of(List<T> list);
    }

    /// <summary>The array that a dictionary keeps its keys and values in; its element is private, and so has no accessor.</summary>
    public static class Entries<TKey, TValue>
        where TKey : notnull
    {
        private static readonly FieldInfo? Field = DictionariesAreAsKnown ? FindEntries<TKey, TValue>() : null;

        /// <summary>How far from one of its elements it is to the next, in bytes; zero where it is not known what dictionaries are made of.</summary>
        public static readonly int Stride = Field is null ? 0 : StrideOf(Field);

        public static object? Of(Dictionary<TKey, TValue> dictionary) => Field!.GetValue(dictionary);
    }
}
