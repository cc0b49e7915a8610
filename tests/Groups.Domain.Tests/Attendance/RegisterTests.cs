using FsCheck;
using FsCheck.Fluent;
using Groups.Domain.Attendance;
using NodaTime;

namespace Groups.Domain.Tests.Attendance;

public sealed class RegisterTests
{
    private static readonly Guid Session = Guid.NewGuid();
    private static readonly Guid[] People = [.. Enumerable.Range(1, 4).Select(n => new Guid(n, 0, 0, new byte[8]))];
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 12).Select(n => new Guid(n, 1, 0, new byte[8]))];

    private static Gen<Fact> Facts =>
        from id in Gen.Choose(0, Ids.Length - 1)
        from kind in Gen.Elements(FactKind.Arrived, FactKind.Arrived, FactKind.Left, FactKind.Undone, FactKind.Headcount, FactKind.WalkIn, FactKind.Merged, FactKind.Checked)
        from person in Gen.Elements(People)
        from named in Gen.Elements(true, true, false)
        from way in Gen.Elements<Presence?>(null, Presence.Online, Presence.Phone)
        from item in Gen.Elements(CheckItem.Keys, CheckItem.Locked)
        from undone in Gen.Elements(Ids)
        from count in Gen.Choose(0, 9)
        from minute in Gen.Choose(0, 5)
        select new Fact(Ids[id], Session, kind, kind is FactKind.Left or FactKind.Merged || (kind == FactKind.Arrived && named) ? person : null, "Jo", count,
            kind is FactKind.Undone or FactKind.Merged ? undone : null, Instant.FromUnixTimeSeconds(60 * minute), way, item);

    // A device never makes two facts with one id, so the id decides the fact.
    private static Arbitrary<Fact[]> Taps => Arb.From(Gen.ArrayOf(Facts).Select(facts => facts.DistinctBy(f => f.Id).ToArray()));

    [Fact]
    public void The_order_of_facts_and_facts_sent_twice_change_nothing() => Prop.ForAll(Taps, taps =>
    {
        var said = Said(Register.Of(taps));
        return said == Said(Register.Of(taps.Reverse()))
            && said == Said(Register.Of(taps.Concat(taps)))
            && said == Said(Register.Of(taps.OrderBy(t => t.TappedAt)).With(taps))
            && said == Said(taps.Aggregate(Register.Empty, (register, tap) => register.With([tap])));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Undoing_every_fact_of_a_row_takes_the_arrival_back_even_when_two_people_tapped_it()
    {
        var taps = new[] { Arrived(1), Arrived(2) };
        var both = Register.Of(taps);
        both.Arrivals.Single().FactIds.Count.ShouldBe(2);
        both.With(both.Arrivals.Single().FactIds.Select(Undo)).Headcount.ShouldBeNull();
        both.With([Undo(taps[0].Id)]).Headcount.ShouldBe(1);
    }

    [Fact]
    public void A_headcount_never_hides_names()
    {
        var names = Register.Of([Arrived(1), Of(FactKind.WalkIn, name: "Jo"), Of(FactKind.Headcount, count: 1)]);
        names.Headcount.ShouldBe(2);
        names.With([Of(FactKind.Headcount, count: 9, minute: 2)]).Headcount.ShouldBe(9);
    }

    [Fact]
    public void A_walk_in_who_is_somebody_of_the_list_counts_once_from_when_they_came_and_the_last_to_say_who_is_believed()
    {
        var walkIn = Of(FactKind.WalkIn, name: "Aggie", minute: 1);
        var (first, second) = (Merged(walkIn, People[0], 5), Merged(walkIn, People[1], 6));

        var register = Register.Of([second, walkIn, first]);

        register.Others.ShouldBeEmpty();
        var arrival = register.Arrivals.Single();
        (arrival.PersonId, arrival.At, register.Headcount).ShouldBe((People[1], walkIn.TappedAt, 1));
        register.With([Undo(second.Id)]).Arrivals.Single().PersonId.ShouldBe(People[0]);
        register.With([Undo(second.Id), Undo(first.Id)]).Others.Single().Name.ShouldBe("Aggie");
    }

    [Fact]
    public void Somebody_unnamed_counts_once_a_tap_and_so_does_a_person_whose_name_was_erased()
    {
        var register = Register.Of([Of(FactKind.Arrived), Of(FactKind.Arrived), Arrived(1)]);
        (register.Headcount, register.Others.Count).ShouldBe((3, 2));
        register.Others.ShouldAllBe(o => o.Name == null && o.PersonId == null);
    }

    [Fact]
    public void Who_went_home_is_still_counted_and_who_came_back_is_here_again()
    {
        var walkIn = Of(FactKind.WalkIn, name: "Jo", minute: 1);
        var left = new Fact(Guid.NewGuid(), Session, FactKind.Left, null, null, null, walkIn.Id, Instant.FromUnixTimeSeconds(180));
        var home = Register.Of([Arrived(1), walkIn, left, new Fact(Guid.NewGuid(), Session, FactKind.Left, People[0], null, null, null, Instant.FromUnixTimeSeconds(240))]);
        (home.Headcount, home.Arrivals.Single().HasLeft, home.Others.Single().HasLeft).ShouldBe((2, true, true));
        var again = home.With([Arrived(5), Undo(left.Id)]);
        (again.Headcount, again.Arrivals.Single().HasLeft, again.Others.Single().HasLeft).ShouldBe((2, false, false));
    }

    [Fact]
    public void Joining_online_or_by_phone_counts_the_same_and_the_last_way_is_kept()
    {
        var online = new Fact(Guid.NewGuid(), Session, FactKind.Arrived, People[1], null, null, null, Instant.FromUnixTimeSeconds(60), Presence.Online);
        var register = Register.Of([Arrived(1), online]);
        register.Headcount.ShouldBe(2);
        register.Arrivals.Single(a => a.Id == People[1]).Way.ShouldBe(Presence.Online);
        register.With([new Fact(Guid.NewGuid(), Session, FactKind.Arrived, People[1], null, null, null, Instant.FromUnixTimeSeconds(120))])
            .Arrivals.Single(a => a.Id == People[1]).Way.ShouldBe(Presence.InRoom);
    }

    private static Fact Merged(Fact walkIn, Guid person, int minute) => new(Guid.NewGuid(), Session, FactKind.Merged, person, null, null, walkIn.Id, Instant.FromUnixTimeSeconds(60 * minute));

    private static Fact Arrived(int minute) => new(Guid.NewGuid(), Session, FactKind.Arrived, People[0], null, null, null, Instant.FromUnixTimeSeconds(60 * minute));

    private static Fact Undo(Guid id) => new(Guid.NewGuid(), Session, FactKind.Undone, null, null, null, id, Instant.FromUnixTimeSeconds(600));

    private static Fact Of(FactKind kind, string? name = null, int? count = null, int minute = 1) =>
        new(Guid.NewGuid(), Session, kind, null, name, count, null, Instant.FromUnixTimeSeconds(60 * minute));

    private static string Said(Register register) =>
        $"{register.Headcount} {register.Counted} {string.Join(',', register.CountFactIds)} {string.Join(';', register.Arrivals.Concat(register.Others).Select(a => $"{a.Id} {a.Name} {a.At} {a.HasLeft} {a.Way} {string.Join(',', a.FactIds)}"))} {string.Join(';', register.Checks.Select(c => $"{c.Item} {c.At} {string.Join(',', c.FactIds)}"))}";
}
