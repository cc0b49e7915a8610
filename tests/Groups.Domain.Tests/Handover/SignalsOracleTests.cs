using FsCheck;
using FsCheck.Fluent;
using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using Groups.Domain.Tests.Sessions;

namespace Groups.Domain.Tests.Handover;

/// <summary>The signals against a slow recomputation that shares nothing with them: loops, indexes and the field guide's numbers as they are printed.</summary>
public sealed class SignalsOracleTests
{
    private static readonly Guid[] Peers = [.. Enumerable.Range(1, 4).Select(n => new Guid(n, 0, 0, new byte[8]))];
    private static readonly Duty[] Key = [Duty.OpenVenue, Duty.Welcome, Duty.Lead, Duty.Headcount];

    private static Gen<Turn> Turns =>
        from duty in Gen.Elements(Duty.OpenVenue, Duty.Welcome, Duty.Lead, Duty.Headcount, Duty.SetUp)
        from who in Gen.Choose(-1, 3)
        select new Turn(duty, who < 0 ? null : Peers[who]);

    private static Gen<IReadOnlySet<Guid>> SomePeers => Gen.SubListOf(Peers).Select(some => (IReadOnlySet<Guid>)some.ToHashSet());

    private static Gen<HeldSession> HeldSessions =>
        from headcount in Gen.Choose(0, 15)
        from newcomers in Gen.Choose(-1, 3)
        from turns in Gen.ListOf(Turns)
        from came in SomePeers
        from first in SomePeers
        from pulses in Gen.ListOf(Gen.Elements(Enum.GetValues<Pulse>()))
        select new HeldSession(headcount, newcomers < 0 ? null : newcomers, [.. turns.Take(7)], came, first) { Pulses = [.. pulses.Take(3)] };

    private static Arbitrary<HandoverHistory> Cases => (
        from pace in Gen.Elements(Pace.Weekly, Pace.Monthly)
        from size in Gen.Choose(0, 20)
        from held in Gen.ListOf(HeldSessions, size)
        from outcomes in Gen.ListOf(Gen.Elements(true, false))
        from willing in Gen.SubListOf(Peers.SelectMany(p => Key.Select(d => (p, d))).ToArray())
        from next in Gen.ListOf(Gen.ListOf(Turns))
        select new HandoverHistory(pace, [.. held], [.. outcomes], willing.ToHashSet(), [.. next.Select(turns => (IReadOnlyList<Turn>)[.. turns.Take(3)])])).ToArbitrary();

    [Fact]
    public void The_signals_agree_with_a_slow_recomputation() => Prop.ForAll(Cases, history =>
    {
        var signals = Signals.Of(history, HandoverNumbers.Default);
        signals[SignalKind.PeerLed].Value.ShouldBe(PeerLed(history));
        signals[SignalKind.Cover].Value.ShouldBe(Cover(history));
        signals[SignalKind.Load].Value.ShouldBe(Load(history));
        signals[SignalKind.AbsenceRetention].Value.ShouldBe(Retention(history));
        signals[SignalKind.Trend].Value.ShouldBe(Trend(history));
        signals[SignalKind.NewPeople].Value.ShouldBe(NewPeople(history));
        signals[SignalKind.NewcomerReturn].Value.ShouldBe(Returned(history));
        signals[SignalKind.Reliability].Value.ShouldBe(Reliability(history));
        signals[SignalKind.NextCover].Value.ShouldBe(Next(history));
        signals[SignalKind.LeadPulse].Value.ShouldBe(Pulses(history));
        signals[SignalKind.PeerLed].Sentence.Contains("together with the worker", StringComparison.Ordinal).ShouldBe(Together(history) > 0 && history.Held.Count >= W(history));
    }).Check(RecurrenceGenerators.Config(1000));

    private static int W(HandoverHistory h) => h.Pace == Pace.Weekly ? 8 : 4;

    private static List<HeldSession> Last(HandoverHistory h, int count)
    {
        var last = new List<HeldSession>();
        for (var i = h.Held.Count - 1; i >= 0 && last.Count < count; i--)
        {
            last.Insert(0, h.Held[i]);
        }

        return last;
    }

    private static bool Did(HeldSession s, Duty duty, Guid? who)
    {
        foreach (var turn in s.Turns)
        {
            if (turn.Duty == duty && turn.Peer == who)
            {
                return true;
            }
        }

        return false;
    }

    private static bool LedByPeers(HeldSession s) =>
        !Did(s, Duty.Lead, null) && (Did(s, Duty.Lead, Peers[0]) || Did(s, Duty.Lead, Peers[1]) || Did(s, Duty.Lead, Peers[2]) || Did(s, Duty.Lead, Peers[3]));

    private static decimal? PeerLed(HandoverHistory h)
    {
        decimal led = 0;
        Last(h, W(h)).ForEach(s => led += LedByPeers(s) ? 1 : 0);
        return h.Held.Count < W(h) ? null : led / W(h);
    }

    private static int Together(HandoverHistory h)
    {
        var together = 0;
        Last(h, W(h)).ForEach(s => together += Did(s, Duty.Lead, null)
            && (Did(s, Duty.Lead, Peers[0]) || Did(s, Duty.Lead, Peers[1]) || Did(s, Duty.Lead, Peers[2]) || Did(s, Duty.Lead, Peers[3])) ? 1 : 0);
        return together;
    }

    private static decimal? Pulses(HandoverHistory h)
    {
        decimal fine = 0, said = 0;
        for (var i = h.Held.Count - 1; i >= 0 && i > h.Held.Count - 5; i--)
        {
            foreach (var pulse in h.Held[i].Pulses)
            {
                said++;
                fine += pulse == Pulse.Ok ? 1 : 0;
            }
        }

        return said == 0 ? null : fine / said;
    }

    private static decimal? Cover(HandoverHistory h)
    {
        var least = int.MaxValue;
        foreach (var duty in Key)
        {
            var able = 0;
            foreach (var peer in Peers)
            {
                var times = 0;
                Last(h, 12).ForEach(s => times += Did(s, duty, peer) ? 1 : 0);
                able += times >= 2 && h.Willing.Contains((peer, duty)) ? 1 : 0;
            }

            least = Math.Min(least, able);
        }

        return h.Held.Count < 2 ? null : least;
    }

    private static decimal? Load(HandoverHistory h)
    {
        var done = new Dictionary<Guid, int>();
        decimal all = 0;
        foreach (var s in Last(h, W(h)))
        {
            foreach (var turn in s.Turns)
            {
                all++;
                if (turn.Peer is { } peer)
                {
                    done[peer] = done.GetValueOrDefault(peer) + 1;
                }
            }
        }

        var most = 0;
        foreach (var (_, times) in done)
        {
            most = Math.Max(most, times);
        }

        return h.Held.Count < W(h) || all == 0 ? null : most / all;
    }

    private static decimal? Retention(HandoverHistory h)
    {
        List<int> with = [], without = [];
        foreach (var s in Last(h, 12))
        {
            var worker = false;
            foreach (var turn in s.Turns)
            {
                worker |= turn.Peer is null;
            }

            if (worker)
            {
                with.Add(s.Headcount);
            }
            else if (LedByPeers(s))
            {
                without.Add(s.Headcount);
            }
        }

        var each = h.Pace == Pace.Weekly ? 3 : 2;
        return with.Count < each || without.Count < each || Middle(with) == 0 ? null : Middle(without) / Middle(with);
    }

    private static decimal? Trend(HandoverHistory h)
    {
        var each = h.Pace == Pace.Weekly ? 6 : 3;
        if (h.Held.Count < each * 2)
        {
            return null;
        }

        List<int> early = [], late = [];
        for (var i = 1; i <= each; i++)
        {
            late.Add(h.Held[^i].Headcount);
            early.Add(h.Held[^(i + each)].Headcount);
        }

        return Middle(early) == 0 ? null : Middle(late) / Middle(early);
    }

    private static decimal Middle(List<int> numbers)
    {
        // takes the smallest and the largest away until one or two are left
        var left = new List<int>(numbers);
        while (left.Count > 2)
        {
            left.Remove(left.Min());
            left.Remove(left.Max());
        }

        return left.Sum() / (decimal)left.Count;
    }

    private static decimal? NewPeople(HandoverHistory h)
    {
        int? sum = null;
        Last(h, W(h)).ForEach(s => sum = s.Newcomers is { } n ? (sum ?? 0) + n : sum);
        return h.Held.Count < W(h) ? null : sum;
    }

    private static decimal? Returned(HandoverHistory h)
    {
        var last = Last(h, 12);
        decimal first = 0, again = 0;
        for (var i = 0; i < last.Count - 3; i++)
        {
            foreach (var peer in last[i].FirstTime)
            {
                first++;
                again += last[i + 1].Came.Contains(peer) || last[i + 2].Came.Contains(peer) || last[i + 3].Came.Contains(peer) ? 1 : 0;
            }
        }

        return first == 0 ? null : again / first;
    }

    private static decimal? Reliability(HandoverHistory h)
    {
        decimal held = 0;
        for (var i = Math.Max(0, h.Outcomes.Count - W(h)); i < h.Outcomes.Count; i++)
        {
            held += h.Outcomes[i] ? 1 : 0;
        }

        return h.Outcomes.Count < W(h) ? null : held / W(h);
    }

    private static decimal? Next(HandoverHistory h)
    {
        var covered = 0;
        for (var i = 0; i < h.Next.Count && i < 4; i++)
        {
            var named = 0;
            foreach (var peer in Peers)
            {
                var isNamed = false;
                foreach (var turn in h.Next[i])
                {
                    isNamed |= turn.Peer == peer;
                }

                named += isNamed ? 1 : 0;
            }

            covered += named >= 2 ? 1 : 0;
        }

        return h.Next.Count == 0 ? null : covered;
    }
}
