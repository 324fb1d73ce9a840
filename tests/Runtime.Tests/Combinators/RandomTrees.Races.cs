using System.Runtime.ExceptionServices;

namespace PollGen.Runtime.Tests;

internal sealed partial class RandomTrees
{
    /// <summary>A body with a loop over a race, by hand: <c>try { loop over Next } finally { co.Await(race.Leave()); }</c>.</summary>
    private sealed class RaceLoop
    {
        private readonly RandomTrees trees;
        private readonly int depth;
        private readonly Race<BoxedMachine<Bag>, Bag, BoxedMachine<Bag>, Bag> race;
        private readonly List<Bag> taken = [];
        private int rounds;
        private int pending = 2;
        private Future<RaceMachine<Selected<Bag, Bag>>, Selected<Bag, Bag>> next;
        private Future<RaceEndMachine<Selected<Bag, Bag>>, Unit> leave;
        private bool isWaiting;
        private bool isLeaving;
        private bool isLeft;
        private bool isOver;
        private ExceptionDispatchInfo? failure;

        public RaceLoop(RandomTrees trees, int depth)
        {
            this.trees = trees;
            this.depth = depth;
            rounds = trees.random.Next(6);
            race = Future.Race(trees.F(depth), trees.F(depth));
        }

        public bool Poll(in PollContext cx, out Bag result)
        {
            result = null!;
            while (!isLeaving)
            {
                if (!isWaiting && (rounds-- == 0 || pending == 0))
                {
                    Leave();
                    break;
                }

                if (!isWaiting)
                    next = race.Next();
                isWaiting = true;
                if (!next.Poll(in cx, out var won))
                    return false;
                isWaiting = false;
                Take(won);
            }

            if (!PollLeave(in cx))
                return false;
            isOver = true;
            result = trees.New([.. taken]);
            return true;
        }

        public bool PollCancel(in PollContext cx)
        {
            if (isOver)
                return true;
            try
            {
                if (isWaiting && !next.PollCancel(in cx))
                    return false;
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }

            isWaiting = false;
            if (!isLeaving)
                Leave();
            try
            {
                if (!PollLeave(in cx))
                    return false;
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }

            isOver = true;
            foreach (Bag bag in taken)
                bag.Use();
            failure?.Throw();
            return true;
        }

        private void Leave()
        {
            isLeaving = true;
            leave = race.Leave();
        }

        // One that throws is over.
        private bool PollLeave(in PollContext cx)
        {
            bool wasLeft = isLeft;
            isLeft = true;
            return isLeft = wasLeft || leave.Poll(in cx, out _);
        }

        private void Take(Selected<Bag, Bag> won)
        {
            pending--;
            if (won.IsFirst(out var first))
                taken.Add(first);
            else if (won.IsSecond(out var second))
                taken.Add(second);
            switch (trees.random.Next(6))
            {
                case 0:
                    break;
                case 1:
                    race.StopFirst();
                    race.StopSecond();
                    race.SetSecond(trees.F(depth));
                    pending = 1;
                    break;
                case 2:
                    // Where it is pending it is cancelled first.
                    race.SetFirst(trees.F(depth));
                    pending = won.Index == 0 ? pending + 1 : pending;
                    break;
                default:
                    if (won.Index == 0)
                        race.SetFirst(trees.F(depth));
                    else
                        race.SetSecond(trees.F(depth));
                    pending++;
                    break;
            }
        }
    }

    private readonly struct RaceLoopMachine(RaceLoop loop) : IFuture<Bag>
    {
        public bool Poll(in PollContext cx, out Bag result) => loop.Poll(in cx, out result);

        public bool PollCancel(in PollContext cx) => loop.PollCancel(in cx);
    }
}
