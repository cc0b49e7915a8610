using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Messaging;

public sealed class ReplyInboxTests
{
    private const string Number = "+447700900123";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Two_workers_who_claim_at_once_do_not_both_get_it(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        await world.PersonAsync();
        var other = await WorkerAsync(world, "Nadia");
        var reply = await ReplyAsync(world, "my bus is late");
        var claims = new[] { world.Cafe.Worker, other }.Select(who => Task.Run(() => world.Get<ClaimReply>().RunAsync(who, reply.Id, null, Stop))).ToList();
        try
        {
            await Task.WhenAll(claims);
        }
        catch (RuleViolation)
        {
            // one of them
        }

        var refused = claims.Where(c => c.IsFaulted).ShouldHaveSingleItem().Exception!.GetBaseException().ShouldBeOfType<RuleViolation>();
        refused.Message.ShouldContain("is dealing with this. Ask them first; you can take it over.");
    }

    [Fact]
    public async Task A_claim_can_be_taken_over_once_one_knows_whose_it_is_and_what_is_dealt_with_cannot()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync();
        var other = await WorkerAsync(world, "Nadia");
        var reply = await ReplyAsync(world, "my bus is late");
        await world.Get<ClaimReply>().RunAsync(world.Cafe.Worker, reply.Id, null, Stop);
        await world.Get<ClaimReply>().RunAsync(world.Cafe.Worker, reply.Id, null, Stop);
        (await Should.ThrowAsync<RuleViolation>(() => world.Get<ClaimReply>().RunAsync(other, reply.Id, null, Stop))).Message.ShouldStartWith("Laura is dealing with this.");
        await Should.ThrowAsync<RuleViolation>(() => world.Get<ClaimReply>().RunAsync(other, reply.Id, Guid.NewGuid(), Stop));
        await world.Get<ClaimReply>().RunAsync(other, reply.Id, world.Cafe.WorkerAccount, Stop);
        await using (var db = world.Database.Open())
        {
            (await db.Replies.SingleAsync(Stop)).ClaimedBy.ShouldBe(other.AccountId);
        }

        await world.Get<DealWithReply>().RunAsync(other, reply.Id, Stop);
        await world.Get<DealWithReply>().RunAsync(world.Cafe.Worker, reply.Id, Stop);
        (await Should.ThrowAsync<RuleViolation>(() => world.Get<ClaimReply>().RunAsync(world.Cafe.Worker, reply.Id, other.AccountId, Stop))).Message.ShouldBe("Nadia dealt with this already.");
        await using var after = world.Database.Open();
        (await after.Replies.SingleAsync(Stop)).DealtWithBy.ShouldBe(other.AccountId);
    }

    [Fact]
    public async Task A_reply_from_an_unknown_number_is_for_any_worker_and_for_no_peer()
    {
        await using var world = await MessageWorld.CreateAsync();
        var stranger = await WorkerAsync(world, "Nadia", works: false);
        var isla = await world.Cafe.JoinAsync("Isla");
        var peer = await world.Cafe.PeerAsync("Isla", Duty.Lead);
        isla.ShouldNotBe(Guid.Empty);
        var unplaced = await ReplyAsync(world, "hello, who is this", "+447700900777");
        await Should.ThrowAsync<NotFoundException>(() => world.Get<ClaimReply>().RunAsync(peer, unplaced.Id, null, Stop));
        await world.Get<ClaimReply>().RunAsync(stranger, unplaced.Id, null, Stop);
        await world.PersonAsync();
        var ours = await ReplyAsync(world, "my bus is late");
        await Should.ThrowAsync<NotFoundException>(() => world.Get<ClaimReply>().RunAsync(stranger, ours.Id, null, Stop));
        await Should.ThrowAsync<NotFoundException>(() => world.Get<DealWithReply>().RunAsync(peer, ours.Id, Stop));
    }

    [Fact]
    public async Task In_a_group_that_runs_itself_the_peers_who_lead_read_replies_but_a_cry_for_help_goes_to_the_worker_without_a_name()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.Cafe.JoinAsync("Isla");
        var peer = await world.Cafe.PeerAsync("Isla", Duty.Lead);
        await world.PersonAsync();
        var plain = await ReplyAsync(world, "my bus is late");
        var cry = await ReplyAsync(world, "I want to die");
        await world.Database.Factory.WriteAsync(db => db.Groups.ExecuteUpdateAsync(set => set.SetProperty(g => g.Stage, Stage.SelfRun).SetProperty(g => g.SelfRunSince, g => g.StartedAt), Stop), Stop);
        await using var db = world.Database.Open();
        var (ofPeer, ofWorker) = (await ReplyReach.FindAsync(db, peer, Stop), await ReplyReach.FindAsync(db, world.Cafe.Worker, Stop));
        (await ofPeer.Of(db).Select(r => r.Id).ToListAsync(Stop)).ShouldBe([plain.Id]);
        (await ofWorker.Of(db).Select(r => r.Id).ToListAsync(Stop)).ShouldBe([cry.Id]);
        ofPeer.PartOf(world.Cafe.Id).ShouldBe(ReplyPart.FirstName);
        ofWorker.PartOf(world.Cafe.Id).ShouldBe(ReplyPart.NoName);
    }

    [Fact]
    public async Task A_cry_for_help_is_answered_once_a_day_with_whom_to_phone_and_is_shown_first()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync();
        var answer = (await world.ReplyAsync("I want to die")).AutomaticAnswer.ShouldNotBeNull();
        answer.ShouldContain("Samaritans 116 123");
        answer.ShouldNotContain("Ruth");
        answer.ShouldNotContain("Café");
        (await world.ReplyAsync("I want to die")).AutomaticAnswer.ShouldBeNull();
        (await world.ReplyAsync("3")).AutomaticAnswer.ShouldBeNull();
        world.GoTo(4, 10);
        (await world.ReplyAsync("i dont want to live")).AutomaticAnswer.ShouldNotBeNull();
        await using var db = world.Database.Open();
        (await db.Replies.CountAsync(r => r.IsCrisis && r.NeedsPerson, Stop)).ShouldBe(3);
        (await db.Answers.AnyAsync(Stop)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("two people", true)]
    [InlineData("a stranger", true)]
    [InlineData("stop all contact", true)]
    [InlineData("the number said STOP", false)]
    [InlineData("the number is not safe", false)]
    public async Task Who_is_answered_in_a_crisis(string who, bool answered)
    {
        await using var world = await MessageWorld.CreateAsync();
        if (who != "a stranger")
        {
            await world.PersonAsync("Ruth", Number, with: person =>
            {
                if (who == "the number is not safe")
                {
                    person.SetContact(Domain.People.ContactWay.Text, Number, false);
                }
            });
        }

        if (who == "two people")
        {
            await world.PersonAsync("Bob", Number);
        }

        if (who == "stop all contact")
        {
            await world.ChangePersonAsync((await world.Database.Open().People.SingleAsync(Stop)).Id, p => p.StopAllContact(world.Now));
        }

        if (who == "the number said STOP")
        {
            await world.ReplyAsync("STOP");
        }

        ((await world.ReplyAsync("I want to kill myself")).AutomaticAnswer is not null).ShouldBe(answered);
        await using var db = world.Database.Open();
        (await db.Replies.SingleAsync(r => r.IsCrisis, Stop)).NeedsPerson.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_machines_do_not_talk_to_each_other()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync();
        (await world.ReplyAsync("call me")).AutomaticAnswer.ShouldNotBeNull();
        for (var i = 0; i < 5; i++)
        {
            world.Clock.Set(world.Now + Duration.FromMinutes(4));
            (await world.ReplyAsync("HELP")).AutomaticAnswer.ShouldBeNull();
        }

        world.Clock.Set(world.Now + Duration.FromMinutes(11));
        (await world.ReplyAsync("HELP")).AutomaticAnswer.ShouldNotBeNull();
    }

    private static async Task<Viewer> WorkerAsync(MessageWorld world, string name, bool works = true)
    {
        var account = new Account(name, $"{name}-{Guid.NewGuid():N}@example.org", Post.Worker, null, world.Now);
        await world.Database.Factory.WriteAsync(async db =>
        {
            db.Add(account);
            if (works)
            {
                (await db.Groups.Include(g => g.Workers).SingleAsync()).AddWorker(account.Id, world.Now);
            }
        });
        return Viewer.OfAccount(account.Id, null);
    }

    private static async Task<Reply> ReplyAsync(MessageWorld world, string body, string from = Number)
    {
        var id = $"SM{Guid.NewGuid():N}";
        await world.ReplyAsync(body, from, id);
        await using var db = world.Database.Open();
        return await db.Replies.SingleAsync(r => r.ProviderId == id);
    }
}
