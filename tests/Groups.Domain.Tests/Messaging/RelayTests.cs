using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Messaging;

public sealed class RelayTests
{
    private const string Lead = "+447700900111";

    public static TheoryData<DataProvider> Databases => [DataProvider.Sqlite, DataProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Words_go_to_the_group_after_a_test_to_the_lead_and_are_counted(DataProvider provider)
    {
        var transport = RecordingTransport.ForAll;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        var lead = await LeadAsync(world);
        var session = await world.SessionAsync(12);
        await world.PersonAsync("Ruth");
        await world.PersonAsync("Jo", mobile: null, email: "jo@example.org");
        await world.PersonAsync("Pat", mobile: null, call: "+447700900125");
        await world.PersonAsync("Lee", mobile: null);

        var relay = await world.Get<WriteRelay>().RunAsync(lead, session, " Bring  warm\nclothes. ");
        (await Should.ThrowAsync<RuleViolation>(() => world.Get<SendRelay>().RunAsync(lead, relay))).Message.ShouldContain("test to yourself first");
        (await world.Get<TestRelay>().RunAsync(lead, relay)).ShouldBe(RelayTestWay.OwnWay);
        (await Should.ThrowAsync<RuleViolation>(() => world.Get<SendRelay>().RunAsync(lead, relay))).Message.ShouldContain("not gone out to you yet");
        await world.DispatchAsync();
        transport.Texts.Single().To.ShouldBe(Lead);

        (await world.Get<SendRelay>().RunAsync(lead, relay)).ShouldBe(3);
        (await world.Get<SendRelay>().RunAsync(lead, relay)).ShouldBe(3);
        await world.DispatchAsync();
        transport.Texts.Skip(1).Single().Text.ShouldEndWith("Wednesday 12 August, 11am: Bring warm clothes.");
        transport.Emails.Single().To.ShouldBe("jo@example.org");
        var rows = (await world.MessagesAsync()).Where(m => m.Kind == MessageKind.Relay).ToList();
        rows.ShouldAllBe(m => m.Revision == 1 && m.RelayId == relay && m.NotAfter == MessageWorld.InGlasgow(12, 10, 45));
        rows.Select(m => m.State).ShouldBe([MessageState.Accepted, MessageState.Accepted, MessageState.ToPhone, MessageState.Suppressed], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_holds_no_duty_of_it_or_wrote_other_words_finds_nothing()
    {
        await using var world = await MessageWorld.CreateAsync();
        var lead = await LeadAsync(world);
        var opener = await LeadAsync(world, Duty.OpenVenue, "Tam", "+447700900112");
        var session = await world.SessionAsync(12);
        var relay = await world.Get<WriteRelay>().RunAsync(lead, session, "Bring warm clothes.");
        foreach (var viewer in new[] { opener, Viewer.OfAccount(Guid.NewGuid(), null), Viewer.OfParticipant(lead.PersonId!.Value), Viewer.Program })
        {
            await Should.ThrowAsync<NotFoundException>(() => world.Get<WriteRelay>().RunAsync(viewer, session, "Bring warm clothes."));
            await Should.ThrowAsync<NotFoundException>(() => world.Get<TestRelay>().RunAsync(viewer, relay));
            await Should.ThrowAsync<NotFoundException>(() => world.Get<SendRelay>().RunAsync(viewer, relay));
        }

        var worker = world.Cafe.Worker;
        await Should.ThrowAsync<NotFoundException>(() => world.Get<SendRelay>().RunAsync(worker, relay), "nobody sends what somebody else wrote");
        await world.Get<TakeBackDuty>().RunAsync(worker, world.Cafe.Id, Duty.Relay, lead.PersonId!.Value);
        await Should.ThrowAsync<NotFoundException>(() => world.Get<TestRelay>().RunAsync(lead, relay));
    }

    [Fact]
    public async Task A_worker_gets_the_test_at_the_address_they_sign_in_with()
    {
        var transport = RecordingTransport.ForAll;
        await using var world = await MessageWorld.CreateAsync(transport: transport);
        var session = await world.SessionAsync(12);
        await world.PersonAsync();
        var relay = await world.Get<WriteRelay>().RunAsync(world.Cafe.Worker, session, "Bring warm clothes.");
        (await world.Get<TestRelay>().RunAsync(world.Cafe.Worker, relay)).ShouldBe(RelayTestWay.AccountEmail);
        transport.Emails.Single().TextBody.ShouldContain("Bring warm clothes.");
        (await world.Get<SendRelay>().RunAsync(world.Cafe.Worker, relay)).ShouldBe(1);
    }

    [Fact]
    public async Task A_group_gets_two_a_day_and_four_a_week_at_most()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForAll);
        var session = await world.SessionAsync(26);
        for (var i = 1; i <= 4; i++)
        {
            await SendAsync(world, session, $"Words {i}");
            if (i % 2 == 0)
            {
                (await Should.ThrowAsync<RuleViolation>(() => SendAsync(world, session, $"Too many {i}"))).Message.ShouldContain("since this time yesterday");
                world.Clock.Advance(Duration.FromDays(2));
            }
        }

        (await Should.ThrowAsync<RuleViolation>(() => SendAsync(world, session, "Fifth"))).Message.ShouldContain("in a week");
    }

    [Fact]
    public async Task A_cancelled_or_moved_session_ends_what_has_not_gone_out()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForAll);
        var session = await world.SessionAsync(12);
        await world.PersonAsync();
        await SendAsync(world, session, "Bring warm clothes.");
        await world.PlanAsync();
        (await world.MessagesAsync()).Single(m => m.Kind == MessageKind.Relay).State.ShouldBe(MessageState.Planned);
        await world.ChangeSessionAsync(session, s => s.Cancel(world.Now));
        (await world.MessagesAsync()).Single(m => m.Kind == MessageKind.Relay).State.ShouldBe(MessageState.Cancelled);
        (await Should.ThrowAsync<RuleViolation>(() => SendAsync(world, session, "Late"))).Message.ShouldContain("cancelled");
    }

    [Fact]
    public async Task Those_who_said_not_this_time_or_not_yet_are_left_in_peace()
    {
        await using var world = await MessageWorld.CreateAsync(transport: RecordingTransport.ForAll);
        var session = await world.SessionAsync(12);
        var away = await world.PersonAsync("Ruth");
        await world.PersonAsync("Jo", "+447700900124", member: m => m.Say(false, notYet: true));
        await world.Get<RecordAnswer>().RunAsync(Viewer.Program, session, away, AnswerValue.NotThisTime, AnswerSource.Told);
        (await SendAsync(world, session, "Bring warm clothes.")).ShouldBe(0);
    }

    [Theory]
    [InlineData("Look at https://example.org/x", "links")]
    [InlineData("See www.example.org", "links")]
    [InlineData("Write to me@example.org", "links")]
    [InlineData("look at braidcafe.co.uk", "links")]
    [InlineData("Ring me on 07700 900 123", "phone numbers")]
    [InlineData("Ring +44 (0)141-496 0123", "phone numbers")]
    [InlineData("", "empty")]
    public async Task Links_and_numbers_are_refused(string words, string says)
    {
        await using var world = await MessageWorld.CreateAsync();
        var session = await world.SessionAsync(12);
        var refused = await Should.ThrowAsync<RuleViolation>(() => world.Get<WriteRelay>().RunAsync(world.Cafe.Worker, session, words));
        refused.Message.ShouldContain(says);
        refused.Field.ShouldBe("Words");
    }

    [Theory]
    [InlineData("Bring £2.50 and be there at 10.45, room 12.", true)]
    [InlineData("The men's BEREAVEMENT group meets", false)]
    [InlineData("We talk about grief", false)]
    [InlineData("Come to Braid Street Cafe", false)]
    [InlineData("It is at 1 Braid Street", false)]
    [InlineData("A good meet-up for all", true)]
    public void A_sensitive_group_is_never_given_away(string words, bool passes)
    {
        var venue = new Venue("Braid Street Café", "1 Braid Street, Glasgow", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Tea");
        var group = new Group(new GroupDetails("Men's Bereavement Group", "Thursday meet-up", "grief", "Men", true, venue), Guid.NewGuid(), MessageWorld.Monday);
        if (passes)
        {
            RelayRules.Checked(words, group).ShouldBe(words);
        }
        else
        {
            Should.Throw<RuleViolation>(() => RelayRules.Checked(words, group)).Message.ShouldContain("keeps to itself");
        }
    }

    [Fact]
    public async Task What_the_page_reads_holds_counts_only()
    {
        await using var world = await MessageWorld.CreateAsync();
        var lead = await LeadAsync(world);
        var session = await world.SessionAsync(12);
        await world.PersonAsync("Ruth");
        await world.PersonAsync("Jo", mobile: null, email: "jo@example.org");
        await world.PersonAsync("Lee", mobile: null);
        await world.Get<WriteRelay>().RunAsync(lead, session, "Bring warm clothes.");
        var view = await world.Get<ReadRelay>().RunAsync(lead, session, null);
        (view.ByText, view.ByEmail, view.ByCall, view.Nobody, view.Parts).ShouldBe((1, 1, 0, 1, 1));
        view.DraftWords.ShouldBe("Bring warm clothes.");
        view.IsTested.ShouldBeFalse();
        view.Looks.Single().Text.ShouldStartWith("Hi Sam.");
    }

    private static async Task<int> SendAsync(MessageWorld world, Guid session, string words)
    {
        var relay = await world.Get<WriteRelay>().RunAsync(world.Cafe.Worker, session, words);
        await world.Get<TestRelay>().RunAsync(world.Cafe.Worker, relay);
        return await world.Get<SendRelay>().RunAsync(world.Cafe.Worker, relay);
    }

    private static async Task<Viewer> LeadAsync(MessageWorld world, Duty duty = Duty.Relay, string name = "Jean", string mobile = Lead)
    {
        var person = await world.PersonAsync(name, mobile);
        var account = new Account(name, $"{name}-{Guid.NewGuid():N}@example.org", Post.Peer, person, world.Now);
        await world.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(account, new DutyHolding(world.Cafe.Id, duty, person, null, world.Now));
            return Task.CompletedTask;
        });
        return Viewer.OfAccount(account.Id, person);
    }
}
