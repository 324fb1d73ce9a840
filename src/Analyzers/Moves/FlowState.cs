using Microsoft.CodeAnalysis;
using PollGen.Analyzers.Flow;

namespace PollGen.Analyzers.Moves;

/// <summary>What is known of one place.</summary>
/// <param name="Stage">What may have happened to what it holds.</param>
/// <param name="Makers">Which values, by number, it may hold that were made in this function.</param>
/// <param name="MovedAt">Where it was read by value.</param>
internal readonly record struct PlaceState(Stage Stage, ulong Makers = 0, IOperation? MovedAt = null)
{
    public PlaceState Or(PlaceState other) => new(Stage | other.Stage, Makers | other.Makers, MovedAt ?? other.MovedAt);

    public bool IsSame(PlaceState other) => Stage == other.Stage && Makers == other.Makers;
}

/// <summary>What is known of all places at one point. A place without an entry is as the nearest one around it.</summary>
internal sealed class FlowState : IFlowState<FlowState>
{
    private readonly Dictionary<Place, PlaceState> places;

    /// <summary>Variables, and values that the graph keeps aside, that say what a poll of a place has answered; null for one that is constant here.</summary>
    private readonly Dictionary<object, Place?> answers;

    /// <summary>Locals that refer to a place, or into one.</summary>
    private readonly Dictionary<ILocalSymbol, Borrow> borrows;

    public FlowState()
    {
        places = [];
        answers = [];
        borrows = new(SymbolEqualityComparer.Default);
    }

    private FlowState(FlowState other)
    {
        places = new(other.places);
        answers = new(other.answers);
        borrows = new(other.borrows, SymbolEqualityComparer.Default);
    }

    public IEnumerable<KeyValuePair<Place, PlaceState>> Entries => places;

    public IEnumerable<KeyValuePair<ILocalSymbol, Borrow>> Borrows => borrows;

    public FlowState Clone() => new(this);

    public Borrow? BorrowOf(ILocalSymbol local) => borrows.TryGetValue(local, out var borrow) ? borrow : null;

    public void SetBorrow(ILocalSymbol local, Borrow? borrow)
    {
        if (borrow is null)
            borrows.Remove(local);
        else
            borrows[local] = borrow;
    }

    public PlaceState this[Place place]
    {
        get
        {
            for (var near = place; near is not null; near = near.Outer)
            {
                if (places.TryGetValue(near, out var state))
                    return state;
            }

            return new(Root(place) is { IsOwn: true, Variable: ILocalSymbol } ? Stage.None : Stage.Fresh);
        }

        set => places[place] = value;
    }

    /// <summary>What may have happened to the place or to a part of it.</summary>
    public PlaceState OfWhole(Place place)
    {
        var state = this[place];
        foreach (var entry in places)
        {
            if (entry.Key.IsIn(place))
                state = state.Or(entry.Value);
        }

        return state;
    }

    /// <summary>Forgets what is known of a place's parts and, unless it gets a state anew, of the place.</summary>
    public void Forget(Func<Place, bool> isMeant)
    {
        foreach (var place in places.Keys.Where(isMeant).ToList())
            places.Remove(place);
        DropAnswers(isMeant);
    }

    /// <summary>A variable says what a poll of a place has answered, or (null) has a constant value.</summary>
    public void Answer(object holder, Place? asked) => answers[holder] = asked;

    public void DropAnswer(object holder) => answers.Remove(holder);

    public Place? AnsweredBy(object holder) => answers.TryGetValue(holder, out var place) ? place : null;

    /// <summary>The place is asked anew: older answers say nothing any more.</summary>
    public void DropAnswers(Place place) => DropAnswers(place.Equals);

    /// <summary>Adds what is known on another path.</summary>
    /// <returns>Whether that was new.</returns>
    public bool Join(FlowState other)
    {
        var changed = false;
        foreach (var place in places.Keys.Concat(other.places.Keys.Where(place => !places.ContainsKey(place))).ToList())
        {
            var before = this[place];
            var joined = before.Or(other[place]);
            if (places.ContainsKey(place) && joined.IsSame(before))
                continue;
            places[place] = joined;
            changed = true;
        }

        return JoinAnswers(other) | JoinBorrows(other) | changed;
    }

    private bool JoinBorrows(FlowState other)
    {
        var changed = false;
        foreach (var entry in other.borrows)
        {
            var known = BorrowOf(entry.Key);
            var joined = known?.Or(entry.Value) ?? entry.Value;
            if (known is not null && joined.IsSame(known))
                continue;
            borrows[entry.Key] = joined;
            changed = true;
        }

        return changed;
    }

    // Where a variable is constant on one path, it tells nothing about the poll there, and the other path alone decides what it means.
    private bool JoinAnswers(FlowState other)
    {
        var changed = false;
        foreach (var holder in answers.Keys.ToList())
        {
            var mine = answers[holder];
            if (!other.answers.TryGetValue(holder, out var theirs) || (mine is not null && theirs is not null && !mine.Equals(theirs)))
                answers.Remove(holder);
            else if (mine is null && theirs is not null)
                answers[holder] = theirs;
            else
                continue;
            changed = true;
        }

        return changed;
    }

    private void DropAnswers(Func<Place, bool> isMeant)
    {
        foreach (var holder in answers.Where(answer => answer.Value is { } place && isMeant(place)).Select(answer => answer.Key).ToList())
            answers.Remove(holder);
    }

    private static Place Root(Place place)
    {
        while (place.Outer is { } outer)
            place = outer;
        return place;
    }
}
