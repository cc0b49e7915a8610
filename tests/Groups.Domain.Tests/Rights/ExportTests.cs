using System.Text.Json;
using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Audit;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Messaging;
using Groups.Domain.Rights;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Rights;

public sealed class ExportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_yes_from_before_the_two_questions_is_in_it_for_both()
    {
        await using var world = await MessageWorld.CreateAsync(DataProvider.Sqlite);
        var ruth = await world.PersonAsync("Ruth", "+447700900123", with: p => p.GiveConsent("Ruth said yes long ago", null, world.Now));
        await world.Database.Factory.WriteAsync(db => db.ConsentRecords.Where(c => c.PersonId == ruth).ExecuteDeleteAsync(Stop), Stop);

        var data = await world.Get<ExportPerson>().RunAsync(Viewer.OfParticipant(ruth), ruth, Stop);

        data.Parts.Single(p => p.Name == "yeses").Rows.Select(r => string.Join(' ', r.Values.Select(v => v.Value))).ShouldBe(["List true Ruth said yes long ago Self", "Contact true Ruth said yes long ago Self"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task It_holds_everything_about_the_person_and_nobody_else(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var ruth = await world.PersonAsync("Ruth", "+447700900123", "ruth@example.org", with: p => p.SetAccessNeeds("A seat by the door", true), member: m => m.ComeWith("Othersentinel"));
        var other = await world.PersonAsync("Othersentinel Brown", "+447700900177", "othersentinel@example.org", with: p => p.SetAccessNeeds("Othersentinel needs", true));
        await world.ReplyAsync("I would like to bring a cake", "+447700900123");
        await world.ReplyAsync("othersentinel words", "+447700900177");
        var session = await world.SessionAsync();
        await world.Get<RecordAnswer>().RunAsync(Viewer.OfParticipant(ruth), session, ruth, AnswerValue.Coming, AnswerSource.Page, Stop);
        world.GoTo(4, 11);
        await world.DispatchAsync();
        world.GoTo(5, 11, 5);
        var walkIn = TappedFact.WalkIn("Othersentinel walk", world.Now);
        await world.Get<RecordFacts>().RunAsync(world.Cafe.Worker, session, [TappedFact.Arrived(ruth, world.Now), TappedFact.Arrived(other, world.Now), walkIn], Stop);
        var accounts = new[] { ("Ruth", "ruth@example.org", ruth), ("Othersentinel", "othersentinel@example.org", other) }
            .Select(a => new Account(a.Item1, a.Item2, Post.Peer, a.Item3, world.Now)).ToList();
        var change = new StageChange(world.Cafe.Id, Stage.Starting, Stage.SharingJobs, world.Now);
        await world.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(accounts);
            db.AddRange(
                new DutyHolding(world.Cafe.Id, Duty.Welcome, ruth, world.Cafe.WorkerAccount, world.Now), new DutyHolding(world.Cafe.Id, Duty.Lead, other, world.Cafe.WorkerAccount, world.Now),
                new DutyTurn(world.Cafe.Id, session, Duty.SetUp, ruth, world.Now), new DutyTurn(world.Cafe.Id, session, Duty.Lead, other, world.Now),
                new DutyOffer(world.Cafe.Id, ruth, null, "I bake", AnswerSource.Page, world.Now), new DutyOffer(world.Cafe.Id, other, null, "Othersentinel bakes", AnswerSource.Page, world.Now),
                new DutyPractice(world.Cafe.Id, Duty.OpenVenue, ruth, other, world.Now),
                new Relay(world.Cafe.Id, session, 1, "Soup today", accounts[0].Id, world.Now), new Relay(world.Cafe.Id, session, 2, "Othersentinel says hello", accounts[1].Id, world.Now),
                new ConsentRecord(ruth, ConsentTo.List, true, "Ruth said yes", "en", world.Cafe.WorkerAccount, world.Now), new ConsentRecord(other, ConsentTo.List, true, "Othersentinel said yes", "en", null, world.Now),
                new Complaint(Organisation.FirstId, ruth, "Too many texts", null, world.Now), new Complaint(Organisation.FirstId, other, "Othersentinel complains", null, world.Now),
                Groups.Domain.People.ParticipantLink.For(ruth, world.Now, out _), Groups.Domain.People.ParticipantLink.For(other, world.Now, out _),
                change, new Vote(world.Cafe.Id, change.Id, VoteWay.Secret, 1, 2, 1, world.Cafe.WorkerAccount, world.Now, null));
            return Task.CompletedTask;
        }, Stop);

        var data = await world.Get<ExportPerson>().RunAsync(Viewer.OfParticipant(ruth), ruth, Stop);

        var text = JsonSerializer.Serialize(data.Parts.ToDictionary(p => p.Name, p => p.Rows.Select(r => r.Values.ToDictionary(v => v.Name, v => v.Value))));
        text.ShouldNotContain("sentinel", Case.Insensitive);
        text.ShouldNotContain("900177");
        text.ShouldNotContain("Laura");
        foreach (var id in new[] { other, accounts[1].Id, world.Cafe.WorkerAccount })
        {
            text.ShouldNotContain(id.ToString());
        }

        foreach (var held in new[]
        {
            "Ruth", "900123", "ruth@example.org", "A seat by the door", "bring a cake", "Women", "2026-08-05", "Coming", "Welcome", "SetUp", "I bake", "OpenVenue", "Soup today", "Ruth said yes", "Too many texts",
        })
        {
            text.ShouldContain(held);
        }

        data.Parts.Where(p => p.Rows.Count == 0).Select(p => p.Name).ShouldBe(["contactList", "help"]);
        data.Parts.Single(p => p.Name == "came").Rows.Count.ShouldBe(1);
        await using var db = world.Database.Open();
        (await db.AuditEntries.CountAsync(e => e.Act == AuditAct.Exported && e.PersonId == ruth, Stop)).ShouldBe(1);
        await Should.ThrowAsync<NotFoundException>(() => world.Get<ExportPerson>().RunAsync(Viewer.OfParticipant(other), ruth, Stop));
    }


}
