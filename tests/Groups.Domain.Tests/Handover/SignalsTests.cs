using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using static Groups.Domain.Tests.Handover.Histories;

namespace Groups.Domain.Tests.Handover;

public sealed class SignalsTests
{
    [Fact]
    public void Five_of_the_last_eight_sessions_were_led_by_peers()
    {
        // 9 held: the oldest, peer-led, is outside the window of 8; then 3 by the worker and 5 by peers. 5 ÷ 8 = 0.625
        var signal = Weekly([Session(9, Lead(Tam)), .. Times(3, Session(9, Lead(null))), .. Times(5, Session(9, Lead(Jean)))]).Of(SignalKind.PeerLed);
        signal.Value.ShouldBe(0.625m);
        signal.Shown.ShouldBe("5 of 8");
        signal.Sentence.ShouldBe("5 of the last 8 sessions were led by peers.");
    }

    [Fact]
    public void A_session_led_together_with_the_worker_is_practice_and_not_yet_peer_led()
    {
        // 7 together, 1 by a peer alone. 1 ÷ 8 = 0.125
        var signal = Weekly([.. Times(7, Session(9, Lead(Jean), Lead(null))), Session(9, Lead(Jean))]).Of(SignalKind.PeerLed);
        signal.Value.ShouldBe(0.125m);
        signal.Sentence.ShouldBe("1 of the last 8 sessions was led by peers. 7 more were led together with the worker.");
    }

    [Fact]
    public void With_seven_held_sessions_there_is_not_enough_yet()
    {
        var signal = Weekly(Times(7, Session(9, Lead(Jean)))).Of(SignalKind.PeerLed);
        (signal.Value, signal.Shown).ShouldBe((null, null));
        signal.Sentence.ShouldBe("7 sessions held so far; this needs 8.");
    }

    [Fact]
    public void A_monthly_group_is_seen_over_four_sessions()
    {
        // monthly W = 4: 2 of 4
        var history = Weekly([.. Times(2, Session(9, Lead(null))), .. Times(2, Session(9, Lead(Jean)))]) with { Pace = Pace.Monthly };
        history.Of(SignalKind.PeerLed).Value.ShouldBe(0.5m);
        history.Of(SignalKind.PeerLed).Window.ShouldBe("The last 4 sessions held");
    }

    [Fact]
    public void Cover_is_the_least_number_over_the_four_key_duties()
    {
        // Jean and Tam each did all four twice; leading Tam did once only: open 2, welcome 2, count 2, lead 1. Least: 1
        Turn[] both = [.. new[] { Jean, Tam }.SelectMany(p => new[] { new Turn(Duty.OpenVenue, p), new Turn(Duty.Welcome, p), new Turn(Duty.Headcount, p) })];
        var history = Weekly(Session(9, [.. both, Lead(Jean), Lead(Tam)]), Session(9, [.. both, Lead(Jean)])).WillingToDoAll(Jean, Tam);
        history.Of(SignalKind.Cover).Value.ShouldBe(1);
        history.Of(SignalKind.Cover).Sentence.ShouldBe("Leading rests on one peer. One more makes it safe.");

        // Who handed leading back is no longer willing: 0
        var handedBack = history with { Willing = history.Willing.Where(w => w != (Jean, Duty.Lead)).ToHashSet() };
        handedBack.Of(SignalKind.Cover).Value.ShouldBe(0);
    }

    [Fact]
    public void What_was_done_more_than_twelve_sessions_ago_covers_nothing()
    {
        Turn[] all = [.. Signals.KeyDuties.Select(d => new Turn(d, Jean))];
        Weekly([.. Times(2, Session(9, all)), .. Times(10, Session(9))]).WillingToDoAll(Jean).Of(SignalKind.Cover).Value.ShouldBe(1);
        Weekly([.. Times(2, Session(9, all)), .. Times(11, Session(9))]).WillingToDoAll(Jean).Of(SignalKind.Cover).Value.ShouldBe(0);
    }

    [Fact]
    public void Doing_a_duty_once_in_one_session_is_one_time_however_often_it_was_written_down()
    {
        var twice = Session(9, [.. Signals.KeyDuties.Select(d => new Turn(d, Jean)), .. Signals.KeyDuties.Select(d => new Turn(d, Jean))]);
        Weekly(twice, Session(9)).WillingToDoAll(Jean).Of(SignalKind.Cover).Value.ShouldBe(0);
    }

    [Fact]
    public void Load_is_the_share_of_all_turns_that_the_busiest_peer_did()
    {
        // 8 sessions: Jean leads in each (8), Tam counts in 4 (4), the worker opens in 4 (4): 8 ÷ 16 = 0.5
        var signal = Weekly([.. Times(4, Session(9, Lead(Jean), new(Duty.Headcount, Tam))), .. Times(4, Session(9, Lead(Jean), new(Duty.OpenVenue, null)))]).Of(SignalKind.Load);
        signal.Value.ShouldBe(0.5m);
        signal.Sentence.ShouldBe("The busiest peer did 8 of 16 turns.");
        Weekly(Times(8, Session(9))).Of(SignalKind.Load).Sentence.ShouldBe("Nobody wrote down yet who did what.");
    }

    [Fact]
    public void Absence_retention_compares_the_medians()
    {
        // with the worker 8, 10, 12: median 10. without 7, 8, 9, 20: median (8 + 9) ÷ 2 = 8.5. 8.5 ÷ 10 = 0.85
        var history = Weekly(
            Session(8, Lead(null)), Session(10, Lead(null)), Session(12, Lead(Jean), new(Duty.OpenVenue, null)),
            Session(20, Lead(Jean)), Session(7, Lead(Jean)), Session(9, Lead(Tam)), Session(8, Lead(Tam)));
        var signal = history.Of(SignalKind.AbsenceRetention);
        signal.Value.ShouldBe(0.85m);
        signal.Sentence.ShouldBe("Usually 8.5 come without the worker, and 10 with.");
    }

    [Fact]
    public void Absence_retention_needs_three_of_each_and_two_of_each_in_a_monthly_group()
    {
        var history = Weekly([.. Times(2, Session(10, Lead(null))), .. Times(4, Session(8, Lead(Jean)))]);
        history.Of(SignalKind.AbsenceRetention).Value.ShouldBeNull();
        history.Of(SignalKind.AbsenceRetention).Sentence.ShouldBe("This needs 3 sessions with the worker and 3 without; so far there are 2 and 4.");
        (history with { Pace = Pace.Monthly }).Of(SignalKind.AbsenceRetention).Value.ShouldBe(0.8m);
    }

    [Fact]
    public void A_session_of_which_nobody_wrote_down_who_led_is_on_neither_side()
    {
        var history = Weekly([.. Times(3, Session(10, Lead(null))), .. Times(3, Session(5, new Turn(Duty.Headcount, Jean)))]);
        history.Of(SignalKind.AbsenceRetention).Value.ShouldBeNull();
    }

    [Fact]
    public void The_trend_compares_the_last_six_with_the_six_before()
    {
        // before: 10 10 10 10 10 2, median 10. then: 5 6 6 6 6 30, median 6. 6 ÷ 10 = 0.6. The 99 before both does not count.
        var history = Weekly([.. new[] { 99, 10, 10, 10, 10, 10, 2, 5, 6, 6, 6, 6, 30 }.Select(n => Session(n))]);
        history.Of(SignalKind.Trend).Value.ShouldBe(0.6m);
        history.Of(SignalKind.Trend).Sentence.ShouldBe("About 6 come now; before that it was 10.");

        // monthly 3 and 3: 6 6 30 median 6; before 5 6 6 median 6; 1
        (history with { Pace = Pace.Monthly }).Of(SignalKind.Trend).Value.ShouldBe(1m);
    }

    [Fact]
    public void Nobody_at_all_in_the_earlier_half_is_not_divided_by() =>
        Weekly([.. Times(6, Session(0)), .. Times(6, Session(4))]).Of(SignalKind.Trend).Value.ShouldBeNull();

    [Fact]
    public void New_people_are_added_up_and_unknown_is_not_nought()
    {
        var unknown = Session(9) with { Newcomers = null };
        Weekly([.. Times(6, unknown), Session(9) with { Newcomers = 2 }, Session(9) with { Newcomers = 1 }]).Of(SignalKind.NewPeople).Value.ShouldBe(3);
        Weekly(Times(8, unknown)).Of(SignalKind.NewPeople).Value.ShouldBeNull();
        Weekly(Times(8, Session(9))).Of(SignalKind.NewPeople).Sentence.ShouldBe("Nobody new came. Quiet weeks are normal.");
    }

    [Fact]
    public void A_newcomer_who_comes_again_within_three_sessions_has_returned()
    {
        // Jean first at 1, again at 4: 3 later, yes. Tam first at 1, again at 5: 4 later, no. Amina first at 4: only one session since, not asked yet.
        HeldSession Came(Guid[] came, params Guid[] first) => new(9, 0, [], came.ToHashSet(), first.ToHashSet());
        var signal = Weekly(Came([Jean, Tam], Jean, Tam), Came([]), Came([]), Came([Jean, Amina], Amina), Came([Tam])).Of(SignalKind.NewcomerReturn);
        signal.Value.ShouldBe(0.5m);
        signal.Sentence.ShouldBe("1 of 2 newcomers came again within 3 sessions.");
    }

    [Fact]
    public void Reliability_is_held_of_planned()
    {
        // the oldest of 9 is outside; 2 of 8 were not held: 6 ÷ 8 = 0.75
        var history = Weekly() with { Outcomes = [false, true, true, false, true, true, false, true, true] };
        history.Of(SignalKind.Reliability).Value.ShouldBe(0.75m);
        (Weekly() with { Outcomes = [true] }).Of(SignalKind.Reliability).Sentence.ShouldBe("1 session planned and over so far; this needs 8.");
    }

    [Fact]
    public void The_next_four_sessions_are_covered_where_two_different_peers_are_named()
    {
        // two peers; one peer twice; peer and worker; nobody; and a fifth that does not count: 1 of 4
        IReadOnlyList<Turn> two = [Lead(Jean), new(Duty.OpenVenue, Tam)];
        var history = Weekly() with { Next = [two, [Lead(Jean), new(Duty.OpenVenue, Jean)], [Lead(Jean), new(Duty.OpenVenue, null)], [], two] };
        history.Of(SignalKind.NextCover).Value.ShouldBe(1);
        history.Of(SignalKind.NextCover).Sentence.ShouldBe("Of the next 4 sessions: 1 has 2 peers named.");
        (Weekly() with { Next = [two] }).Of(SignalKind.NextCover).Sentence.ShouldBe("Only 1 session planned: it has 2 peers named.");
        Weekly().Of(SignalKind.NextCover).Value.ShouldBeNull();
    }

    [Fact]
    public void Sessions_led_together_are_said_beside_the_share_and_are_sessions_with_the_worker()
    {
        // 8 held: 3 by Jean alone, 4 by Jean and the worker, 1 by the worker alone. 3 ÷ 8 = 0.375; the worker was there 5 times
        var history = Weekly([.. Times(3, Session(9, Lead(Jean))), .. Times(4, Session(9, Lead(Jean), Lead(null))), Session(9, Lead(null))]);
        history.Of(SignalKind.PeerLed).Value.ShouldBe(0.375m);
        history.Of(SignalKind.PeerLed).Sentence.ShouldBe("3 of the last 8 sessions were led by peers. 4 more were led together with the worker.");
        history.Held.Count(s => s.WorkerWasThere == true).ShouldBe(5);
        history.Held.Count(s => s.WorkerWasThere == false).ShouldBe(3);
    }

    [Fact]
    public void The_lead_pulse_counts_what_was_said_in_the_last_four_sessions_held()
    {
        // 5 held; the oldest does not count. Then fine + too much, nothing, fine, a bit much: 2 of 4 were fine = 0.5
        HeldSession Said(params Pulse[] pulses) => Session(9) with { Pulses = pulses };
        var signal = Weekly(Said(Pulse.TooMuch), Said(Pulse.Ok, Pulse.TooMuch), Said(), Said(Pulse.Ok), Said(Pulse.ABitMuch)).Of(SignalKind.LeadPulse);
        signal.Value.ShouldBe(0.5m);
        signal.Shown.ShouldBe("2 of 4");
        signal.Window.ShouldBe("The last 4 sessions held");
        signal.Sentence.ShouldBe("Those who led said it was fine twice, a bit much once, too much once.");
        Weekly(Said(), Said(Pulse.Ok)).Of(SignalKind.LeadPulse).Sentence.ShouldBe("Those who led said it was fine once.");
        // said five sessions ago, nothing since
        Weekly([Said(Pulse.Ok), .. Times(4, Said())]).Of(SignalKind.LeadPulse).Sentence.ShouldBe("Nobody said yet how it was to lead.");
    }

    [Fact]
    public void A_group_that_only_counts_heads_gets_every_signal_but_those_that_need_a_name()
    {
        // no name and no newcomer is known at any of 12; 9 came with the worker at 6 of them, 9 at the other 6
        HeldSession counted(Guid? lead) => new(9, null, [.. Signals.KeyDuties.Select(d => new Turn(d, lead))], new HashSet<Guid>(), new HashSet<Guid>()) { Pulses = [Pulse.Ok] };
        var history = Weekly([.. Times(6, counted(null)), .. Times(6, counted(Jean))]).WillingToDoAll(Jean) with { Next = [[Lead(Jean)]] };
        Signals.Of(history, HandoverNumbers.Default).All.Where(s => !s.IsKnown).Select(s => s.Kind).ShouldBe([SignalKind.NewPeople, SignalKind.NewcomerReturn]);
    }

    [Fact]
    public void Every_signal_is_told_in_a_sentence_even_for_a_group_that_never_met()
    {
        var all = Signals.Of(Weekly(), HandoverNumbers.Default).All.ToList();
        all.Select(s => s.Kind).ShouldBe(Enum.GetValues<SignalKind>());
        all.ShouldAllBe(s => !s.IsKnown && s.Shown == null && s.Sentence.EndsWith('.'));
    }
}
