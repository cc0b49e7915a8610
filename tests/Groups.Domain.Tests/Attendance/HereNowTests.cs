using FsCheck;
using FsCheck.Fluent;
using Groups.Domain.Attendance;
using NodaTime;

namespace Groups.Domain.Tests.Attendance;

public sealed class HereNowTests
{
    private static readonly Guid Session = Guid.NewGuid();
    private static readonly Guid Jean = Guid.NewGuid();

    private static Gen<Fact> Facts =>
        from kind in Gen.Elements(FactKind.Arrived, FactKind.Arrived, FactKind.WalkIn, FactKind.Left, FactKind.Headcount)
        from person in Gen.Elements<Guid?>(Jean, new Guid(2, 0, 0, new byte[8]), new Guid(3, 0, 0, new byte[8]))
        from way in Gen.Elements<Presence?>(null, Presence.Online, Presence.Phone)
        from count in Gen.Choose(0, 6)
        from minute in Gen.Choose(0, 5)
        select Of(kind, kind is FactKind.Arrived or FactKind.Left ? person : null, "Jo", count, null, minute, way);

    [Fact]
    public void Everybody_who_came_is_in_the_room_elsewhere_or_went_home() => Prop.ForAll(Arb.From(Gen.ArrayOf(Facts)), facts =>
    {
        var register = Register.Of(facts);
        var here = HereNow.Of(register);
        return here.InRoom + here.Elsewhere + here.WentHome == (register.Headcount ?? 0) && here.InRoom >= here.OnlyCounted;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Undoing_every_leaving_of_a_row_brings_them_back_under_whatever_name_they_left() => Prop.ForAll(Arb.From(Gen.ArrayOf(Facts)), facts =>
    {
        var register = Register.Of(facts);
        var back = register.With(register.Arrivals.Concat(register.Others).SelectMany(register.LeavingsOf).Distinct().Select(Undo));
        return HereNow.Of(back).WentHome == 0 && back.Headcount == register.Headcount;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Who_left_as_a_walk_in_and_was_named_later_is_brought_back_too()
    {
        var walkIn = Of(FactKind.WalkIn, name: "Jo", minute: 1);
        var left = Of(FactKind.Left, undoes: walkIn.Id, minute: 2);
        var register = Register.Of([walkIn, left, Of(FactKind.Merged, Jean, undoes: walkIn.Id, minute: 3)]);
        HereNow.Of(register).ShouldBe(new HereNow(0, 0, 0, 1));
        register.LeavingsOf(register.Arrivals.Single()).ShouldBe([left.Id]);
        HereNow.Of(register.With([Undo(left.Id)])).ShouldBe(new HereNow(1, 0, 0, 0));
    }

    [Fact]
    public void Those_who_were_only_counted_are_in_the_room_and_those_online_are_not()
    {
        var register = Register.Of([Of(FactKind.Arrived, Jean), Of(FactKind.Arrived), Of(FactKind.WalkIn, name: "Jo", way: Presence.Online), Of(FactKind.Headcount, count: 8)]);
        HereNow.Of(register).ShouldBe(new HereNow(7, 5, 1, 0));
    }

    private static Fact Undo(Guid id) => Of(FactKind.Undone, undoes: id, minute: 9);

    private static Fact Of(FactKind kind, Guid? person = null, string? name = null, int? count = null, Guid? undoes = null, int minute = 1, Presence? way = null) =>
        new(Guid.NewGuid(), Session, kind, person, name, count, undoes, Instant.FromUnixTimeSeconds(60 * minute), way);
}
