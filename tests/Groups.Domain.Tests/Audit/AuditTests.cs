using Groups.Domain.Accounts;
using Groups.Domain.Audit;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Groups.Domain.Tests.Audit;

public sealed class AuditTests
{
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 8, 3, 9, 0));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task What_an_action_changes_is_written_with_who_did_it_and_to_whom(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var before = await LinesAsync(database);
        await new StopAllContact(database.Factory, _clock).RunAsync(cafe.Worker, cafe.People["Ruth"], Stop);
        await new MakeParticipantLink(database.Factory, _clock).RunAsync(cafe.Worker, cafe.People["Ruth"], false, Stop);

        var lines = (await LinesAsync(database)).Skip(before.Count).ToList();
        lines.Select(l => (l.Act, l.AccountId, l.PersonId)).ShouldBe(
        [
            (AuditAct.StoppedContact, cafe.WorkerAccount, cafe.People["Ruth"]),
            (AuditAct.ChangedLink, (Guid?)cafe.WorkerAccount, (Guid?)cafe.People["Ruth"]),
        ]);
        lines.ShouldAllBe(l => l.OrganisationId == Organisation.FirstId);
        (await new VerifyAudit(database.Factory).RunAsync(Viewer.Program, Stop)).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_refused_leaves_no_line()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var before = (await LinesAsync(database)).Count;
        await Should.ThrowAsync<NotFoundException>(() => new StopAllContact(database.Factory, _clock).RunAsync(Viewer.OfAccount(Guid.NewGuid(), null), cafe.People["Ruth"], Stop));
        (await LinesAsync(database)).Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("""UPDATE "AuditEntries" SET "AccountId" = NULL WHERE "Number" = 2""", "Line 2 was changed.")]
    [InlineData("""UPDATE "AuditEntries" SET "Act" = 'SawPeople' WHERE "Number" = 3""", "Line 3 was changed.")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" = 2""", "Line 2 was taken out.")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" BETWEEN 2 AND 3""", "Lines 2 to 3 were taken out.")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" = (SELECT MAX("Number") FROM "AuditEntries")""", "The record ends with line 4, but had 5 lines.")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" > 3; UPDATE "AuditHeads" SET "Number" = 3""", "The record ends with line 3, but had 3 lines.")]
    [InlineData("""DELETE FROM "AuditHeads" """, "The end of the record is not there.")]
    public async Task A_line_that_was_changed_taken_out_or_cut_off_is_found(string tampering, string problem)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var emptied = database.Open())
        {
            for (var i = 0; i < 5; i++)
            {
                await database.Factory.WriteAsync(Viewer.OfAccount(Guid.NewGuid(), null), db =>
                {
                    db.Note(new AuditLine(AuditAct.SawContact, Guid.NewGuid()));
                    return Task.CompletedTask;
                }, Stop);
            }

            (await new VerifyAudit(database.Factory).RunAsync(Viewer.Program, Stop)).ShouldSatisfyAllConditions(c => c.Lines.ShouldBe(5), c => c.Problem.ShouldBeNull());
            await emptied.Database.ExecuteSqlRawAsync(tampering, Stop);
        }

        (await new VerifyAudit(database.Factory).RunAsync(Viewer.Program, Stop)).Problem.ShouldBe(problem);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Many_who_write_at_once_make_one_chain_without_a_gap(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => database.Factory.WriteAsync(Viewer.OfAccount(Guid.NewGuid(), null), db =>
        {
            db.Note(new AuditLine(AuditAct.SawPeople, GroupId: Guid.NewGuid()));
            db.Note(new AuditLine(AuditAct.SawContact, Guid.NewGuid()));
            return Task.CompletedTask;
        }, Stop))));
        (await new VerifyAudit(database.Factory).RunAsync(Viewer.Program, Stop)).ShouldSatisfyAllConditions(c => c.Lines.ShouldBe(80), c => c.Problem.ShouldBeNull());
    }

    [Fact]
    public async Task The_same_look_is_written_once_an_hour()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var before = (await LinesAsync(database)).Count;
        var looks = new Looks(database.Factory, _clock, NullLogger<Looks>.Instance);
        await looks.AtAsync(cafe.Worker, AuditAct.SawContact, cafe.People["Ruth"], stop: Stop);
        _clock.Advance(Duration.FromMinutes(59));
        await looks.AtAsync(cafe.Worker, AuditAct.SawContact, cafe.People["Ruth"], stop: Stop);
        (await LinesAsync(database)).Count.ShouldBe(before + 1);
        _clock.Advance(Duration.FromMinutes(1));
        await looks.AtAsync(cafe.Worker, AuditAct.SawContact, cafe.People["Ruth"], stop: Stop);
        (await LinesAsync(database)).Count.ShouldBe(before + 2);
    }

    [Fact]
    public async Task A_register_leaves_a_line_only_where_the_group_is_sensitive()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock, "Ruth");
        var session = await cafe.SessionAsync(new LocalDateTime(2026, 8, 3, 11, 0));
        var before = (await LinesAsync(database)).Count;
        var looks = new Looks(database.Factory, _clock, NullLogger<Looks>.Instance);
        await looks.AtRegisterAsync(cafe.Worker, session, changes: false, Stop);
        (await LinesAsync(database)).Count.ShouldBe(before);
        await using (var db = database.Open())
        {
            await db.Groups.ExecuteUpdateAsync(set => set.SetProperty(g => g.Sensitive, true), Stop);
        }

        _clock.Advance(Duration.FromHours(1));
        await looks.AtRegisterAsync(cafe.Worker, session, changes: false, Stop);
        await looks.AtRegisterAsync(cafe.Worker, session, changes: true, Stop);
        (await LinesAsync(database)).Skip(before).Select(l => (l.Act, l.SessionId)).ShouldBe([(AuditAct.SawRegister, (Guid?)session), (AuditAct.ChangedRegister, (Guid?)session)]);
    }

    [Fact]
    public async Task A_coordinator_reads_the_lines_of_their_own_organisation_and_finds_those_about_somebody_who_asks()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cafe = await CafeGroup.CreateAsync(database, _clock);
        await cafe.JoinAsync("Ruth", "+447700900321");
        await cafe.JoinAsync("Noor", "+447700900322");
        var (own, other) = (await CoordinatorAsync(database, Organisation.FirstId), await CoordinatorAsync(database, await OtherAsync(database)));
        var looks = new Looks(database.Factory, _clock, NullLogger<Looks>.Instance);
        await looks.AtAsync(cafe.Worker, AuditAct.SawContact, cafe.People["Ruth"], stop: Stop);
        await looks.AtAsync(cafe.Worker, AuditAct.SawContact, cafe.People["Noor"], stop: Stop);
        await looks.AtAsync(cafe.Worker, AuditAct.SawPeople, groupId: cafe.Id, stop: Stop);

        var read = new ReadAudit(database.Factory);
        (await read.RunAsync(own, null, null, Stop)).Select(l => l.Act).Take(3).ShouldBe([AuditAct.SawPeople, AuditAct.SawContact, AuditAct.SawContact]);
        var about = await read.RunAsync(own, "07700 900321", null, Stop);
        about.Where(l => l.Act is AuditAct.SawPeople or AuditAct.SawContact).Select(l => (l.Act, l.PersonId)).ShouldBe([(AuditAct.SawPeople, null), (AuditAct.SawContact, (Guid?)cafe.People["Ruth"])]);
        (await read.RunAsync(other, null, null, Stop)).ShouldBeEmpty();
        (await Should.ThrowAsync<RuleViolation>(() => read.RunAsync(other, "07700 900321", null, Stop))).Message.ShouldStartWith("Nobody in your organisation");
        await Should.ThrowAsync<NotFoundException>(() => read.RunAsync(cafe.Worker, null, null, Stop));
        await Should.ThrowAsync<NotFoundException>(() => new VerifyAudit(database.Factory).RunAsync(own, Stop));
    }

    [Fact]
    public async Task A_duty_given_and_taken_back_and_a_new_worker_are_in_the_record()
    {
        await using var database = await TestDatabase.CreateAsync();
        var group = await HandoverGroup.StoreAsync(database, _clock.GetCurrentInstant());
        var before = (await LinesAsync(database)).Count;
        await database.Factory.WriteAsync(group.Worker, db =>
        {
            db.Add(new DutyHolding(group.Id, Duty.SetUp, group.Jean.Id, group.Laura.Id, _clock.GetCurrentInstant()));
            return Task.CompletedTask;
        }, Stop);
        await new TakeBackDuty(database.Factory, _clock).RunAsync(group.Worker, group.Id, Duty.SetUp, group.Jean.Id, Stop);
        (await LinesAsync(database)).Skip(before).Select(l => (l.Act, l.Detail, l.PersonId, l.GroupId)).ShouldBe(
        [
            (AuditAct.MovedDuty, "SetUp given", (Guid?)group.Jean.Id, (Guid?)group.Id),
            (AuditAct.MovedDuty, "SetUp ended", (Guid?)group.Jean.Id, (Guid?)group.Id),
        ]);
    }

    private async Task<Viewer> CoordinatorAsync(TestDatabase database, Guid organisation)
    {
        var account = new Account("Nadia", $"{Guid.NewGuid():N}@example.org", Post.Coordinator, null, _clock.GetCurrentInstant(), organisation);
        await using var db = database.Open();
        db.Add(account);
        await db.SaveChangesAsync(Stop);
        return Viewer.OfAccount(account.Id, null);
    }

    private async Task<Guid> OtherAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var other = new Organisation("Another place", _clock.GetCurrentInstant());
        db.Add(other);
        await db.SaveChangesAsync(Stop);
        return other.Id;
    }

    private static async Task<List<AuditEntry>> LinesAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.AuditEntries.OrderBy(e => e.Number).ToListAsync(Stop);
    }
}
