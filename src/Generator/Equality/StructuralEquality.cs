// In: two products of binding. Out: whether everything that a later stage could see of them is the same. Objects that stand for
// themselves (labels, variables) may be others on either side, as long as they correspond one to one.
// Works on the fields of whatever it meets, so that a new kind of statement cannot be forgotten here.
using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using PollGen.Generator.Diagnostics;

namespace PollGen.Generator.Equality;

/// <summary>Tells whether two graphs of plain objects have the same structure and the same values.</summary>
internal sealed class StructuralEquality
{
    private static readonly ConcurrentDictionary<Type, Func<object, object?>[]> Readers = new();

    private readonly Dictionary<object, object> partners = new(Identity.Instance);
    private readonly HashSet<object> taken = new(Identity.Instance);

    public static bool AreEqual(object? left, object? right) => new StructuralEquality().Compare(left, right);

    private bool Compare(object? left, object? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        var type = left.GetType();
        if (type != right.GetType())
            return false;
        if (type.IsPrimitive || type.IsEnum || left is string)
            return left.Equals(right);
        // Positions in a file are for messages, which are made while binding; the text that follows has lines only.
        if (left is SourceRange)
            return true;
        if (!type.IsValueType)
        {
            // One object may be met again, on either side only together with its partner.
            if (partners.TryGetValue(left, out var partner))
                return ReferenceEquals(partner, right);
            if (!taken.Add(right))
                return false;
            partners.Add(left, right);
        }

        // An immutable array is a struct around an array, which may be missing.
        return !type.IsValueType && left is IEnumerable items ? CompareItems(items, (IEnumerable)right) : CompareFields(type, left, right);
    }

    private bool CompareItems(IEnumerable left, IEnumerable right)
    {
        var others = right.GetEnumerator();
        foreach (var item in left)
        {
            if (!others.MoveNext() || !Compare(item, others.Current))
                return false;
        }

        return !others.MoveNext();
    }

    private bool CompareFields(Type type, object left, object right)
    {
        foreach (var read in Readers.GetOrAdd(type, ReadersOf))
        {
            if (!Compare(read(left), read(right)))
                return false;
        }

        return true;
    }

    private static Func<object, object?>[] ReadersOf(Type type)
    {
        var readers = new List<Func<object, object?>>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                var target = Expression.Parameter(typeof(object));
                var value = Expression.Convert(Expression.Field(Expression.Convert(target, level), field), typeof(object));
                readers.Add(Expression.Lambda<Func<object, object?>>(value, target).Compile());
            }
        }

        return [.. readers];
    }

    private sealed class Identity : IEqualityComparer<object>
    {
        public static readonly Identity Instance = new();

        bool IEqualityComparer<object>.Equals(object? left, object? right) => ReferenceEquals(left, right);

        public int GetHashCode(object value) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value);
    }
}
