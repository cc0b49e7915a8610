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

    private static Fact Arrived(int minute) => new(Guid.NewGuid(), Session, FactKind.Arrived, People[0], null, null, null, Instant.FromUnixTimeSeconds(60 * minute));

    private static Fact Undo(Guid id) => new(Guid.NewGuid(), Session, FactKind.Undone, null, null, null, id, Instant.FromUnixTimeSeconds(600));

    private static Fact Of(FactKind kind, string? name = null, int? count = null, int minute = 1) =>
        new(Guid.NewGuid(), Session, kind, null, name, count, null, Instant.FromUnixTimeSeconds(60 * minute));

    private static string Said(Register register) =>
        $"{register.Headcount} {register.Counted} {string.Join(',', register.CountFactIds)} {string.Join(';', register.Arrivals.Concat(register.Others).Select(a => $"{a.Id} {a.Name} {a.At} {a.HasLeft} {a.Way} {string.Join(',', a.FactIds)}"))} {string.Join(';', register.Checks.Select(c => $"{c.Item} {c.At} {string.Join(',', c.FactIds)}"))}";
}
