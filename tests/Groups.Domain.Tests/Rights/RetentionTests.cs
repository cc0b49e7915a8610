using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Groups.Domain.Sessions;
using Groups.Jobs.Upkeep;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Rights;

public sealed class RetentionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Contact_goes_six_months_after_the_last_word_and_not_of_somebody_who_is_expected_came_or_holds_a_duty(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var quiet = await world.PersonAsync("Quiet", "+447700900101");
        var expected = await world.PersonAsync("Expected", "+447700900102", member: m => m.Say(true, false));
        var holder = await world.PersonAsync("Holder", "+447700900103");
        var came = await world.PersonAsync("Came", "+447700900104");
        var wrote = await world.PersonAsync("Wrote", "+447700900105");
        var told = await world.PersonAsync("Told", "+447700900106");
        var coming = await world.PersonAsync("Coming", "+447700900107");
        await world.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(new DutyHolding(world.Cafe.Id, Duty.SetUp, holder, world.Cafe.WorkerAccount, world.Now))), Stop);
        Forward(world, 100);
        var session = await SessionAsync(world);
        await world.Get<RecordFacts>().RunAsync(world.Cafe.Worker, session, [TappedFact.Arrived(came, world.Now)], Stop);
        await world.ReplyAsync("hello there", "+447700900105");
        await world.Get<SayInTouch>().RunAsync(world.Cafe.Worker, told, Stop);
        Forward(world, 90);
        var ahead = await SessionAsync(world, days: 7);
        await world.Get<RecordAnswer>().RunAsync(Viewer.Program, ahead, coming, AnswerValue.Coming, AnswerSource.Told, Stop);

        var keep = world.Get<KeepNoLonger>();
        (await keep.ListAsync(Stop)).Contacts.ShouldBe(1);
        (await keep.RunAsync(Viewer.Program, onlyNoticed: true, Stop)).Contacts.ShouldBe(0);
        Forward(world, 14);
        (await keep.RunAsync(Viewer.Program, onlyNoticed: true, Stop)).Contacts.ShouldBe(1);
        (await keep.RunAsync(Viewer.Program, onlyNoticed: false, Stop)).IsNone.ShouldBeTrue();

        await using var db = world.Database.Open();
        var people = await db.People.Include(p => p.Contacts).ToListAsync(Stop);
        people.Where(p => p.Contacts.Count == 0).Select(p => p.Id).ShouldBe([quiet]);
        people.Single(p => p.Id == quiet).ShouldSatisfyAllConditions(p => p.Name.ShouldBe("Quiet"), p => p.Consent.ShouldBeNull());
        people.Single(p => p.Id == expected).Contacts.Count.ShouldBe(1);
        _ = wrote;
        await Should.ThrowAsync<NotFoundException>(() => keep.RunAsync(world.Cafe.Worker, true, Stop));
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Names_go_from_a_register_after_a_year_the_numbers_stay_and_nobody_is_a_newcomer_again(DataProvider provider)
    {
        await using var world = await MessageWorld.CreateAsync(provider);
        var (ruth, jean) = (await world.Cafe.JoinAsync("Ruth"), await world.Cafe.JoinAsync("Jean"));
        var record = world.Get<RecordFacts>();
        var first = await SessionAsync(world);
        var (walkIn, slip) = (TappedFact.WalkIn("Aggie Sentinel", world.Now), TappedFact.Arrived(jean, world.Now));
        var merged = TappedFact.WalkIn("Ruthie Sentinel", world.Now);
        await record.RunAsync(world.Cafe.Worker, first,
            [TappedFact.Arrived(ruth, world.Now), merged, TappedFact.Merged(merged.Id, ruth, world.Now), walkIn, TappedFact.Left(ruth, world.Now), slip, TappedFact.Undone(slip.Id, world.Now), TappedFact.Checked(CheckItem.Keys, world.Now)], Stop);
        var before = await NumbersAsync(world, first);
        before.Headcount.ShouldBe(2);
        Forward(world, 366 + 15);
        var today = await SessionAsync(world);
        await record.RunAsync(world.Cafe.Worker, today, [TappedFact.Arrived(jean, world.Now)], Stop);

        (await world.Get<KeepNoLonger>().RunAsync(Viewer.Program, onlyNoticed: true, Stop)).Registers.ShouldBe(1);

        (await NumbersAsync(world, first)).ShouldBe(before);
        await using var db = world.Database.Open();
        (await db.Facts.Where(f => f.SessionId == first && (f.PersonId != null || f.Name != null)).CountAsync(Stop)).ShouldBe(0);
        (await StoredWords.OfAsync(db, Stop)).ShouldNotContain("sentinel", Case.Insensitive);
        (await db.Members.SingleAsync(m => m.PersonId == ruth, Stop)).FirstCameAt.ShouldNotBeNull();
        await record.RunAsync(world.Cafe.Worker, today, [TappedFact.Arrived(ruth, world.Now)], Stop);
        (await NumbersAsync(world, today)).ShouldBe((2, 1, 2));
        (await world.Get<ReadRegister>().RunAsync(world.Cafe.Worker, today, Stop)).People.Where(p => p.FirstTime).Select(p => p.Name).ShouldBe(["Jean"]);
    }

    [Fact]
    public async Task Who_left_a_year_ago_becomes_a_number_and_old_words_addresses_and_complaints_go()
    {
        await using var world = await MessageWorld.CreateAsync();
        var ruth = await world.PersonAsync("Ruth Sentinel");
        await world.SessionAsync();
        world.GoTo(4, 11);
        await world.DispatchAsync();
        await world.ReplyAsync("sentinel words");
        var session = await SessionAsync(world, days: 1);
        var complaint = new Complaint(Organisation.FirstId, null, "Sentinel complains", null, world.Now);
        complaint.Answer(null, world.Now);
        await world.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(complaint, new Relay(world.Cafe.Id, session, 1, "Sentinel says", world.Cafe.WorkerAccount, world.Now));
            return Task.CompletedTask;
        }, Stop);
        await world.Get<LeaveList>().RunAsync(world.Cafe.Worker, ruth, stop: Stop);
        Forward(world, 380);
        (await world.Get<KeepNoLonger>().ListAsync(Stop)).ShouldSatisfyAllConditions(c => c.Leavers.ShouldBe(1), c => c.Words.ShouldBe(2), c => c.Complaints.ShouldBe(0));
        await world.Get<KeepNoLonger>().RunAsync(Viewer.Program, onlyNoticed: true, Stop);
        await using (var db = world.Database.Open())
        {
            (await db.People.SingleAsync(Stop)).ErasedAt.ShouldBe(world.Now);
            (await db.ConsentRecords.CountAsync(Stop)).ShouldBe(0);
            (await db.Messages.CountAsync(m => m.Address != null, Stop)).ShouldBe(0);
            (await StoredWords.OfAsync(db, Stop)).Split("entinel").Length.ShouldBe(2);
        }

        Forward(world, 380);
        (await world.Get<KeepNoLonger>().RunAsync(Viewer.Program, onlyNoticed: false, Stop)).Complaints.ShouldBe(1);
    }

    [Fact]
    public async Task The_nightly_job_waits_until_the_list_could_be_seen_and_begins_anew_after_a_break()
    {
        await using var world = await MessageWorld.CreateAsync();
        await world.PersonAsync("Quiet");
        var job = world.Get<KeepNoLongerNightly>();
        Forward(world, 250);
        await NightsAsync(10);
        Forward(world, 10);
        await NightsAsync(13);
        (await ReachableAsync()).ShouldBe(1);
        await NightsAsync(3);
        (await ReachableAsync()).ShouldBe(0);

        async Task NightsAsync(int nights)
        {
            for (var night = 0; night < nights; night++)
            {
                await job.RunAsync(Stop);
                Forward(world, 1);
            }
        }

        async Task<int> ReachableAsync()
        {
            await using var db = world.Database.Open();
            return await db.People.CountAsync(p => p.Contacts.Any(), Stop);
        }
    }

    [Theory]
    [InlineData("ContactMonths", "0", "Retention:ContactMonths must be a whole number from 1 to 60.")]
    [InlineData("NameMonths", "6", "Retention:NameMonths must be a whole number from 12 to 60.")]
    [InlineData("ContactMonths", "six", "Retention:ContactMonths must be a whole number from 1 to 60.")]
    [InlineData("Contacts", "6", "Retention:Contacts is not a setting; there are ContactMonths, NameMonths, ProofMonths, WordMonths, ComplaintMonths, NoticeDays.")]
    [InlineData("ContactMonths", "9", null)]
    public void A_wrong_number_is_refused_with_one_sentence(string key, string value, string? sentence)
    {
        RetentionNumbers.Read([new(key, value)], out var problems);
        problems.ShouldBe(sentence is null ? [] : [sentence]);
    }

    private static void Forward(MessageWorld world, int days) => world.Clock.Set(world.Now + Duration.FromDays(days));

    private static Task<Guid> SessionAsync(MessageWorld world, int days = 0) =>
        world.Cafe.SessionAsync((world.Now + Duration.FromDays(days)).InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).LocalDateTime);

    private static async Task<(int? Headcount, int? Newcomers, int? Folded)> NumbersAsync(MessageWorld world, Guid id)
    {
        await using var db = world.Database.Open();
        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == id, Stop);
        return (session.Headcount, session.Newcomers, (await db.RegisterOfAsync(id, Stop)).Headcount);
    }
}
